package io.github.pppvpn.log.dialect;

/** What a message says. Where the daemons' words matter: see the class of the daemon's dialect. */
public enum Kind {
  /** Nothing that is known. */
  UNKNOWN(false),
  /** Known, and of no consequence. */
  IGNORED(false),

  /** A login failed: the line that counts. User, method. */
  AUTH_FAILED(true),
  /** The peer would not authenticate at all: counts. */
  AUTH_REFUSED(true),
  /** The password was right, a later check was not: counts. User, method. */
  AUTH_NOT_PERMITTED(true),
  /** The line before a failure says that there is no such user. User where shown. */
  DETAIL_UNKNOWN_USER(true),
  /** The line before a failure says that the user may not come in. User where shown. */
  DETAIL_NOT_ALLOWED(true),
  /** The peer may not call from there; often the process's only line. Address. */
  NUMBER_REFUSED(true),
  /** Another line that belongs to a failure. */
  DETAIL(true),
  /** The peer said over EAP who it is; proves nothing. User. */
  EAP_IDENTITY(true),
  /** The peer never answered. Method. */
  AUTH_TIMED_OUT(true),
  /** A login succeeded. User, method. */
  AUTH_OK(true),
  /** A line that goes with a success. User. */
  AUTH_OK_DETAIL(true),
  /** This host is the client of a call of its own. */
  CLIENT_SIDE(false),
  /** As before, but a peer of ours can provoke the line. */
  CLIENT_SIDE_REPORT(true),

  /** A RADIUS server did not answer. Text: the server; number: its port, or -1. */
  RADIUS_TIMEOUT(true),
  /** RADIUS went wrong otherwise. */
  RADIUS_ERROR(true),

  /** A pppd began. Text: its version. */
  PROCESS_STARTED(false),
  /** A pppd ended. */
  PROCESS_EXIT(false),
  /** A pppd got a unit. Text: the interface. */
  INTERFACE(false),
  /** A link came up. Text: the interface; address: the peer where shown. */
  LINK_UP(false),
  /** A link ended that LCP had reached. */
  LINK_DOWN(false),
  /** Authentication is over, successfully if any was asked for. Address: the peer. */
  NETWORK_PHASE(false),
  /** A session has addresses. Address: the client's inner one. */
  SESSION_UP(false),
  /** A session ended. */
  SESSION_DOWN(false),
  /** Text: the interface; user; address: the peer (outer). */
  USER_ON_INTERFACE(false),
  /** An address was given out. Address, user, text: the pool. */
  ADDRESS_ASSIGNED(false),
  /** Number: tenths of a minute. */
  CONNECT_TIME(false),
  /** Number: bytes sent; second number: received. */
  TRAFFIC(false),

  TERMINATED_BY_PEER(false),
  HANGUP(false),
  /** Number: the signal. */
  TERMINATED_BY_SIGNAL(false),
  DEAD_PEER(false),
  IDLE_TIMEOUT(false),
  SESSION_TIMEOUT(false),
  TRAFFIC_LIMIT(false),
  ECHO_TIMEOUT(false),
  ACCOUNTING_LOST(false),

  /** Text: LCP, IPCP, CCP, IPV6CP. */
  NEGOTIATION_TIMEOUT(true),
  MPPE_FAILED(true),
  MPPE_UP(false),
  IPCP_FAILED(true),
  LOOPED_BACK(true),
  /** Number: the signal. */
  CRASHED(true),

  DAEMON_STARTED(true),
  DAEMON_STOPPED(true),
  DAEMON_FAILED(true),
  POOL_EXHAUSTED(true),
  /** Number: how many the pool holds. */
  POOL_SIZE(false),
  /** Someone is over a limit that was set. User where shown. */
  LIMIT(true),

  /** A PPTP control connection came. Address: the peer. */
  CONTROL_UP(false),
  /** It went. Address: the peer where shown. */
  CONTROL_DOWN(false),
  /** pptpd is about to start a pppd. */
  CALL_STARTING(false),
  /** Number: the pid of the pppd that pptpd waits for. */
  CALL_REAPED(false),
  /** The control connection broke. */
  CONTROL_LOST(true),
  /** The pppd ended before the call was cleared. */
  PPPD_ENDED_FIRST(false),
  GRE_ERROR(true),
  PROTOCOL_ERROR(true),
  /** Connections of those who do not speak PPTP. */
  PROBE(true),

  /** Address, number: port. */
  TUNNEL_UP(false),
  /** This host dials out. */
  TUNNEL_UP_CLIENT(false),
  /** Address, number: the pid of the pppd or -1. */
  CALL_UP(false),
  /** This host dials out. */
  CALL_UP_CLIENT(false),
  TUNNEL_DOWN(false),
  CALL_DOWN(false),
  /** Number: call; second number: pppd's exit status. */
  PPPD_STATUS(false),
  TUNNEL_TIMEOUT(true),
  TUNNEL_DENIED(true),
  TUNNEL_AUTH_FAILED(true),

  /** Address: whom the next messages of this thread speak of. */
  IKE_PACKET(false),
  IKE_STARTED(false),
  IKE_UP(false),
  IKE_DOWN(false),
  IPSEC_UP(false),
  /** The pre-shared keys differ, or a signature is wrong. */
  IKE_AUTH_FAILED(true),
  /** As before; the user of XAuth. */
  IKE_XAUTH_FAILED(true),
  /** Nothing is configured for the peer. */
  IKE_NO_CONFIG(true),
  /** Phase 2 does not fit. */
  IKE_CHILD_FAILED(true),
  /** The peer fell silent. */
  IKE_TIMEOUT(true),
  /** A line that goes with a failure. */
  IKE_DETAIL(true);

  private final boolean evidence;

  Kind(boolean evidence) {
    this.evidence = evidence;
  }

  /** Whether a person who looks into an event wants to see the line itself. */
  public boolean evidence() {
    return evidence;
  }
}
