/**
 * L2TP version 2 (RFC 2661): its control messages and their attribute value pairs as values, hiding
 * and tunnel authentication, the data messages' header, and, on a clock that is handed in, reliable
 * delivery and a client's control connection. Nothing here does I/O or reads a clock.
 *
 * <p>Text that a peer sent is kept as it came, one char per octet (ISO-8859-1); who shows it must
 * make it harmless first.
 */
package io.github.pppvpn.wire.l2tp;
