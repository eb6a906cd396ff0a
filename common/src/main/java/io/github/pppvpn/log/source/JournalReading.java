package io.github.pppvpn.log.source;

import io.github.pppvpn.log.LineBlocks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Entries of the journal, a JSON object a line, block by block. */
public final class JournalReading implements LineBlocks {
  private static final byte[] CURSOR = "\"__CURSOR\"".getBytes(StandardCharsets.US_ASCII);

  private final ProcessBytes process;
  private final String what;
  private final String user;
  private final JournalPosition start;
  private final BlockReader blocks = new BlockReader();
  private final List<SourceNote> notes = new ArrayList<>();
  private String cursor;
  private int from;
  private boolean opened;
  private boolean first = true;

  JournalReading(ProcessBytes process, String what, String user, JournalPosition start) {
    this.process = process;
    this.what = what;
    this.user = user;
    this.start = start;
    this.cursor = start.cursor();
  }

  /**
   * @throws LogSourceException at the end, if {@code journalctl} failed, may not see the whole
   *     journal, or took too long
   */
  @Override
  public boolean next() throws IOException {
    if (!opened) {
      blocks.open(process, 0, Long.MAX_VALUE, true);
      opened = true;
    }
    while (blocks.next()) {
      from = blocks.from();
      if (blocks.bytes()[from] != '{') {
        from = skipLine(from); // "-- No entries --"
      }
      if (first && from < blocks.to()) {
        first = false;
        skipStart();
      }
      if (from < blocks.to()) {
        String last = lastCursor();
        cursor = last.isEmpty() ? cursor : last;
        return true;
      }
    }
    from = blocks.to();
    finish();
    return false;
  }

  /** The first entry is the last of the earlier reading, if it is still there. */
  private void skipStart() {
    if (start.cursor().isEmpty()) {
      return;
    }
    int end = skipLine(from);
    if (cursorIn(from, end).equals(start.cursor())) {
      from = end;
    } else {
      addLost();
    }
  }

  private void addLost() {
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
      throw new LogSourceException(
          what + " may not be read by the user " + user,
          "add the user "
              + user
              + " to the group systemd-journal or adm (usermod -aG systemd-journal "
              + user
              + ") and restart what runs this command");
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
    if (first && !start.cursor().isEmpty()) {
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

  private int skipLine(int at) {
    byte[] bytes = blocks.bytes();
    int i = at;
    while (i < blocks.to() && bytes[i] != '\n') {
      i++;
    }
    return Math.min(i + 1, blocks.to());
  }

  private String lastCursor() {
    byte[] bytes = blocks.bytes();
    int end = blocks.to();
    int line = end - 1;
    while (line > from && bytes[line - 1] != '\n') {
      line--;
    }
    return cursorIn(line, end);
  }

  /** The cursor that an entry bears, empty if it bears none that looks like one. */
  private String cursorIn(int at, int end) {
    byte[] bytes = blocks.bytes();
    for (int i = at; i + CURSOR.length < end; i++) {
      if (bytes[i] != '"' || !isCursorName(i)) {
        continue;
      }
      int j = i + CURSOR.length;
      while (j < end && (bytes[j] == ' ' || bytes[j] == ':')) {
        j++;
      }
      int close = j + 1;
      while (close < end && bytes[close] != '"') {
        close++;
      }
      if (j < end && bytes[j] == '"' && close < end) {
        String text = new String(bytes, j + 1, close - j - 1, StandardCharsets.ISO_8859_1);
        return JournalPosition.isCursor(text) ? text : "";
      }
    }
    return "";
  }

  private boolean isCursorName(int at) {
    byte[] bytes = blocks.bytes();
    for (int i = 0; i < CURSOR.length; i++) {
      if (bytes[at + i] != CURSOR[i]) {
        return false;
      }
    }
    // In a message the quotes are escaped.
    return at == 0 || bytes[at - 1] != '\\';
  }

  /** The place behind the current block, from which {@link Journal#resume} goes on. */
  public JournalPosition reached() {
    return new JournalPosition(cursor, start.sinceMillis());
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
    return blocks.to();
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
