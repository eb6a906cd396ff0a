package io.github.pppvpn.log.source;

import io.github.pppvpn.log.LineBlocks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Entries of the journal, a JSON object a line, block by block: whole ones only, of which each is
 * known by its cursor, so that the place behind them is sure whatever becomes of the rest.
 */
public final class JournalReading implements LineBlocks {
  private final ProcessBytes process;
  private final String what;
  private final String user;
  private final JournalPosition start;
  private final boolean before;
  private final JournalMarks marks;
  private final BlockReader blocks = new BlockReader();
  private final JournalEntry entry = new JournalEntry();
  private final List<SourceNote> notes = new ArrayList<>();
  private String cursor;

  /** Where the next line starts in the block that was read, and where its whole lines end. */
  private int at;

  private int end;
  private int from;
  private int to;

  /** Where the next block starts if nothing is passed over before it; -1 if that is right. */
  private long expected;

  private boolean opened;
  private boolean cutOff;
  private boolean first = true;
  private boolean counted;
  private boolean atCursor;

  /** Whether the entry that the earlier reading reached is no longer there. */
  private boolean lost;

  /**
   * @param start behind which it begins, or up to which it goes
   * @param others those of the reading before whose start this one ends; nothing for one that
   *     begins there
   */
  JournalReading(
      ProcessBytes process,
      String what,
      String user,
      JournalPosition start,
      Optional<JournalMarks> others) {
    this.process = process;
    this.what = what;
    this.user = user;
    this.start = start;
    this.cursor = start.cursor();
    this.before = others.isPresent();
    this.marks = before ? others.get() : new JournalMarks(start.marks());
  }

  /**
   * @throws LogSourceException at the end, if {@code journalctl} failed, may not see the whole
   *     journal, or took too long; and behind the last entry before anything else that it wrote
   */
  @Override
  public boolean next() throws IOException {
    while (true) {
      while (at >= end) {
        if (atCursor) {
          return false;
        }
        if (!nextBlock()) {
          from = to;
          finish();
          return false;
        }
      }
      walk();
      if (to > from) {
        return true;
      }
    }
  }

  private boolean nextBlock() throws IOException {
    if (!opened) {
      blocks.open(process, 0, Long.MAX_VALUE, false);
      opened = true;
    }
    boolean more = blocks.next();
    if (expected >= 0 && blocks.offset() != expected) {
      throw notEntries();
    }
    if (more) {
      at = blocks.from();
      end = blocks.to();
      expected = blocks.offset() + end - at;
      while (end > at && blocks.bytes()[end - 1] != '\n') {
        cutOff = true;
        end--;
      }
    }
    return more;
  }

  /**
   * Goes on over entries that follow each other and are all new, or all not, up to another or
   * something else or the block's end.
   */
  private void walk() throws IOException {
    byte[] bytes = blocks.bytes();
    from = at;
    to = at;
    int cursorFrom = 0;
    int cursorTo = 0;
    while (at < end) {
      int next = lineEnd(at);
      if (entry.read(bytes, at, next - 1)) {
        boolean isCounted = marks.pass(bytes, entry.cursorFrom(), entry.cursorTo(), before);
        if (to > from && isCounted != counted) {
          break;
        }
        counted = isCounted;
        cursorFrom = entry.cursorFrom();
        cursorTo = entry.cursorTo();
        if (before && isAtStart()) {
          atCursor = true;
          end = next;
        } else if (first && !before && !start.cursor().isEmpty()) {
          if (isAtStart()) {
            from = next;
          } else {
            addLost();
          }
        }
        first = false;
      } else if (isOverLong(next)) {
        // Of such an entry only the start is given, which makes it a line of nobody's.
        expected = -1;
      } else if (to > from) {
        break;
      } else if (isRemark()) {
        from = next;
      } else {
        throw notEntries();
      }
      at = next;
      to = next;
    }
    if (cursorTo > 0) {
      cursor = new String(bytes, cursorFrom, cursorTo - cursorFrom, StandardCharsets.US_ASCII);
    }
  }

  /** Whether it is the entry that the earlier reading reached. */
  private boolean isAtStart() {
    byte[] wanted = start.cursor().getBytes(StandardCharsets.US_ASCII);
    return Arrays.equals(
        blocks.bytes(), entry.cursorFrom(), entry.cursorTo(), wanted, 0, wanted.length);
  }

