package io.github.pppvpn.plugin;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Why a file that an option names cannot be read. */
public final class UnreadableFile {
  private static final String CHECK_NAME = "Check its name, which the option gives.";

  private UnreadableFile() {}

  /**
   * The sentence on it, by the system's words in the C locale (the launchers see to that).
   *
   * @param what what the file is, {@code the secret file}
   * @param e what opening or reading it gave
   * @param nextStep what to do where it is there
   */
  public static CannotCheckException of(String what, String name, IOException e, String nextStep) {
    String file = what + " " + name;
    String reason = reason(name, e);
    return switch (reason) {
      case "No such file or directory" ->
          new CannotCheckException(
              file + (isLink(name) ? " is a link to what does not exist" : " does not exist"),
              CHECK_NAME);
      case "Too many levels of symbolic links" ->
          new CannotCheckException(
              file + " is behind links that lead to each other", "See namei -l " + name + ".");
      case "Not a directory", "File name too long" ->
          new CannotCheckException(file + " does not exist: " + reason, CHECK_NAME);
      default ->
          new CannotCheckException(
              file + " cannot be read by the user " + RunningUser.name() + ": " + reason, nextStep);
    };
  }

  private static boolean isLink(String name) {
    return Files.isSymbolicLink(Path.of(name));
  }

  /** The system's own words; Java puts the name before them. */
  private static String reason(String name, IOException e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    String prefix = new File(name).getPath() + " (";
    return message.startsWith(prefix) && message.endsWith(")")
        ? message.substring(prefix.length(), message.length() - 1)
        : message;
  }
}
