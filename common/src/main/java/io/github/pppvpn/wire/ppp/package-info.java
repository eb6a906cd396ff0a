/**
 * PPP as it travels inside of GRE and L2TP: frames without flags and checksum (RFC 1661 section 2),
 * the packets and options of the Link Control Protocol (RFC 1661 sections 5 and 6, with those of
 * RFC 1570, 1990 and 2125), and its negotiation on a clock that is handed in. Nothing here does I/O
 * or reads a clock.
 *
 * <p>Text that a peer sent is kept as it came, one char per octet (ISO-8859-1); who shows it must
 * make it harmless first.
 */
package io.github.pppvpn.wire.ppp;
