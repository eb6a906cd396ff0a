package io.github.pppvpn.checks.sessions;

import io.github.pppvpn.session.Protocol;
import io.github.pppvpn.state.StateContent;
import java.util.Optional;

/**
 * What has come and gone of one protocol since the state began, over reboots too: none of the first
 * four ever gets less.
 */
final class Totals {
  private long opened;
  private long closed;
  private long rxBytes;
  private long txBytes;

  /** How many there were at the last run. */
  private long present;

  /** Those that an earlier run kept; zeros without one. */
  static Totals of(Optional<StateContent> before, Protocol protocol) {
    Totals totals = new Totals();
    String[] words =
        before.flatMap(content -> content.text(name(protocol))).orElse("").split(" ", -1);
    if (words.length == 5) {
      totals.opened = Math.max(0, Numerals.decimal(words[0]));
      totals.closed = Math.max(0, Numerals.decimal(words[1]));
      totals.rxBytes = Math.max(0, Numerals.decimal(words[2]));
      totals.txBytes = Math.max(0, Numerals.decimal(words[3]));
      totals.present = Math.max(0, Numerals.decimal(words[4]));
    }
    return totals;
  }

  void came() {
    opened++;
    present++;
  }

  void carried(long received, long sent) {
    rxBytes += Math.max(0, received);
    txBytes += Math.max(0, sent);
  }

  /** So many are there now: the rest of those that were, and that came, have gone. */
  void remain(long now) {
    closed += Math.max(0, present - now);
    present = now;
  }

  /** So many came and went without any run having seen them. */
  void passed(long unseen) {
    opened += unseen;
    closed += unseen;
  }

  StateContent.Value value(Protocol protocol) {
    return new StateContent.Value(
        name(protocol), opened + " " + closed + " " + rxBytes + " " + txBytes + " " + present);
  }

  private static String name(Protocol protocol) {
    return protocol == Protocol.L2TP ? "total-l2tp" : "total-pptp";
  }

  long opened() {
    return opened;
  }

  long closed() {
    return closed;
  }

  long rxBytes() {
    return rxBytes;
  }

  long txBytes() {
    return txBytes;
  }
}
