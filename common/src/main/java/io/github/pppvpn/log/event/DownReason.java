package io.github.pppvpn.log.event;

/** Why a session ended. */
public enum DownReason {
  PEER,
  HANGUP,
  SIGNAL,
  DEAD_PEER,
  IDLE,
  SESSION_TIMEOUT,
  TRAFFIC_LIMIT,
  ECHO_TIMEOUT,
  ACCOUNTING_LOST,
  AUTH_FAILED,
  UNKNOWN
}
