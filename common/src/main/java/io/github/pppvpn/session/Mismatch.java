package io.github.pppvpn.session;

import io.github.pppvpn.host.AccelSession;
import io.github.pppvpn.host.Ipv4;
import io.github.pppvpn.host.KernelTunnel.KernelSession;
import io.github.pppvpn.host.PidFile;
import io.github.pppvpn.host.PppdDatabase;
import io.github.pppvpn.host.ProcessInfo;
import java.util.Comparator;
import java.util.Optional;

/**
 * Something that one source shows and another does not.
 *
 * @param kind what, with its likely cause
 * @param subject the interface, or the process where there is none
 * @param sentence for an operator: what is seen where, and what it probably means
 */
public record Mismatch(Kind kind, String subject, String sentence) {
  /** What does not fit, with its likely cause. */
  public enum Kind {
    /** A pid file without its pppd, which was killed. */
    STALE_PID_FILE,
    /** A record of pppd's database without its pppd, which was killed. */
    STALE_RECORD,
    /**
     * A pppd whose daemon has ended or was restarted; its session goes on, unknown to the new one.
     */
    ORPHANED_PPPD,
    /** An L2TP session of the kernel without an interface: the daemon forgot to clear the call. */
    LEAKED_CALL,
    /** A PPP interface that no pppd and no accel-ppp claims. */
    INTERFACE_WITHOUT_DAEMON,
    /** A session of a daemon whose interface the kernel does not have. */
    INTERFACE_GONE,
    /** An L2TP session of pppd that the kernel does not list. */
    NOT_IN_KERNEL,
    /**
     * The client has another address than the daemon gave: a static one of chap-secrets or RADIUS.
     */
    OTHER_ADDRESS
  }

  /**
   * By kind, those of a kind by subject, ppp9 before ppp10. A class, for a lambda costs start-up.
   */
  static final Comparator<Mismatch> BY_KIND =
      new Comparator<>() {
        @Override
        public int compare(Mismatch a, Mismatch b) {
          int before = a.kind().compareTo(b.kind());
          if (before == 0) {
            before = Integer.compare(a.subject().length(), b.subject().length());
          }
          return before != 0 ? before : a.subject().compareTo(b.subject());
        }
      };

  static Mismatch stalePidFile(PidFile file) {
    return new Mismatch(
        Kind.STALE_PID_FILE,
        file.interfaceName(),
        file.path() + " names process " + file.pid() + ", which is no pppd: it was killed");
  }

  static Mismatch interfaceGone(ProcessInfo pppd, Optional<String> name) {
    return new Mismatch(
        Kind.INTERFACE_GONE,
        name.orElse("process " + pppd.pid()),
        "pppd "
            + pppd.pid()
            + " has a session on an interface that this network namespace does not have: "
            + name.orElse("without a name"));
  }

  static Mismatch orphan(ProcessInfo pppd, String daemon, String name) {
    return new Mismatch(
        Kind.ORPHANED_PPPD,
        name,
        "pppd "
            + pppd.pid()
            + " has no "
            + daemon
            + " above it any more: the session goes on, and its address may be handed out again");
  }

  static Mismatch notInKernel(ProcessInfo pppd, String name) {
    return new Mismatch(
        Kind.NOT_IN_KERNEL,
        name,
        "the kernel lists no L2TP session for pppd " + pppd.pid() + ": its tunnel was closed");
  }

  static Mismatch otherAddress(String daemon, Ipv4 given, Optional<Ipv4> has, String name) {
    return new Mismatch(
        Kind.OTHER_ADDRESS,
        name,
        daemon
            + " gave "
            + given
            + ", the client has "
            + has.map(Ipv4::toString).orElse("none")
            + ": a static address of chap-secrets or RADIUS");
  }

  static Mismatch interfaceGone(AccelSession session) {
    return new Mismatch(
        Kind.INTERFACE_GONE,
        session.interfaceName(),
        "accel-ppp has an active session on "
            + session.interfaceName()
            + ", which this network namespace does not have");
  }

  static Mismatch leakedCall(KernelSession session) {
    String call = session.tunnel() + "/" + session.id();
    return new Mismatch(
        Kind.LEAKED_CALL,
        call,
        "the kernel has an L2TP session "
            + call
            + " without an interface and without a pppd: the daemon did not clear the call");
  }

  static Mismatch unservedSession(String name) {
    return new Mismatch(
        Kind.INTERFACE_WITHOUT_DAEMON,
        name,
        "the kernel has an L2TP session on " + name + ", and no pppd serves it");
  }

  static Mismatch staleRecord(PppdDatabase.Entry entry) {
    String name = entry.interfaceName().orElse("process " + entry.pid());
    return new Mismatch(
        Kind.STALE_RECORD,
        name,
        "pppd's database has "
            + entry.user().orElse("somebody")
            + " on "
            + name
            + ", but process "
            + entry.pid()
            + " is no pppd: it was killed");
  }

  static Mismatch unclaimedInterface(String name) {
    return new Mismatch(
        Kind.INTERFACE_WITHOUT_DAEMON,
        name,
        name + " is a PPP interface that no pppd of this host claims");
  }
}
