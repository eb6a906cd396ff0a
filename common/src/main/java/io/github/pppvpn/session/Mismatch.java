package io.github.pppvpn.session;

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
}
