package io.github.pppvpn.checks.logs;

import io.github.pppvpn.log.source.JournalPosition;

/**
 * Where the journal was left.
 *
 * @param counted behind the last entry that was counted
 * @param read when that was, milliseconds since 1970
 */
record JournalPlace(JournalPosition counted, long read) {}
