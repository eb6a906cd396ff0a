package io.github.pppvpn.icinga;

/** Words of Icinga 2's configuration language ("Language Reference" of its documentation). */
final class IcingaText {
  private IcingaText() {}

  /** A string literal. */
  static String quoted(String text) {
    StringBuilder literal = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> literal.append('\\').append(c);
        case '\n' -> literal.append("\\n");
        default -> literal.append(c);
      }
    }
    return literal.append('"').toString();
  }

  /** A macro alone in a string, which then stands for the variable's value of whatever type. */
  static String macro(String variable) {
    return "\"$" + variable + "$\"";
  }
}
