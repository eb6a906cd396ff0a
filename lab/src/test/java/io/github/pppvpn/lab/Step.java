package io.github.pppvpn.lab;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A recorded command.
 *
 * @param command its command line, the program without its folder
 * @param out its stdout
 * @param err its stderr
 */
record Step(String command, int exitCode, String out, String err) {
  private static final Pattern TIME =
      Pattern.compile("(?<![\\d.])\\d+(\\.\\d+)?(?: (?:s|ms|us|ns)|s)\\b");

  /** The lines of stdout, every measured time as {@code TIME}. */
  List<String> lines() {
    return TIME.matcher(out).replaceAll("TIME").lines().toList();
  }
}
