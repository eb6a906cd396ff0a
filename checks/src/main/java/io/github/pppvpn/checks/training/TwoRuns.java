package io.github.pppvpn.checks.training;

import io.github.pppvpn.checks.Main;
import java.util.Arrays;

/**
 * Runs a command twice in one process, so that an archive holds the classes of two ways through it.
 * The second run is as ever, and ends the process.
 */
final class TwoRuns {
  /** What stands between the words of both. */
  static final String AND = "AND";

  private TwoRuns() {}

  /** With the command's name, and the words of one run or of two. */
  public static void main(String[] words) {
    int and = Arrays.asList(words).indexOf(AND);
    if (and > 0) {
      Main.rehearse(Arrays.copyOf(words, and));
    }
    String[] last = Arrays.copyOfRange(words, and < 0 ? 1 : and + 1, words.length);
    String[] line = new String[last.length + 1];
    line[0] = words[0];
    System.arraycopy(last, 0, line, 1, last.length);
    Main.main(line);
  }
}
