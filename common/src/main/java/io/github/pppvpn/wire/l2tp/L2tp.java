package io.github.pppvpn.wire.l2tp;

/** Numbers of RFC 2661 that stand in more than one place. */
public final class L2tp {
  /** The UDP port (section 8.1). */
  public static final int PORT = 1701;

  /** Bytes of the header that every control message starts with (section 3.1). */
  public static final int CONTROL_HEADER_LENGTH = 12;

  /** Bytes of an AVP without its value (section 4.1). */
  public static final int AVP_HEADER_LENGTH = 6;

  /** The longest value of an AVP: its Length has 10 bits and counts the header. */
  public static final int MAX_AVP_VALUE_LENGTH = 1023 - AVP_HEADER_LENGTH;

  /** The Receive Window Size of a peer that names none (section 4.4.3). */
  public static final int DEFAULT_RECEIVE_WINDOW = 4;

  /** The Vendor ID of the AVPs that RFC 2661 defines itself. */
  public static final int IETF = 0;

  /** Framing Capabilities and Framing Type: synchronous. */
  public static final long FRAMING_SYNCHRONOUS = 1;

  /** Framing Capabilities and Framing Type: asynchronous. */
  public static final long FRAMING_ASYNCHRONOUS = 2;

  /** T: a control message. */
  static final int TYPE = 0x8000;

  /** L: Length is there. */
  static final int LENGTH = 0x4000;

  /** S: Ns and Nr are there. */
  static final int SEQUENCE = 0x0800;

  /** O: Offset Size is there. */
  static final int OFFSET = 0x0200;

  /** P: priority. */
  static final int PRIORITY = 0x0100;

  /** Ver. */
  static final int VERSION = 0x000F;

  private L2tp() {}
}
