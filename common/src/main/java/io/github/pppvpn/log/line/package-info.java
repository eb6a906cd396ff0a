/**
 * The grammar of a log line, on bytes: when, which host, which program, which process, and where
 * the message starts. Nothing here knows what a message means, does I/O, or reads a clock.
 */
package io.github.pppvpn.log.line;
