package io.github.pppvpn.log.line;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * What the headers of one host's successive lines have in common: all but the digits of the time
 * stamp. A line whose header fits one that was read needs no reading of its own: its parts are
 * where the other's are.
 *
 * <p>Only of lines with stamp and host, in syslog's usual two forms, and of headers up to {@link
 * #REACH} bytes.
 */
public final class HeaderShape {
  /** How many bytes of a line {@link #fits} looks at. */
  public static final int REACH = 48;

  private static final int MIN_LENGTH = 20;
  private static final int PATIENCE = 64;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private int length = Integer.MAX_VALUE;
  private int hostFrom;
  private LineForm form = LineForm.PLAIN;

  // What the words of eight bytes must be, where the mask has a bit. Not arrays: this is looked at
  // for every line of a log.
  private long word0;
  private long word1;
  private long word2;
  private long word3;
  private long word4;
  private long word5;
  private long mask0;
  private long mask1;
  private long mask2;
  private long mask3;
  private long mask4;
  private long mask5;

  private int fitted;
  private int pause;

  /** Forgets the header. */
  public void clear() {
    length = Integer.MAX_VALUE;
    fitted = 0;
    pause = 0;
  }

  /**
   * Whether the line's header is like the one learnt: then the tag starts {@link #length()} bytes
   * behind {@code at}, and there is no LF before it.
   *
   * @param to the end of what may be read
   */
  public boolean fits(byte[] b, int at, int to) {
    if (length > REACH || to - at <= REACH) {
      return false;
    }
    boolean same =
        (((long) LONG.get(b, at + 16) ^ word2) & mask2) == 0
            && (((long) LONG.get(b, at) ^ word0) & mask0) == 0
            && (((long) LONG.get(b, at + 8) ^ word1) & mask1) == 0
            && (mask3 == 0 || (((long) LONG.get(b, at + 24) ^ word3) & mask3) == 0)
            && (mask4 == 0 || (((long) LONG.get(b, at + 32) ^ word4) & mask4) == 0)
            && (mask5 == 0 || (((long) LONG.get(b, at + 40) ^ word5) & mask5) == 0);
    if (same) {
      fitted++;
    }
    return same;
  }

  /** Bytes before the tag. */
  public int length() {
    return length;
  }

  LineForm form() {
    return form;
  }

  /** Where the host's name starts, from the line's start; it ends one byte before the tag. */
  int hostFrom() {
    return hostFrom;
  }

  /**
   * Whether to learn the header of the line that did not fit. Where lines of many hosts alternate,
   * learning each would cost more than it gains.
   */
  public boolean wantsAnother() {
    if (fitted >= 4) {
      pause = 0;
    } else if (pause == 0) {
      pause = PATIENCE;
    } else if (--pause > 0) {
      return false;
    }
    fitted = 0;
    return true;
  }

  /**
   * Learns the header, if it is of the kind that can be learnt.
   *
   * @param from the line's start
   * @param header what was read from the line
   */
  public void learn(byte[] b, int from, LineHeader header) {
    length = Integer.MAX_VALUE;
    int hostTo = header.hostTo;
    boolean usual =
        (header.form == LineForm.BSD && b[from + 15] == ' ')
            || (header.form == LineForm.RFC3339 && b[from + 10] == 'T');
    int stampTo = Bytes.wordEnd(b, from + (header.form == LineForm.BSD ? 15 : 19), hostTo);
    if (!usual
        || header.bytes != b
        || header.stampFrom != from
        || header.hostFrom != stampTo + 1
        || header.hostFrom >= hostTo
        || hostTo + 1 >= header.messageTo
        || b[hostTo] != ' '
        || b[hostTo - 1] == ':'
        || b[hostTo - 1] == ']'
        || Bytes.indexOf(b, header.hostFrom, hostTo, '[') >= 0) {
      return;
    }
    int tag = hostTo + 1 - from;
    if (tag < MIN_LENGTH || tag > REACH) {
      return;
    }
    form = header.form;
    hostFrom = header.hostFrom - from;
    int digitsTo = stampTo - from;
    mask0 = mask(b, from, 0, tag, digitsTo);
    mask1 = mask(b, from, 8, tag, digitsTo);
    mask2 = mask(b, from, 16, tag, digitsTo);
    mask3 = mask(b, from, 24, tag, digitsTo);
    mask4 = mask(b, from, 32, tag, digitsTo);
    mask5 = mask(b, from, 40, tag, digitsTo);
    word0 = word(b, from, 0, tag);
    word1 = word(b, from, 8, tag);
    word2 = word(b, from, 16, tag);
    word3 = word(b, from, 24, tag);
    word4 = word(b, from, 32, tag);
    word5 = word(b, from, 40, tag);
    length = tag;
  }

  private static long word(byte[] b, int from, int at, int tag) {
    long word = 0;
    for (int i = Math.min(8, tag - at) - 1; i >= 0; i--) {
      word = word << 8 | (b[from + at + i] & 0xff);
    }
    return word;
  }

  /** Of a stamp's digits the upper halves: what has those is no letter, space or LF either. */
  private static long mask(byte[] b, int from, int at, int tag, int digitsTo) {
    long mask = 0;
    for (int i = Math.min(8, tag - at) - 1; i >= 0; i--) {
      int place = at + i;
      boolean digit = place > 0 && place < digitsTo && Bytes.isDigit(b[from + place]);
      mask = mask << 8 | (digit ? 0xf0 : 0xff);
    }
    return mask;
  }

  /** Whether the places that decide on the stamp's form hold digits, of a line that fits. */
  boolean isStamp(byte[] b, int at) {
    return form == LineForm.BSD
        ? Bytes.isDigit(b[at + 5]) && Bytes.isDigit(b[at + 14])
        : Bytes.isDigit(b[at + 18]);
  }
}
