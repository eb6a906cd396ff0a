package io.github.pppvpn.log.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A place in the journal that can be found again.
 *
 * @param cursor journald's own name of the last entry that was read, empty if none was yet
 * @param sinceMillis from when on to read as long as there is no cursor, milliseconds since 1970
 * @param marks up to where each boot's entries were read, see {@link JournalMarks}; none if that is
 *     not known
 */
public record JournalPosition(String cursor, long sinceMillis, List<String> marks) {
  private static final String VERSION = "j1";
  private static final int MAX_LENGTH = 100_000;

  public JournalPosition {
    marks = List.copyOf(marks);
  }

  /**
   * The same, but without a cursor from that time on at the latest: the clock may have been ahead
   * when the place was kept, and what comes until then would be missed.
   */
  public JournalPosition noLaterThan(long millis) {
    return new JournalPosition(cursor, Math.min(sinceMillis, millis), marks);
  }

  /** One line of printable ASCII that {@link #parse} reads. */
  public String toLine() {
    StringBuilder line = new StringBuilder(VERSION).append(' ').append(sinceMillis);
    line.append(' ').append(cursor);
    for (String mark : marks) {
      line.append(' ').append(mark);
    }
    return line.toString();
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
    List<String> cursors = new ArrayList<>();
    int at = second + 1;
    while (at <= line.length()) {
      int blank = line.indexOf(' ', at);
      int end = blank < 0 ? line.length() : blank;
      String cursor = line.substring(at, end);
      // Only where nothing was read yet there is none.
      if (!isCursor(cursor) || (cursor.isEmpty() && !cursors.isEmpty())) {
        throw new MalformedPositionException("not one of the journal's cursors");
      }
      cursors.add(cursor);
      at = end + 1;
    }
    try {
      return new JournalPosition(
          cursors.get(0),
          Long.parseLong(line.substring(first + 1, second)),
          cursors.subList(1, cursors.size()));
    } catch (NumberFormatException e) {
      throw new MalformedPositionException("a place in the journal without its time");
    }
  }

  /** The time of the last entry, or {@link Long#MAX_VALUE} if the cursor does not have it. */
  long cursorMillis() {
    int at = cursor.indexOf(";t=");
    if (at < 0) {
      return Long.MAX_VALUE;
    }
    int end = cursor.indexOf(';', at + 1);
    byte[] bytes = cursor.getBytes(StandardCharsets.US_ASCII);
    long micros = JournalMarks.hexadecimal(bytes, at + 3, end < 0 ? bytes.length : end);
    return micros < 0 ? Long.MAX_VALUE : micros / 1000;
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
