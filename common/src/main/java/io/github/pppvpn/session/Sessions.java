package io.github.pppvpn.session;

import io.github.pppvpn.host.Ipv4;
import io.github.pppvpn.host.ProcessInfo;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Who is connected to a host, at one time.
 *
 * @param sessions by interface
 * @param halfOpen calls whose link is not up
 * @param control pptpd's control connections, those without a call too
 * @param tunnels how many L2TP tunnels there are; none where the daemon keeps that to itself
 *     (xl2tpd without the kernel's L2TP)
 * @param reserved addresses that the daemons keep for calls, in use or not: those of pppds' command
 *     lines, and those of accel-ppp's sessions that start or end, whatever their protocol
 * @param others addresses of accel-ppp's active sessions of other protocols (PPPoE, IPoE, SSTP, …),
 *     which come from the same pools
 * @param unattributed PPP interfaces of which nobody says what they are
 * @param unplaced pppds whose interfaces are not known: they may have sessions that are not among
 *     these; empty if each is known or has none
 * @param addressless interfaces of sessions whose address inside the tunnel nobody tells
 * @param usersSeen whether pppd's database, which names users, was there to be read as a whole
 * @param silent the accel-pppds that have not said their sessions
 * @param daemons the processes of pptpd, xl2tpd and accel-ppp, by number; those of containers too
 * @param mismatches what one source shows and another does not
 * @param notes sentences: which source could not be read, and why
 */
public record Sessions(
    List<Session> sessions,
    List<HalfOpenCall> halfOpen,
    List<ControlConnection> control,
    OptionalLong tunnels,
    List<Ipv4> reserved,
    List<Ipv4> others,
    List<String> unattributed,
    Optional<Unplaced> unplaced,
    List<String> addressless,
    boolean usersSeen,
    List<AccelDaemon.Silent> silent,
    List<ProcessInfo> daemons,
    List<Mismatch> mismatches,
    List<String> notes) {
  /** Copies the lists. */
  public Sessions {
    sessions = List.copyOf(sessions);
    halfOpen = List.copyOf(halfOpen);
    control = List.copyOf(control);
    reserved = List.copyOf(reserved);
    others = List.copyOf(others);
    unattributed = List.copyOf(unattributed);
    addressless = List.copyOf(addressless);
    silent = List.copyOf(silent);
    daemons = List.copyOf(daemons);
    mismatches = List.copyOf(mismatches);
    notes = List.copyOf(notes);
  }
}
