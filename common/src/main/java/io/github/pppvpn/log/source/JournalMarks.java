package io.github.pppvpn.log.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Up to which number the entries of each boot were read, in each of the sequences that journald
 * numbers. The order in which {@code journalctl} merges files does not tell what is new: what a
 * machine sent late, or wrote while its clock was behind, comes before what was read long ago.
 *
 * <p>A cursor has them: {@code s=} the sequence's name, {@code i=} the number, {@code b=} the boot.
 * The boot is part of the name since a cloned machine goes on with the sequence of the other.
 */
final class JournalMarks {
  private static final int MOST = 200;

  private final List<Mark> marks = new ArrayList<>();

  private int sequenceFrom;
  private int sequenceTo;
  private int bootFrom;
  private int bootTo;
  private long number;

  private static final class Mark {
    private final byte[] sequence;
    private final byte[] boot;

    /** As of the start of the reading, and now. */
    private final long counted;

    private long reached;
    private boolean passed;

    /** The new ones that the reading before the place gave; none while the first is the higher. */
    private long firstBefore = Long.MAX_VALUE;

    private long lastBefore = -1;

    Mark(byte[] sequence, byte[] boot, long counted) {
      this.sequence = sequence;
      this.boot = boot;
      this.counted = counted;
      this.reached = counted;
    }
  }

  /**
   * As an earlier run left them.
   *
   * @param texts the starts of cursors, up to the boot
   */
  JournalMarks(List<String> texts) {
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      if (parse(bytes, 0, bytes.length)) {
        marks.add(mark(bytes, number));
      }
    }
  }

  /**
   * Whether an earlier run has read the entry, or the reading before the place has given it: {@code
   * journalctl} merges files by several clocks, and not always in the same order.
   *
   * @param from where its cursor starts
   * @param before whether it is read before the place; what is said of a cursor that does not have
   *     all that is needed, too
   */
  boolean pass(byte[] b, int from, int to, boolean before) {
    if (!parse(b, from, to)) {
      return before;
    }
    int at = marks.size() - 1;
    while (at >= 0 && !isOf(marks.get(at), b)) {
      at--;
    }
    Mark mark = at < 0 ? mark(b, -1) : marks.get(at);
    if (at < 0) {
      marks.add(mark);
    } else if (at < marks.size() - 1) {
      // The last one is looked at first, and the first ones are forgotten first.
      marks.remove(at);
      marks.add(mark);
    }
    mark.passed = true;
    mark.reached = Math.max(mark.reached, number);
    if (number <= mark.counted) {
      return true;
    }
    if (before) {
      mark.firstBefore = Math.min(mark.firstBefore, number);
      mark.lastBefore = Math.max(mark.lastBefore, number);
      return false;
    }
    return number >= mark.firstBefore && number <= mark.lastBefore;
  }

  /**
   * What the next run needs to know; nothing if there are too many, which it then takes as not
   * known.
   */
  List<String> texts() {
    List<String> texts = new ArrayList<>();
    int spare = marks.size() - MOST;
    for (Mark mark : marks) {
      if (spare > 0 && !mark.passed) {
        spare--;
      } else {
        texts.add(text(mark));
      }
    }
    return spare > 0 ? List.of() : List.copyOf(texts);
  }

  private static String text(Mark mark) {
    return "s="
        + new String(mark.sequence, StandardCharsets.US_ASCII)
        + ";i="
        + Long.toHexString(mark.reached)
        + ";b="
        + new String(mark.boot, StandardCharsets.US_ASCII);
  }

  private Mark mark(byte[] b, long counted) {
    return new Mark(
        Arrays.copyOfRange(b, sequenceFrom, sequenceTo),
        Arrays.copyOfRange(b, bootFrom, bootTo),
        counted);
  }

  private boolean isOf(Mark mark, byte[] b) {
    return Arrays.equals(mark.boot, 0, mark.boot.length, b, bootFrom, bootTo)
        && Arrays.equals(mark.sequence, 0, mark.sequence.length, b, sequenceFrom, sequenceTo);
  }

  private boolean parse(byte[] b, int from, int to) {
    sequenceTo = 0;
    bootTo = 0;
    number = -1;
    int at = from;
    while (at + 1 < to) {
      int end = at;
      while (end < to && b[end] != ';') {
        end++;
      }
      if (b[at + 1] == '=') {
        if (b[at] == 's') {
          sequenceFrom = at + 2;
          sequenceTo = end;
        } else if (b[at] == 'i') {
          number = hexadecimal(b, at + 2, end);
        } else if (b[at] == 'b') {
          bootFrom = at + 2;
          bootTo = end;
        }
      }
      at = end + 1;
    }
    return number >= 0 && sequenceTo > 0 && bootTo > 0;
  }

  /** A number as cursors write it, or -1. */
  static long hexadecimal(byte[] b, int from, int to) {
    if (to <= from || to - from > 15) {
      return -1;
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = Character.digit(b[i], 16);
      if (digit < 0) {
        return -1;
      }
      value = value * 16 + digit;
    }
    return value;
  }
}
