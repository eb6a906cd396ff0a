package io.github.pppvpn.log.source;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;

/** Says why a file cannot be read, and who could. */
final class FileAccess {
  private FileAccess() {}

  /** What kind of thing lies at {@code file}, without opening it: a FIFO would not let go. */
  static BasicFileAttributes regular(Path file, String user) throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException | NotDirectoryException e) {
      throw missing(file);
    } catch (AccessDeniedException e) {
      throw denied(file, user);
    } catch (IOException e) {
      throw failed(file, e);
    }
    if (attributes.isDirectory()) {
      throw new LogSourceException(file + " is a directory, not a log file");
    }
    if (!attributes.isRegularFile()) {
      throw new LogSourceException(
          file + " is not a regular file (a device, a socket or a named pipe), so it is not read");
    }
    if (!Files.isReadable(file)) {
      throw denied(file, user);
    }
    return attributes;
  }

  static LogSourceException missing(Path file) {
    return new LogSourceException(file + " does not exist");
  }

  static LogSourceException failed(Path file, IOException e) {
    String reason = e.getMessage() == null ? "" : e.getMessage();
    // The JDK puts the file's name before or into most of its reasons.
    int open = reason.lastIndexOf('(');
    if (open >= 0 && reason.endsWith(")")) {
      reason = reason.substring(open + 1, reason.length() - 1);
    } else if (reason.startsWith(file + ": ")) {
      reason = reason.substring(file.toString().length() + 2);
    } else if (reason.equals(file.toString())) {
      reason = "";
    }
    return new LogSourceException(
        file + " cannot be read" + (reason.isEmpty() ? "" : ": " + reason));
  }

  /** Names the topmost thing on the way to the file that keeps {@code user} out. */
  static LogSourceException denied(Path file, String user) {
    Path barred = file;
    for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder) && !Files.isExecutable(folder)) {
        barred = folder;
      }
    }
    try {
      return denied(file, barred, Files.readAttributes(barred, PosixFileAttributes.class), user);
    } catch (IOException | UnsupportedOperationException e) {
      return new LogSourceException(file + " may not be read by the user " + user);
    }
  }

  static LogSourceException denied(
      Path file, Path barred, PosixFileAttributes attributes, String user) {
    boolean folder = !barred.equals(file);
    StringBuilder sentence = new StringBuilder();
    sentence.append(file).append(" may not be read by the user ").append(user);
    if (folder) {
      sentence.append(", who may not enter ").append(barred);
    }
    boolean group =
        attributes
            .permissions()
            .contains(folder ? PosixFilePermission.GROUP_EXECUTE : PosixFilePermission.GROUP_READ);
    String owner = attributes.owner().getName();
    String groupName = attributes.group().getName();
    if (group) {
      sentence.append("; the group ").append(groupName).append(" may");
      return new LogSourceException(
          sentence.toString(),
          groupName.equals("root")
              ? "let another group than root read it, and add the user " + user + " to that"
              : "add the user "
                  + user
                  + " to the group "
                  + groupName
                  + " (usermod -aG "
                  + groupName
                  + " "
                  + user
                  + ") and restart what runs this command");
    }
    sentence.append("; its mode lets none but its owner ").append(owner).append(" do that");
    return new LogSourceException(
        sentence.toString(),
        "let a group read it (for rotated logs in logrotate's create line, for example create"
            + " 0640 root adm) and add the user "
            + user
            + " to that group");
  }
}
