package io.github.pppvpn.checks.pppd;

/** The fields of a text with one blank between them. */
final class Fields {
  private final String text;
  private int at;

  Fields(String text) {
    this.text = text;
  }

  /**
   * The next field.
   *
   * @throws NumberFormatException if there is none left: what is read is no state of ours
   */
  String word() {
    if (at > text.length()) {
      throw new NumberFormatException("a field is missing");
    }
    int blank = text.indexOf(' ', at);
    int end = blank < 0 ? text.length() : blank;
    String word = text.substring(at, end);
    at = end + 1;
    return word;
  }

  /**
   * The next field as a number.
   *
   * @throws NumberFormatException if there is none left, or it is none
   */
  long number() {
    return Long.parseLong(word());
  }
}
