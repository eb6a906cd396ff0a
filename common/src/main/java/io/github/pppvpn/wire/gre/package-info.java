/**
 * Enhanced GRE, version 1, as RFC 2637 section 4 carries PPP in it: packets to bytes and back, and
 * the two directions' sequence numbers. Nothing here does I/O or reads a clock; a packet starts
 * behind the IP header.
 */
package io.github.pppvpn.wire.gre;
