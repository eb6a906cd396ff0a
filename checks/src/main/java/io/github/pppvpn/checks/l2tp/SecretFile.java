package io.github.pppvpn.checks.l2tp;

import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.Finding;
import io.github.pppvpn.plugin.Report;
import io.github.pppvpn.plugin.RunningUser;
import io.github.pppvpn.plugin.UnreadableFile;
import io.github.pppvpn.wire.Octets;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * The file that holds the tunnel's secret, bytes as they are, and at most one line end behind them.
 *
 * @param secret 1 to {@link #MAX_BYTES} bytes
 * @param exposed whether every user of this host may read or change it
 */
record SecretFile(Octets secret, boolean exposed) {
  /** Longer than any secret; an l2tp-secrets file of that length is refused for its lines. */
  static final int MAX_BYTES = 1024;

  /**
   * Reads it.
   *
   * @throws CannotCheckException if that cannot be done, or it holds something else than a secret
   */
  static SecretFile read(String name) throws CannotCheckException {
    File file = new File(name);
    if (file.exists() && !file.isFile() && !file.isDirectory()) {
      // A named pipe without a writer would hold the run until its time is up.
      throw wrong(name, "is a device, a socket or a named pipe, not a regular file");
    }
    byte[] bytes;
    try (FileInputStream in = new FileInputStream(name)) {
      bytes = in.readNBytes(MAX_BYTES + 3);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
    int length = withoutLineEnd(bytes);
    if (length == 0) {
      throw wrong(name, "is empty");
    }
    if (length > MAX_BYTES) {
      throw wrong(name, "is longer than " + MAX_BYTES + " bytes");
    }
    byte[] secret = Arrays.copyOf(bytes, length);
    for (byte b : secret) {
      if (b == '\n' || b == '\r') {
        throw wrong(name, "holds more than one line");
      }
    }
    return new SecretFile(Octets.of(secret), isExposed(name));
  }

  /** Says so where every user of this host may read or change the file {@code name}. */
  static void tellExposed(Optional<SecretFile> secret, String name, Report.Builder report) {
    if (secret.isPresent() && secret.get().exposed()) {
      report.finding(
          Finding.warning(
              "every user of this host can read or change the secret file " + name,
              "chmod o-rw " + name + ", and think of changing the secret."));
    }
  }

  private static int withoutLineEnd(byte[] bytes) {
    int length = bytes.length;
    if (length > 0 && bytes[length - 1] == '\n') {
      length--;
      if (length > 0 && bytes[length - 1] == '\r') {
        length--;
      }
    }
    return length;
  }

  private static boolean isExposed(String name) {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(Path.of(name));
      return permissions.contains(PosixFilePermission.OTHERS_READ)
          || permissions.contains(PosixFilePermission.OTHERS_WRITE);
    } catch (IOException | UnsupportedOperationException e) {
      // It was read a moment ago; without permissions there is nothing to complain of.
      return false;
    }
  }

  private static CannotCheckException unreadable(String name, IOException e) {
    return UnreadableFile.of(
        "the secret file",
        name,
        e,
        "Give the check a file that holds the secret alone and that only "
            + RunningUser.name()
            + " can read.");
  }

  private static CannotCheckException wrong(String name, String what) {
    return new CannotCheckException(
        "the secret file " + name + " " + what,
        "It must hold the tunnel's secret alone, in one line; it is not a copy of l2tp-secrets.");
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "SecretFile[exposed=" + exposed + "]";
  }
}
