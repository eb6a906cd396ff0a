package io.github.pppvpn.wire.gre;

/** Numbers of the enhanced GRE header (RFC 2637 section 4.1). */
public final class Gre {
  /** The IP protocol number of GRE. */
  public static final int IP_PROTOCOL = 47;

  /** Protocol Type: PPP. */
  public static final int PROTOCOL_PPP = 0x880B;

  /** Bytes of a header with neither number: flags, Protocol Type, Payload Length, Call ID. */
  public static final int MIN_HEADER_LENGTH = 8;

  /** Bytes of a header with both numbers. */
  public static final int MAX_HEADER_LENGTH = 16;

  /** C, checksum present; 0 in version 1. */
  static final int CHECKSUM = 0x8000;

  /** R, routing present; 0 in version 1. */
  static final int ROUTING = 0x4000;

  /** K, key present; 1 in version 1. */
  static final int KEY = 0x2000;

  /** S, sequence number present: the packet has a payload. */
  static final int SEQUENCE = 0x1000;

  /** s, strict source route present; 0 in version 1. */
  static final int STRICT_SOURCE_ROUTE = 0x0800;

  /** Recur, recursion control; 0 in version 1. */
  static final int RECURSION = 0x0700;

  /** A, acknowledgment number present. */
  static final int ACKNOWLEDGMENT = 0x0080;

  /** Flags; 0 in version 1. */
  static final int RESERVED = 0x0078;

  /** Ver. */
  static final int VERSION = 0x0007;

  private Gre() {}
}
