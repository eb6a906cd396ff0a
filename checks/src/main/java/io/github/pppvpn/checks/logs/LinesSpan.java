package io.github.pppvpn.checks.logs;

import io.github.pppvpn.log.LineBlocks;
import io.github.pppvpn.log.line.LineParser;

/** From when to when the lines of a log are, as the blocks that pass have it. */
public final class LinesSpan {
  private static final int LINES_LOOKED_AT = 16;

  private final LineParser stamps;
  private long bytes;
  private long first = LineParser.NO_TIME;
  private long last = LineParser.NO_TIME;

  /**
   * Of a log of which nothing has passed yet.
   *
   * @param stamps of its own, in any order
   */
  public LinesSpan(LineParser stamps) {
    this.stamps = stamps;
  }

  /** Looks at the first and the last lines of the current block. */
  public void look(LineBlocks block) {
    byte[] text = block.bytes();
    int from = block.from();
    int to = block.to();
    bytes += to - from;
    int line = from;
    for (int i = 0; first == LineParser.NO_TIME && i < LINES_LOOKED_AT && line < to; i++) {
      int end = line;
      while (end < to && text[end] != '\n') {
        end++;
      }
      first = stamps.timeOf(text, line, end);
      line = end + 1;
    }
    int end = to;
    for (int i = 0; i < LINES_LOOKED_AT && end > from; i++) {
      int start = end - 1;
      while (start > from && text[start - 1] != '\n') {
        start--;
      }
      long time = stamps.timeOf(text, start, text[end - 1] == '\n' ? end - 1 : end);
      if (time != LineParser.NO_TIME) {
        last = Math.max(last, time);
        break;
      }
      end = start;
    }
  }

  /** How much has passed. */
  public long bytes() {
    return bytes;
  }

  /** The first time stamp seen, or {@link LineParser#NO_TIME}. */
  public long first() {
    return first;
  }

  /** The latest time stamp seen, or {@link LineParser#NO_TIME}. */
  public long last() {
    return last;
  }
}
