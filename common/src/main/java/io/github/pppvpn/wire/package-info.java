/**
 * What the wire formats share: bounds-checked reading, range checks for values to be sent, and the
 * one exception for malformed input. Nothing here does I/O or reads a clock.
 */
package io.github.pppvpn.wire;
