package io.github.pppvpn.wire.pptp;

import io.github.pppvpn.wire.pptp.MalformedControlMessageException.Reason;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * What the first bytes of a message already tell: offset 0 Length, 2 PPTP Message Type, 4 Magic
 * Cookie, 8 Control Message Type, 10 Reserved0 (which is not looked at).
 *
 * <p>The Length alone is never judged: only with the cookie behind it can a broken PPTP peer be
 * told from another protocol, whatever the segments the bytes came in.
 */
final class ControlHeader {
  /** From here on it is known whether this is PPTP at all. */
  static final int COOKIE_END = 8;

  /** From here on type and length are known. */
  static final int TYPE_END = 10;

  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  private ControlHeader() {}

  /** Refuses what the bytes from 0 to {@code start}'s limit, at any number, make impossible. */
  static void check(ByteBuffer start) throws MalformedControlMessageException {
    if (start.limit() < COOKIE_END) {
      return;
    }
    if (start.getInt(4) != Pptp.MAGIC_COOKIE) {
      throw notPptp(start);
    }
    int messageType = start.getShort(2) & 0xFFFF;
    if (messageType != Pptp.CONTROL_MESSAGE) {
      throw new MalformedControlMessageException(
          Reason.NOT_CONTROL,
          "PPTP message type "
              + messageType
              + " is not "
              + Pptp.CONTROL_MESSAGE
              + ", a control message");
    }
    int length = length(start);
    if (!isPossible(length)) {
      throw new MalformedControlMessageException(
          Reason.BAD_LENGTH,
          "a PPTP control message has "
              + Pptp.HEADER_LENGTH
              + " to "
              + Pptp.MAX_LENGTH
              + " bytes, this one claims "
              + length);
    }
    if (start.limit() < TYPE_END) {
      return;
    }
    ControlMessageType type = ControlMessageType.of(start.getShort(8) & 0xFFFF);
    if (length != type.length()) {
      throw new MalformedControlMessageException(
          Reason.BAD_LENGTH,
          type.rfcName() + " has " + type.length() + " bytes, this one claims " + length);
    }
  }

  /** How many bytes the message has, as far as {@code start} tells; at least the header's 12. */
  static int expectedLength(ByteBuffer start) {
    if (start.limit() < 2) {
      return Pptp.HEADER_LENGTH;
    }
    int length = length(start);
    return isPossible(length) ? length : Pptp.HEADER_LENGTH;
  }

  /** What to say when nothing follows {@code start}, which passed {@link #check}. */
  static MalformedControlMessageException endsEarly(ByteBuffer start) {
    int there = start.limit();
    if (there < COOKIE_END && !couldBePptp(start)) {
      return notPptp(start);
    }
    String name = there < TYPE_END ? "a PPTP control message" : typeName(start);
    return new MalformedControlMessageException(
        Reason.TRUNCATED,
        name + " ends after " + there + " of " + expectedLength(start) + " bytes");
  }

  private static String typeName(ByteBuffer start) {
    try {
      return ControlMessageType.of(start.getShort(8) & 0xFFFF).rfcName();
    } catch (MalformedControlMessageException e) {
      throw new IllegalStateException("check() was not called", e);
    }
  }

  private static int length(ByteBuffer start) {
    return start.getShort(0) & 0xFFFF;
  }

  private static boolean isPossible(int length) {
    return length >= Pptp.HEADER_LENGTH && length <= Pptp.MAX_LENGTH;
  }

  /** Whether fewer than 8 bytes may still become a header. */
  private static boolean couldBePptp(ByteBuffer start) {
    int there = start.limit();
    if (there >= 1 && start.get(0) != 0) {
      return false;
    }
    if (there >= 2 && !isPossible(length(start))) {
      return false;
    }
    for (int i = 4; i < there; i++) {
      if (start.get(i) != (byte) (Pptp.MAGIC_COOKIE >>> (8 * (COOKIE_END - 1 - i)))) {
        return false;
      }
    }
    return true;
  }

  private static MalformedControlMessageException notPptp(ByteBuffer start) {
    byte[] first = new byte[Math.min(COOKIE_END, start.limit())];
    start.get(0, first);
    StringBuilder sentence = new StringBuilder(120);
    sentence.append("this is not PPTP: it begins with ").append(HEX.formatHex(first)).append(" (");
    for (byte b : first) {
      sentence.append(b >= ' ' && b <= '~' ? (char) b : '.');
    }
    sentence.append("), where bytes 4 to 7 should be the magic cookie 1a 2b 3c 4d");
    return new MalformedControlMessageException(Reason.NOT_PPTP, sentence.toString());
  }
}
