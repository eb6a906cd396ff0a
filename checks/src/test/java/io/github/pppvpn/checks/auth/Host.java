package io.github.pppvpn.checks.auth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** A host's files below a folder. */
record Host(Path root) {

  /** Writes a file last written at {@code time}; its text is taken as Latin-1. */
  Host file(String name, Instant time, String text) throws IOException {
    Path path = root.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text, StandardCharsets.ISO_8859_1);
    Files.setLastModifiedTime(path, FileTime.from(time));
    return this;
  }

  /** A line of a failed login as rsyslog writes it since Debian 12. */
  static String failure(String stamp, int pid, String user) {
    return stamp + " vpn pppd[" + pid + "]: Peer " + user + " failed CHAP authentication\n";
  }

  AuthRun run(Instant now, Object... words) {
    Object[] all = new Object[words.length + 2];
    all[0] = "--root";
    all[1] = root;
    System.arraycopy(words, 0, all, 2, words.length);
    return AuthRun.at(now, all);
  }
}
