package io.github.pppvpn.log.event;

/** Why a login failed, as far as the lines tell. */
public enum FailureReason {
  /** The user is known, or nothing says otherwise. */
  BAD_PASSWORD,
  UNKNOWN_USER,
  /** The peer would not authenticate. */
  REFUSED,
  /** Not this user, not from there, or not now, though the password may be right. */
  NOT_ALLOWED,
  /** The RADIUS server did not answer: an outage, not a wrong password. */
  RADIUS_TIMEOUT,
  /** The RADIUS server's answer was of no use. */
  RADIUS_ERROR
}
