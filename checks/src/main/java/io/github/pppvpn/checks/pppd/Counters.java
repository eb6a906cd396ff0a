package io.github.pppvpn.checks.pppd;

import io.github.pppvpn.host.InterfaceCounters;

/**
 * The errors of an interface since it came.
 *
 * @param index the kernel's number for it, new whenever it is made anew; -1 if that is not known
 */
record Counters(long index, long rxErrors, long txErrors, long rxDropped, long txDropped) {

  static Counters of(long index, InterfaceCounters row) {
    return new Counters(index, row.rxErrors(), row.txErrors(), row.rxDropped(), row.txDropped());
  }

  boolean isZero() {
    return rxErrors == 0 && txErrors == 0 && rxDropped == 0 && txDropped == 0;
  }

  /** Whether one of them is below its value of before: it has wrapped or was set back. */
  boolean isBelow(Counters before) {
    return rxErrors < before.rxErrors
        || txErrors < before.txErrors
        || rxDropped < before.rxDropped
        || txDropped < before.txDropped;
  }

  Counters minus(Counters before) {
    return new Counters(
        index,
        rxErrors - before.rxErrors,
        txErrors - before.txErrors,
        rxDropped - before.rxDropped,
        txDropped - before.txDropped);
  }

  Counters plus(Counters other) {
    return new Counters(
        -1,
        rxErrors + other.rxErrors,
        txErrors + other.txErrors,
        rxDropped + other.rxDropped,
        txDropped + other.txDropped);
  }
}