  /**
   * Whether what stands before the start can be told: the entry that the earlier reading reached is
   * still there, and what it had read is known. Reads no further than is needed to see that, and
   * gives nothing.
   *
   * @throws IOException as {@link #next} has it
   */
  public boolean knowsBefore() throws IOException {
    if (start.cursor().isEmpty() || start.marks().isEmpty()) {
      return false;
    }
    while (at >= end) {
      if (!nextBlock()) {
        return false;
      }
    }
    return entry.read(blocks.bytes(), at, lineEnd(at) - 1) && isAtStart();
  }

  /** Whether an earlier reading had the entries of the current block. */
  public boolean counted() {
    return counted;
  }

  private boolean isOverLong(int next) {
    return blocks.bytes()[at] == '{' && next - at == BlockReader.MAX_LINE + 1;
  }

  /** "-- No entries --". */
  private boolean isRemark() {
    byte[] bytes = blocks.bytes();
    return at + 3 < end && bytes[at] == '-' && bytes[at + 1] == '-' && bytes[at + 2] == ' ';
  }

  private LogSourceException notEntries() {
    return new LogSourceException(
        what + " cannot be read: journalctl wrote something else than whole entries",
        "see what it writes: journalctl -o json -n 3");
  }

  private void addLost() {
    lost = true;
    notes.add(
        new SourceNote(
            SourceNote.Kind.LOST,
            what
                + " no longer holds the entry that the last run reached: entries were removed"
                + " unread, events may be missing"));
  }

  private void finish() throws IOException {
    if (process.outOfTime()) {
      throw new LogSourceException(
          what + " could not be read in time: journalctl had to be ended",
          "a smaller window, a longer --timeout, or a smaller journal (journalctl --vacuum-size)");
    }
    int code = process.exitCode();
    String error = process.error();
    if (error.contains("insufficient permissions")
        || error.contains("not seeing messages from other users")
        || error.contains("ermission denied")) {
      throw Journal.mayNotBeRead(what, user);
    }
    if (error.contains("No journal files were found")) {
      throw new LogSourceException(
          what + " has no files on this machine", "name the log files with --log instead");
    }
    String said = firstLine(error);
    if (code != 0) {
      throw new LogSourceException(
          what
              + " cannot be read: journalctl ended with exit code "
              + code
              + (said.isEmpty() ? "" : ": " + said));
    }
    if (cutOff) {
      throw new LogSourceException(
          what + " cannot be read: journalctl ended in the middle of an entry",
          "see what it writes: journalctl -o json -n 3");
    }
    if (!before && first && !start.cursor().isEmpty()) {
      // Not even the entry itself is shown any more.
      addLost();
    }
    if (!said.isEmpty()) {
      notes.add(
          new SourceNote(SourceNote.Kind.DAMAGED, what + " could be read in part only: " + said));
    }
  }

  private static String firstLine(String text) {
    String stripped = text.strip();
    int lf = stripped.indexOf('\n');
    return lf < 0 ? stripped : stripped.substring(0, lf).strip();
  }

  private int lineEnd(int line) {
    byte[] bytes = blocks.bytes();
    int i = line;
    while (bytes[i] != '\n') {
      i++;
    }
    return i + 1;
  }

  /**
   * The place behind the current block, from which {@link Journal#resume} goes on. Where the entry
   * of the start is gone and none came behind it, as after a reboot of a host that keeps no
   * journal, it is that entry's time: the entry would be missed each time anew.
   */
  public JournalPosition reached() {
    if (lost && cursor.equals(start.cursor()) && start.cursorMillis() != Long.MAX_VALUE) {
      return new JournalPosition("", start.cursorMillis(), marks.texts());
    }
    return new JournalPosition(cursor, start.sinceMillis(), marks.texts());
  }

  JournalPosition start() {
    return start;
  }

  JournalMarks marks() {
    return marks;
  }

  /** What there is to say about the journal; complete once the last block has been given. */
  public List<SourceNote> notes() {
    return List.copyOf(notes);
  }

  @Override
  public byte[] bytes() {
    return blocks.bytes();
  }

  @Override
  public int from() {
    return from;
  }

  @Override
  public int to() {
    return to;
  }

  @Override
  public long position() {
    return blocks.offset() + from - blocks.from();
  }

  /** Ends {@code journalctl} if it still runs. */
  @Override
  public void close() throws IOException {
    process.close();
  }
}
