package io.github.pppvpn.state;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Where state is kept.
 *
 * @param path the folder; it must exist and be the user's to write
 * @param user the name of who the command runs as, for what is said to do
 */
public record StateFolder(Path path, String user) {

  void check() throws StateException {
    if (Files.isDirectory(path)) {
      return;
    }
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new StateException(
          "the state folder " + path + " is not a folder that the user " + user + " can enter",
          "name another with --state-dir");
    }
    throw new StateException("the state folder " + path + " does not exist", toMake());
  }

  /** A sentence for what went wrong with {@code file}, and what to do about it. */
  StateException failed(String what, Path file, IOException e) {
    String reason = e instanceof FileSystemException failure ? failure.getReason() : e.getMessage();
    if (e instanceof AccessDeniedException) {
      return new StateException(
          file + " " + what + " by the user " + user + ": permission denied", toOwn());
    }
    StringBuilder sentence = new StringBuilder().append(file).append(' ').append(what);
    if (reason != null && !reason.isEmpty()) {
      sentence.append(": ").append(reason);
    }
    return new StateException(
        sentence.toString(),
        "see that " + path + " is writable for the user " + user + " and its disk not full");
  }

  private String toMake() {
    return "mkdir -p " + path + " && chown " + user + " " + path + " && chmod 0750 " + path;
  }

  private String toOwn() {
    return "chown -R " + user + " " + path + ", or name another folder with --state-dir";
  }
}
