package io.github.pppvpn.pool;

/**
 * The words of pppd's files: white space between, quotes and backslashes as in a shell, {@code #}
 * starts a comment (pppd's options.c, getword).
 */
public final class PppdWords {
  private static final int MOST = 1024;

  private final String text;
  private int at;
  private boolean startsLine;
  private String word = "";

  /**
   * @param text the file's, a character a byte
   */
  public PppdWords(String text) {
    this.text = text;
  }

  /** The word. */
  public String word() {
    return word;
  }

  /** Whether the word is the first of its line. */
  public boolean startsLine() {
    return startsLine;
  }

  /** Moves to the next word; false at the end. */
  public boolean next() {
    startsLine = at == 0;
    if (!skipToWord()) {
      return false;
    }
    StringBuilder made = new StringBuilder();
    int quote = -1;
    int c = peek();
    while (c >= 0) {
      if (c == '\\') {
        at++;
        escaped(made);
      } else if (quote >= 0) {
        at++;
        if (c == quote) {
          quote = -1;
        } else {
          made.append((char) c);
        }
      } else if (c == '"' || c == '\'') {
        at++;
        quote = c;
      } else if (isSpace(c) || c == '#') {
        break;
      } else {
        at++;
        made.append((char) c);
      }
      c = peek();
    }
    word = made.length() < MOST ? made.toString() : made.substring(0, MOST - 1);
    return c >= 0 || !word.isEmpty();
  }

  private boolean skipToWord() {
    boolean comment = false;
    for (int c = peek(); c >= 0; c = peek()) {
      if (c == '\n') {
        startsLine = true;
        comment = false;
      } else if (!comment) {
        if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '\n') {
          at++;
        } else if (c == '#') {
          comment = true;
        } else if (!isSpace(c)) {
          return true;
        }
      }
      at++;
    }
    return false;
  }

  private void escaped(StringBuilder made) {
    int c = peek();
    if (c < 0) {
      return;
    }
    if (c >= '0' && c < '8') {
      number(made, 8, 3);
      return;
    }
    at++;
    switch (c) {
      case '\n' -> {
        // The line goes on.
      }
      case 'a' -> made.append('\u0007');
      case 'b' -> made.append('\b');
      case 'f' -> made.append('\f');
      case 'n' -> made.append('\n');
      case 'r' -> made.append('\r');
      case 's' -> made.append(' ');
      case 't' -> made.append('\t');
      case 'x' -> number(made, 16, 2);
      default -> made.append((char) c);
    }
  }

  private void number(StringBuilder made, int base, int most) {
    int value = 0;
    for (int n = 0; n < most && peek() >= 0 && peek() < 0x80; n++) {
      int digit = Character.digit(peek(), base);
      if (digit < 0) {
        break;
      }
      value = value * base + digit;
      at++;
    }
    made.append((char) (value & 0xFF));
  }

  private int peek() {
    return at < text.length() ? text.charAt(at) : -1;
  }

  private static boolean isSpace(int c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }
}
