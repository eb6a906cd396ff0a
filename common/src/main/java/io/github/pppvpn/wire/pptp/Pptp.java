package io.github.pppvpn.wire.pptp;

/** Numbers of RFC 2637 that stand in more than one control message. */
public final class Pptp {
  /** The TCP port of the control connection (section 3). */
  public static final int PORT = 1723;

  /** Bytes of the header that every control message starts with (section 1.4). */
  public static final int HEADER_LENGTH = 12;

  /** The longest control message, Incoming-Call-Request. */
  public static final int MAX_LENGTH = 220;

  /** The Magic Cookie in bytes 4 to 7 of every message (section 1.4). */
  public static final int MAGIC_COOKIE = 0x1A2B3C4D;

  /** PPTP Message Type of a control message; 2, management, was never defined (section 1.4). */
  public static final int CONTROL_MESSAGE = 1;

  /** Protocol version 1.0: major in the upper octet, minor in the lower. */
  public static final int PROTOCOL_VERSION = 0x0100;

  /** Framing Capabilities and Framing Type: asynchronous. */
  public static final long FRAMING_ASYNCHRONOUS = 1;

  /** Framing Capabilities and Framing Type: synchronous. */
  public static final long FRAMING_SYNCHRONOUS = 2;

  /** Framing Type: the call may use either. */
  public static final long FRAMING_EITHER = 3;

  /** Bearer Capabilities and Bearer Type: analog access. */
  public static final long BEARER_ANALOG = 1;

  /** Bearer Capabilities and Bearer Type: digital access. */
  public static final long BEARER_DIGITAL = 2;

  /** Bearer Type: the call may use any channel. */
  public static final long BEARER_ANY = 3;

  /** An ACCM that escapes every control character, the default of asynchronous PPP. */
  public static final long ACCM_ALL = 0xFFFFFFFFL;

  private Pptp() {}

  /** A Protocol Version field in words: {@code 0x0100} is {@code 1.0}. */
  public static String versionText(int protocolVersion) {
    return (protocolVersion >> 8) + "." + (protocolVersion & 0xFF);
  }
}
