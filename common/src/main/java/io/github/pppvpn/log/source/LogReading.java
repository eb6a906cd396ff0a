package io.github.pppvpn.log.source;

import io.github.pppvpn.log.LineBlocks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The lines of a log that are to be read, over its files, block by block.
 *
 * <p>A block never spans two files, nor lines counted before and lines that are new. Of lines
 * longer than 64 KiB the start is given. What is damaged is read as far as that goes, and noted.
 */
public final class LogReading implements LineBlocks {
  // A file truncated again and again while it is read is left to the next run.
  private static final int MAX_CATCH_UPS = 3;
  private static final int LINES_LOOKED_AT = 16;
  private static final int NO_FILE = -1;

  private final LogReader reader;
  private final long stopMillis;
  private final List<Snapshot> snapshots = new ArrayList<>();
  private final List<SourceNote> notes = new ArrayList<>();
  private final BlockReader blocks = new BlockReader();
  private final List<FileStart> fileStarts = new ArrayList<>();

  private List<Stretch> stretches;
  private int at = -1;
  private boolean open;
  private boolean passed;
  private int catchUps;
  private long base;
  private long lastMillis;

  /** The place reached in the last file once that has been read. */
  private Anchor reached;

  /** The places reached in the files before, the newest file's first. */
  private final List<FileEnd> before = new ArrayList<>();

  /** Where a file's first byte is in the positions of the whole. */
  private record FileStart(OpenFile file, long position) {}

  /** A file that was read, by its index, and how far. */
  private record FileEnd(int index, Anchor end) {}

  LogReading(LogReader reader, Snapshot snapshot, LogReader.Plan plan, long stopMillis) {
    this.reader = reader;
    this.stopMillis = stopMillis;
    this.snapshots.add(snapshot);
    this.stretches = plan.stretches();
    this.notes.addAll(plan.notes());
    this.lastMillis = plan.lastMillis();
  }

  @Override
  public boolean next() throws IOException {
    while (true) {
      if (!open) {
        if (at + 1 < stretches.size()) {
          openStretch();
          continue;
        }
        return false;
      }
      try {
        if (!passed && blocks.next()) {
          look();
          if (passed && stopMillis != Long.MAX_VALUE) {
            continue;
          }
          return true;
        }
      } catch (IOException e) {
        damaged(e);
      }
      closeStretch();
    }
  }

  private void openStretch() throws IOException {
    at++;
    Stretch stretch = stretches.get(at);
    boolean sameFile = at > 0 && stretches.get(at - 1).file() == stretch.file();
    if (!sameFile) {
      fileStarts.add(new FileStart(stretch.file(), base));
    }
    passed = false;
    open = true;
    blocks.open(
        stretch.file().bytes(),
        stretch.start(),
        stretch.limit(),
        stretch.addLf(),
        stretch.before());
  }

  private void damaged(IOException e) {
    String text =
        stretches.get(at).file().file().path() + " could be read in part only: " + e.getMessage();
    for (SourceNote note : notes) {
      if (note.text().equals(text)) {
        return;
      }
    }
    notes.add(new SourceNote(SourceNote.Kind.DAMAGED, text));
  }

  private void closeStretch() throws IOException {
    open = false;
    Stretch stretch = stretches.get(at);
    Anchor end = anchor(stretch);
    boolean last = at + 1 == stretches.size();
    if (!last && stretches.get(at + 1).file() == stretch.file()) {
      return;
    }
    if (last && blocks.cutShort() && !stretch.file().compressed() && catchUps < MAX_CATCH_UPS) {
      reached = end;
      base += end.offset();
      catchUp(stretch);
      return;
    }
    if (last) {
      reached = end;
    } else {
      addBefore(stretch, end);
      base += end.offset();
    }
  }

  private void addBefore(Stretch stretch, Anchor end) {
    if (isEmptyAndCompressed(stretch.file())) {
      return;
    }
    if (stretch.file().compressed()) {
      // It cannot grow, and reading all of it to see that it has not is dear.
      before.clear();
      before.add(new FileEnd(stretch.index(), anchor(stretch.file(), Anchor.END, 0)));
    } else if (end.offset() > 0) {
      before.add(0, new FileEnd(stretch.index(), end));
    }
  }

  /** Such a file cannot be told from any other. */
  private static boolean isEmptyAndCompressed(OpenFile file) {
    return file.compressed() && file.headLength() == 0;
  }

  /** The file was truncated under us: what it still held then is in a copy, or gone. */
  private void catchUp(Stretch cut) throws IOException {
    catchUps++;
    Snapshot snapshot = new Snapshot(reader.set());
    snapshots.add(snapshot);
    LogPosition place = new LogPosition(List.of(reached));
    LogReader.Plan plan = reader.planResume(snapshot, place, Optional.empty());
    notes.addAll(plan.notes());
    List<Stretch> more = new ArrayList<>(stretches.subList(0, at));
    more.add(cut);
    more.addAll(plan.stretches());
    stretches = more;
  }

