package io.github.pppvpn.log.dialect;

/** The daemons whose lines are understood. */
public enum Daemon {
  PPPD,
  PPTPD,
  /** The client of calls that this host makes. */
  PPTP,
  XL2TPD,
  ACCEL_PPP,
  FREERADIUS,
  CHARON,
  PLUTO,
  SOFTETHER
}
