package io.github.pppvpn.nrpe;

import java.util.List;
import java.util.stream.Collectors;

/** Words as a shell takes them apart again. */
final class Shell {
  private static final String PLAIN = "-_./:%,=";

  private Shell() {}

  static String line(List<String> words) {
    return words.stream().map(Shell::quoted).collect(Collectors.joining(" "));
  }

  /** The word itself, or in single quotes where a shell could see more in it. */
  static String quoted(String word) {
    boolean plain = !word.isEmpty();
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      plain &= c < 128 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
    }
    return plain ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
