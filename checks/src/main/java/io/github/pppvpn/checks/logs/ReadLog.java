package io.github.pppvpn.checks.logs;

import io.github.pppvpn.log.LineBlocks;
import io.github.pppvpn.log.dialect.LogLine;
import io.github.pppvpn.log.dialect.LogScanner;
import io.github.pppvpn.log.line.LineParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One log while it is read: looks at what passes, so that it is known afterwards from when to when
 * the log's lines are, which positions an earlier run has counted, and where the next run is to
 * begin again for context.
 *
 * <p>A source that fails ends here, with its sentence kept, so that the other logs are still read.
 */
public final class ReadLog implements LineBlocks {
  /** The name of the log that is no file. */
  static final String JOURNAL = "journal";

  private static final int MARK_STEP = 8 * 1024;
  private static final int MAX_MARKS = 1024;

  /** Tells of the current block whether an earlier run has counted its lines. */
  interface Counted {
    boolean now();
  }

  private record Change(long position, boolean counted) {}

  private record Mark(long position, long time) {}

  private final String name;
  private final LineBlocks inner;
  private final Counted counted;
  private final LineParser stamps;
  private final LinesSpan span;
  private final Progress progress;
  private final boolean marking;
  private final List<Change> changes = new ArrayList<>(2);
  private final List<Mark> marks = new ArrayList<>();
  private int markStep = MARK_STEP;
  private Optional<IOException> failure = Optional.empty();
  private int number;
  private LineParser countedParser;
  private Optional<Consumer<? super LogLine>> countedLines = Optional.empty();

  /**
   * @param stamps of its own, in any order
   * @param marking whether places for context are wanted
   */
  ReadLog(
      String name,
      LineBlocks inner,
      Counted counted,
      LineParser stamps,
      Progress progress,
      boolean marking) {
    this.name = name;
    this.inner = inner;
    this.counted = counted;
    this.stamps = stamps;
    this.span = new LinesSpan(stamps);
    this.progress = progress;
    this.marking = marking;
  }

  /** Tells the lines that matter of what an earlier run has counted, when it is read again. */
  void tellCounted(int number, Consumer<? super LogLine> listener, LineParser parser) {
    this.number = number;
    this.countedParser = parser;
    this.countedLines = Optional.of(listener);
  }

  @Override
  public boolean next() throws IOException {
    progress.check();
    try {
      if (failure.isPresent() || !inner.next()) {
        return false;
      }
    } catch (IOException e) {
      // A reader that was cut off by the deadline must not look like a damaged log.
      progress.check();
      failure = Optional.of(e);
      return false;
    }
    progress.read(inner.to() - inner.from());
    look();
    return true;
  }

  private void look() throws IOException {
    byte[] bytes = inner.bytes();
    int from = inner.from();
    int to = inner.to();
    long position = inner.position();
    boolean isCounted = counted.now();
    if (changes.isEmpty() || changes.get(changes.size() - 1).counted() != isCounted) {
      changes.add(new Change(position, isCounted));
    }
    span.look(inner);
    if (isCounted && countedLines.isPresent()) {
      LogScanner scanner = new LogScanner(number, new OneBlock(inner), countedParser);
      while (scanner.advance()) {
        countedLines.get().accept(scanner.line());
      }
    }
    if (marking) {
      mark(bytes, from, to, position);
    }
  }

  private void mark(byte[] bytes, int from, int to, long position) {
    int line = from;
    while (line < to) {
      int end = lineEnd(bytes, line, to);
      long time = stamps.timeOf(bytes, line, end);
      if (time != LineParser.NO_TIME) {
        marks.add(new Mark(position + line - from, time));
        line = Math.max(end + 1, line + markStep);
        if (line >= to) {
          break;
        }
        line = lineEnd(bytes, line - 1, to) + 1;
      } else {
        line = end + 1;
      }
    }
    if (marks.size() > MAX_MARKS) {
      markStep *= 2;
      for (int i = marks.size() - 1; i > 0; i -= 2) {
        marks.remove(i);
      }
    }
  }

  private static int lineEnd(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && bytes[i] != '\n') {
      i++;
    }
    return i;
  }

  /**
   * The position of a line such that all lines behind {@code time} stand at or behind it; nothing
   * if the log holds none.
   */
  Optional<Long> placeBefore(long time) {
    if (marks.isEmpty() || span.last() <= time) {
      return Optional.empty();
    }
    Mark best = marks.get(0);
    for (Mark mark : marks) {
      if (mark.time() > time) {
        break;
      }
      best = mark;
    }
    return Optional.of(best.position());
  }

  /** Whether an earlier run has counted the line at {@code position}. */
  boolean counted(long position) {
    boolean isCounted = false;
    for (Change change : changes) {
      if (change.position() > position) {
        break;
      }
      isCounted = change.counted();
    }
    return isCounted;
  }

  public String name() {
    return name;
  }

  public boolean isJournal() {
    return name.equals(JOURNAL);
  }

  public long bytesRead() {
    return span.bytes();
  }

  /** The first time stamp seen, or {@link LineParser#NO_TIME}. */
  public long first() {
    return span.first();
  }

  /** The last time stamp seen, or {@link LineParser#NO_TIME}. */
  public long last() {
    return span.last();
  }

  /** Why reading ended before the log did. */
  Optional<IOException> failure() {
    return failure;
  }

  @Override
  public byte[] bytes() {
    return inner.bytes();
  }

  @Override
  public boolean give(byte[] spare) {
    return inner.give(spare);
  }

  @Override
  public int from() {
    return inner.from();
  }

  @Override
  public int to() {
    return inner.to();
  }

  @Override
  public long position() {
    return inner.position();
  }

  @Override
  public void close() throws IOException {
    inner.close();
  }
}
