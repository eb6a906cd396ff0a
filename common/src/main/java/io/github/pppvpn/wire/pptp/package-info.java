/**
 * The PPTP control connection, RFC 2637 sections 2 and 3: its fifteen control messages as values,
 * their bytes, and their reassembly from a TCP stream. Nothing here does I/O or reads a clock.
 *
 * <p>Text that a peer sent (host name, vendor, statistics) is kept as it came, one char per octet
 * (ISO-8859-1); who shows it must make it harmless first.
 */
package io.github.pppvpn.wire.pptp;
