package io.github.pppvpn.plugin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who this command runs as. */
public final class RunningUser {
  private RunningUser() {}

  /** The user's name, or its number where no name belongs to that; both mean the same to chown. */
  public static String name() {
    return name(System.getProperty("user.name", ""), Path.of("/proc/self/status"));
  }

  /**
   * The same.
   *
   * @param known what Java says, {@code ?} for a user without a name
   * @param status of this process
   */
  static String name(String known, Path status) {
    if (!known.isEmpty() && !known.equals("?")) {
      return known;
    }
    try {
      String text = Files.readString(status, StandardCharsets.ISO_8859_1);
      // Uid: real, effective, saved, of the file system.
      int from = text.indexOf('\t', text.indexOf("\nUid:\t") + "\nUid:\t".length()) + 1;
      int to = text.indexOf('\t', from);
      return text.contains("\nUid:\t") && from > 0 && to > from ? text.substring(from, to) : "?";
    } catch (IOException e) {
      return "?";
    }
  }
}
