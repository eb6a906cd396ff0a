package io.github.pppvpn.log.source;

/**
 * A place in the journal that can be found again.
 *
 * @param cursor journald's own name of the last entry that was read, empty if none was yet
 * @param sinceMillis from when on to read as long as there is no cursor, milliseconds since 1970
 */
public record JournalPosition(String cursor, long sinceMillis) {
  private static final String VERSION = "j1";
  private static final int MAX_LENGTH = 1000;

  /** One line of printable ASCII that {@link #parse} reads. */
  public String toLine() {
    return VERSION + " " + sinceMillis + " " + cursor;
  }

  /**
   * Reads what {@link #toLine} wrote.
   *
   * @throws MalformedPositionException for anything else, whatever it is
   */
  public static JournalPosition parse(String line) throws MalformedPositionException {
    int first = line.indexOf(' ');
    int second = line.indexOf(' ', first + 1);
    if (line.length() > MAX_LENGTH || second < 0 || !line.substring(0, first).equals(VERSION)) {
      throw new MalformedPositionException("not a place in the journal");
    }
    String cursor = line.substring(second + 1);
    if (!isCursor(cursor)) {
      throw new MalformedPositionException("not one of the journal's cursors");
    }
    try {
      return new JournalPosition(cursor, Long.parseLong(line.substring(first + 1, second)));
    } catch (NumberFormatException e) {
      throw new MalformedPositionException("a place in the journal without its time");
    }
  }

  /** Whether it looks like one: it becomes a word of a command line. */
  static boolean isCursor(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isOfCursor(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether a cursor can have it. */
  static boolean isOfCursor(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '=' || c == ';' || c == '-';
  }
}
