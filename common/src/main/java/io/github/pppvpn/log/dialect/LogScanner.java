package io.github.pppvpn.log.dialect;

import io.github.pppvpn.log.LineBlocks;
import io.github.pppvpn.log.line.LineParser;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Finds the lines of the daemons in one log; see {@link BlockScanner} for which those are. Of a
 * long log blocks are scanned by two threads, if there is a helper; the lines are the same then.
 */
public final class LogScanner implements Closeable {
  /** What a thread's start is worth. */
  private static final long LONG_LOG = 1L << 17;

  private final LineBlocks blocks;
  private final BlockScanner scanner;
  private final Optional<ScanHelper> helper;

  private ReadAhead ahead;
  private ScanTask rescanned;
  private long read;

  private List<LogLine> found = List.of();
  private int given;
  private LogLine line;

  /**
   * Reads one log.
   *
   * @param log its number among the logs that are read together
   * @param parser this scanner's own
   */
  public LogScanner(int log, LineBlocks blocks, LineParser parser) {
    this(log, blocks, parser, Optional.empty());
  }

  /**
   * Reads one log.
   *
   * @param log its number among the logs that are read together
   * @param parser this scanner's own
   * @param helper who may help; closed by whoever made it
   */
  public LogScanner(int log, LineBlocks blocks, LineParser parser, Optional<ScanHelper> helper) {
    this.blocks = blocks;
    this.scanner = new BlockScanner(log, parser);
    this.helper = helper;
  }

  /**
   * Moves to the next line that matters.
   *
   * @return whether there is one
   * @throws IOException as the source has it
   */
  public boolean advance() throws IOException {
    while (true) {
      if (given < found.size()) {
        line = found.get(given++);
        return true;
      }
      if (scanner.advance()) {
        line = scanner.line();
        return true;
      }
      if (!nextBlock()) {
        return false;
      }
    }
  }

  /** The line that {@link #advance()} moved to. */
  public LogLine line() {
    return line;
  }

  /** The last line so far that may be a failed login, and counts for nothing. */
  public Optional<Headless> headless() {
    return scanner.headless();
  }

  /**
   * What lines that matter may mean whose stamps are of the hour that clocks show twice, where no
   * other line tells; complete once all has been read.
   */
  public List<TwoTimes> doubts() {
    return scanner.doubts();
  }

  private boolean nextBlock() throws IOException {
    if (ahead != null || mayReadAhead()) {
      return nextAhead();
    }
    if (!blocks.next()) {
      return false;
    }
    scanner.start(blocks.bytes(), blocks.from(), blocks.to(), blocks.position());
    read += blocks.to() - blocks.from();
    return true;
  }

  private boolean mayReadAhead() {
    if (read < LONG_LOG || !scanner.isHeaded() || helper.isEmpty() || !helper.get().take()) {
      return false;
    }
    ahead = new ReadAhead(blocks, helper.get(), scanner);
    return true;
  }

  private boolean nextAhead() throws IOException {
    if (rescanned != null) {
      ahead.reuse(rescanned);
      rescanned = null;
    }
    found = List.of();
    given = 0;
    ScanTask task = ahead.next();
    if (task == null) {
      return false;
    }
    if (task.isUsable() && !scanner.isInDoubt()) {
      found = task.lines();
      scanner.passed(task);
      ahead.reuse(task);
    } else {
      rescanned = task;
      task.rescan(scanner);
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    blocks.close();
  }
}
