package io.github.pppvpn.log.event;

import io.github.pppvpn.log.dialect.Daemon;
import io.github.pppvpn.log.dialect.Method;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Something that happened, once. Users and peers are there where the lines tell them for certain;
 * peers are IP addresses as the daemons wrote them; {@code lines} are those that belong to the
 * event, in order, at most {@link Correlator#MAX_LINES}.
 */
public sealed interface LogEvent {

  /** The line that makes it count. */
  Origin at();

  /** One attempt to log in failed. */
  record LoginFailed(
      Origin at,
      Optional<String> user,
      Optional<String> peer,
      Method method,
      FailureReason reason,
      List<String> lines)
      implements LogEvent {}

  /**
   * One login succeeded.
   *
   * @param stated whether a daemon said so; else it follows from what came next (pppd 2.4.2 to
   *     2.5.0 says nothing of CHAP)
   */
  record LoginSucceeded(
      Origin at, Optional<String> user, Optional<String> peer, Method method, boolean stated)
      implements LogEvent {}

  /**
   * A session got its addresses.
   *
   * @param server the daemon that its client called, by what the daemons say of the same process;
   *     nothing where none does
   * @param address the client's address inside the tunnel, or empty
   * @param ifname the interface, or empty
   */
  record SessionUp(
      Origin at,
      Optional<Daemon> server,
      Optional<String> user,
      Optional<String> peer,
      String address,
      String ifname)
      implements LogEvent {}

  /**
   * A session ended that was up. What stands in no line that was read is unknown: its start may lie
   * far back.
   *
   * @param server as of {@link SessionUp}
   * @param seconds how long it lasted, as logged (pppd: in steps of 6 seconds)
   * @param sent bytes to the client
   * @param received bytes from the client
   */
  record SessionDown(
      Origin at,
      Optional<Daemon> server,
      Optional<String> user,
      Optional<String> peer,
      String ifname,
      DownReason reason,
      OptionalLong seconds,
      OptionalLong sent,
      OptionalLong received)
      implements LogEvent {}

  /** A link could not agree on something; no failed login. Once per link and phase. */
  record NegotiationFailed(
      Origin at,
      Optional<String> user,
      Optional<String> peer,
      NegotiationPhase phase,
      List<String> lines)
      implements LogEvent {}

  /**
   * A RADIUS server did not answer: once per server and request.
   *
   * @param server as the daemon names it
   * @param accounting whether the request was for accounting (ports 1813, 1646): no login waits
   */
  record RadiusTimeout(Origin at, String server, boolean accounting) implements LogEvent {}

  /** RADIUS went wrong otherwise. */
  record RadiusError(Origin at, String text) implements LogEvent {}

  /** IKE failed: once per peer and IKE SA. */
  record IkeFailed(
      Origin at, Optional<String> peer, Optional<String> user, IkeReason reason, List<String> lines)
      implements LogEvent {}

  /** A daemon began to serve. */
  record DaemonStarted(Origin at, String text) implements LogEvent {}

  /** A daemon was stopped; the signal or -1. */
  record DaemonStopped(Origin at, long signal) implements LogEvent {}

  /** A daemon, or a pppd for a client, could not do its work at all. */
  record DaemonFailed(Origin at, String text) implements LogEvent {}

  /** A daemon or a pppd died of a signal. */
  record Crashed(Origin at, long signal) implements LogEvent {}

  /** No address, or no slot, was left; the pool's name or empty. */
  record PoolExhausted(Origin at, String pool) implements LogEvent {}

  /** A PPTP control connection broke: once per connection. */
  record ControlLost(Origin at, Optional<String> peer) implements LogEvent {}

  /** Someone connected who does not speak PPTP: a port scan, or a monitor. */
  record Probe(Origin at) implements LogEvent {}
}