  /** Looks at the block's first and last lines: their times say where reading is. */
  private void look() {
    byte[] bytes = blocks.bytes();
    int from = blocks.from();
    int to = blocks.to();
    LineTimes times = reader.times();
    int end = to;
    for (int i = 0; i < LINES_LOOKED_AT && end > from; i++) {
      int line = end - 1;
      while (line > from && bytes[line - 1] != '\n') {
        line--;
      }
      long time = times.timeOf(bytes, line, bytes[end - 1] == '\n' ? end - 1 : end);
      if (time != LineTimes.NONE) {
        if (!stretches.get(at).counted()) {
          lastMillis = time;
        }
        break;
      }
      end = line;
    }
    if (stopMillis == Long.MAX_VALUE) {
      return;
    }
    boolean seen = false;
    boolean later = true;
    int line = from;
    for (int i = 0; i < LINES_LOOKED_AT && line < to; i++) {
      int lf = line;
      while (lf < to && bytes[lf] != '\n') {
        lf++;
      }
      long time = times.earliestOf(bytes, line, lf);
      if (time != LineTimes.NONE) {
        seen = true;
        later &= time > stopMillis;
      }
      line = lf + 1;
    }
    passed = seen && later;
  }

  private Anchor anchor(Stretch stretch) {
    long offset;
    try {
      offset = blocks.finish();
    } catch (IOException e) {
      damaged(e);
      offset = blocks.offset();
    }
    byte[] last = blocks.last();
    int length = blocks.lastLength();
    return anchor(stretch.file(), offset, Fingerprint.of(last, 0, length));
  }

  private Anchor anchor(OpenFile file, long offset, long tail) {
    return new Anchor(
        offset,
        file.headLength(),
        Fingerprint.of(file.head(), 0, file.headLength()),
        tail,
        file.file().inode(),
        file.file().modifiedMillis(),
        lastMillis);
  }

  /** What a position of {@link #position} is in the log, to be found again in a later run. */
  public LogPosition positionAt(long position) throws IOException {
    FileStart start = fileStarts.get(0);
    for (FileStart other : fileStarts) {
      if (other.position() <= position) {
        start = other;
      }
    }
    long offset = position - start.position();
    int length = (int) Math.min(offset, Fingerprint.REACH);
    byte[] tail = new byte[length];
    start.file().bytes().readFully(offset - length, tail, 0, length);
    return new LogPosition(List.of(anchor(start.file(), offset, Fingerprint.of(tail, 0, length))));
  }

  /**
   * The place behind the current block: where {@link LogReader#resume} goes on. The block is void
   * afterwards.
   */
  public LogPosition reached() throws IOException {
    if (at < 0) {
      openStretch();
    }
    Stretch stretch = stretches.get(at);
    Anchor anchor = open || reached == null ? anchor(stretch) : reached;
    List<Anchor> anchors = new ArrayList<>(2);
    anchors.add(anchor);
    int i = catchUps == 0 ? stretch.index() - 1 : NO_FILE;
    for (FileEnd older : before) {
      // One passed over between two that were read, of which all had been read before.
      for (; i > older.index() && !full(anchors); i--) {
        addPredecessor(i, anchors);
      }
      if (!full(anchors)) {
        anchors.add(older.end());
      }
      i = Math.min(i, older.index() - 1);
    }
    for (; i >= 0 && !full(anchors); i--) {
      addPredecessor(i, anchors);
    }
    return new LogPosition(anchors);
  }

  private static boolean full(List<Anchor> anchors) {
    return anchors.size() == LogPosition.MAX_ANCHORS
        || anchors.get(anchors.size() - 1).offset() == Anchor.END;
  }

  /** The end of a file that was not read, since all of it counts as read. */
  private void addPredecessor(int index, List<Anchor> anchors) {
    Snapshot snapshot = snapshots.get(0);
    try {
      if (snapshot.foreign(index) || snapshot.copied(index)) {
        return;
      }
      OpenFile file = snapshot.open(index);
      if (isEmptyAndCompressed(file)) {
        return;
      }
      if (file.compressed()) {
        anchors.add(anchor(file, Anchor.END, 0));
        return;
      }
      long end = file.endOfWholeLines(0);
      int length = (int) Math.min(end, Fingerprint.REACH);
      byte[] tail = new byte[length];
      file.bytes().readFully(end - length, tail, 0, length);
      if (end > 0) {
        anchors.add(anchor(file, end, Fingerprint.of(tail, 0, length)));
      }
    } catch (IOException e) {
      // Rotated away meanwhile; the place itself does without it.
      return;
    }
  }

  /** Whether none of the log's files holds a byte. */
  public boolean isEmpty() {
    Snapshot snapshot = snapshots.get(0);
    for (int i = 0; i < snapshot.size(); i++) {
      if (snapshot.file(i).size() > 0) {
        return false;
      }
    }
    return true;
  }

  /** When a file of the log that is not empty was written last, milliseconds since 1970. */
  public long lastWritten() {
    Snapshot snapshot = snapshots.get(0);
    long last = Long.MIN_VALUE;
    for (int i = 0; i < snapshot.size(); i++) {
      if (snapshot.file(i).size() > 0) {
        last = Math.max(last, snapshot.file(i).modifiedMillis());
      }
    }
    return last;
  }

  /** Whether the lines of the current block were counted by an earlier run. */
  public boolean counted() {
    return stretches.get(at).counted();
  }

  /** What there is to say about the log; complete once the last block has been given. */
  public List<SourceNote> notes() {
    return List.copyOf(notes);
  }

  @Override
  public byte[] bytes() {
    return blocks.bytes();
  }

  @Override
  public boolean give(byte[] spare) {
    return blocks.give(spare);
  }

  @Override
  public int from() {
    return blocks.from();
  }

  @Override
  public int to() {
    return blocks.to();
  }

  @Override
  public long position() {
    return base + blocks.offset();
  }

  @Override
  public void close() throws IOException {
    for (Snapshot snapshot : snapshots) {
      snapshot.close();
    }
  }
}
