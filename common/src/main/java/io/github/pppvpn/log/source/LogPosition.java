package io.github.pppvpn.log.source;

import java.util.ArrayList;
import java.util.List;

/**
 * A place in a log that can be found again after rotation, compression, copying and truncation.
 *
 * <p>It is known by content: how far into its file it lies, the bytes just before it and the start
 * of the file, all as fingerprints, so that nothing of the log can be read from it. The inode is a
 * hint only, for files that look alike. Beside the place itself it holds those reached in the few
 * files before, because a writer goes on with a renamed file until it reopens it, and a pppd with a
 * logfile of its own does so until it ends.
 */
public final class LogPosition {
  private static final String VERSION = "1";
  static final int MAX_ANCHORS = 4;
  private static final int FIELDS = 7;
  private static final int MAX_LENGTH = 1000;

  private final List<Anchor> anchors;

  /** The anchors, the newest file's first. */
  LogPosition(List<Anchor> anchors) {
    this.anchors = List.copyOf(anchors);
  }

  List<Anchor> anchors() {
    return anchors;
  }

  /**
   * The time on the last line before the place that bears one: milliseconds since 1970, or {@link
   * LineTimes#NONE}.
   */
  public long lastMillis() {
    return anchors.get(0).lastMillis();
  }

  /** One line of printable ASCII that {@link #parse} reads. */
  public String toLine() {
    StringBuilder line = new StringBuilder(VERSION);
    for (Anchor anchor : anchors) {
      line.append(' ').append(anchor.offset());
      line.append(',').append(anchor.headLength());
      line.append(',').append(Long.toHexString(anchor.head()));
      line.append(',').append(Long.toHexString(anchor.tail()));
      line.append(',').append(anchor.inode());
      line.append(',').append(anchor.modifiedMillis());
      line.append(',').append(anchor.lastMillis());
    }
    return line.toString();
  }

  /**
   * Reads what {@link #toLine} wrote.
   *
   * @throws MalformedPositionException for anything else, whatever it is
   */
  public static LogPosition parse(String line) throws MalformedPositionException {
    if (line.length() > MAX_LENGTH) {
      throw new MalformedPositionException("a log position is longer than any is");
    }
    List<String> words = split(line, ' ');
    if (!words.get(0).equals(VERSION)) {
      throw new MalformedPositionException("a log position of another version than " + VERSION);
    }
    if (words.size() < 2 || words.size() > 1 + MAX_ANCHORS) {
      throw new MalformedPositionException("a log position with " + words.size() + " words");
    }
    List<Anchor> anchors = new ArrayList<>(MAX_ANCHORS);
    for (int i = 1; i < words.size(); i++) {
      anchors.add(anchor(words.get(i)));
    }
    return new LogPosition(anchors);
  }

  private static Anchor anchor(String word) throws MalformedPositionException {
    List<String> fields = split(word, ',');
    if (fields.size() != FIELDS) {
      throw new MalformedPositionException("a log position with " + fields.size() + " fields");
    }
    try {
      long offset = Long.parseLong(fields.get(0));
      int headLength = Integer.parseInt(fields.get(1));
      if (offset < 0 || headLength < 0 || headLength > Fingerprint.REACH) {
        throw new MalformedPositionException("a log position with a length out of bounds");
      }
      return new Anchor(
          offset,
          headLength,
          Long.parseUnsignedLong(fields.get(2), 16),
          Long.parseUnsignedLong(fields.get(3), 16),
          Long.parseLong(fields.get(4)),
          Long.parseLong(fields.get(5)),
          Long.parseLong(fields.get(6)));
    } catch (NumberFormatException e) {
      throw new MalformedPositionException("a log position with a field that is no number");
    }
  }

  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int i = text.indexOf(separator); i >= 0; i = text.indexOf(separator, from)) {
      parts.add(text.substring(from, i));
      from = i + 1;
    }
    parts.add(text.substring(from));
    return parts;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LogPosition position && anchors.equals(position.anchors);
  }

  @Override
  public int hashCode() {
    return anchors.hashCode();
  }

  @Override
  public String toString() {
    return toLine();
  }
}
