package io.github.pppvpn.log.event;

import io.github.pppvpn.log.dialect.LogLine;
import io.github.pppvpn.log.dialect.LogScanner;
import io.github.pppvpn.log.line.LineParser;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * Several logs as one, in the order of time, each keeping its own order; at the same time the log
 * named first comes first. A line without a time goes with the line before it in its log.
 *
 * <p>What one daemon said once is given once, though it stands in several of the logs (daemon.log
 * and syslog, or a file and the journal): see {@link SeenLines}.
 */
public final class MergedLogs implements Closeable {
  private final LogScanner[] scanners;
  private final long[] times;
  private final boolean[] ended;
  private final SeenLines seen;
  private int current = -1;
  private boolean begun;

  /** Merges the logs; closes them when it is closed. */
  public MergedLogs(List<LogScanner> logs) {
    scanners = logs.toArray(new LogScanner[0]);
    times = new long[scanners.length];
    ended = new boolean[scanners.length];
    seen = new SeenLines(scanners.length);
  }

  /**
   * Moves to the next line that matters.
   *
   * @return whether there is one
   * @throws IOException as the sources have it
   */
  public boolean advance() throws IOException {
    do {
      step();
      if (current < 0) {
        return false;
      }
    } while (scanners.length > 1 && !seen.isNew(current, line(), times[current]));
    return true;
  }

  /** The line that {@link #advance()} moved to. */
  public LogLine line() {
    return scanners[current].line();
  }

  private void step() throws IOException {
    if (begun) {
      pull(current);
    } else {
      begun = true;
      for (int i = 0; i < scanners.length; i++) {
        times[i] = LineParser.NO_TIME;
        pull(i);
      }
    }
    current = -1;
    for (int i = 0; i < scanners.length; i++) {
      if (!ended[i] && (current < 0 || times[i] < times[current])) {
        current = i;
      }
    }
  }

  private void pull(int i) throws IOException {
    if (!scanners[i].advance()) {
      ended[i] = true;
    } else if (scanners[i].line().time() != LineParser.NO_TIME) {
      times[i] = scanners[i].line().time();
    }
  }

  @Override
  public void close() throws IOException {
    IOException failed = null;
    for (LogScanner scanner : scanners) {
      try {
        scanner.close();
      } catch (IOException e) {
        failed = failed == null ? e : failed;
      }
    }
    if (failed != null) {
      throw failed;
    }
  }
}
