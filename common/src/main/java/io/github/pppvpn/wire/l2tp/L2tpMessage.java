package io.github.pppvpn.wire.l2tp;

/** What a UDP datagram of L2TP holds: a control message or a data message (RFC 2661 section 3). */
public sealed interface L2tpMessage permits ControlMessage, DataMessage {
  /** The receiver's Tunnel ID, 0 to 65535; 0 before it is known. */
  int tunnelId();

  /** The receiver's Session ID, 0 to 65535; 0 for the whole tunnel. */
  int sessionId();
}
