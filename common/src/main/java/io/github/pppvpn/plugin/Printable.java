package io.github.pppvpn.plugin;

/** Text from the outside world made harmless for one line of a terminal, a log or a web page. */
final class Printable {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private Printable() {}

  /**
   * {@code text} with every character that could end a line, start perfdata, or steer or disguise
   * the display as a visible escape, {@code \x1b}.
   */
  static String line(String text) {
    StringBuilder line = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (c == '|' || isUnsafe(c)) {
        line.append('\\');
        escape(c, c < 0x100 ? 2 : 4, c < 0x100 ? 'x' : 'u', line);
      } else {
        line.appendCodePoint(c);
      }
      i += Character.charCount(c);
    }
    return line.toString();
  }

  /** JSON text with the same characters as JSON escapes; they can only stand inside its strings. */
  static String json(String json) {
    StringBuilder safe = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); ) {
      int c = json.codePointAt(i);
      if (isUnsafe(c)) {
        for (char unit : Character.toChars(c)) {
          safe.append('\\');
          escape(unit, 4, 'u', safe);
        }
      } else {
        safe.appendCodePoint(c);
      }
      i += Character.charCount(c);
    }
    return safe.toString();
  }

  private static boolean isUnsafe(int c) {
    if (c >= 0x20 && c < 0x7f) {
      return false;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static void escape(int c, int leastDigits, char letter, StringBuilder out) {
    out.append(letter);
    int digits = leastDigits;
    while (c >>> (4 * digits) != 0) {
      digits++;
    }
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
      out.append(HEX[(c >>> shift) & 0xf]);
    }
  }
}
