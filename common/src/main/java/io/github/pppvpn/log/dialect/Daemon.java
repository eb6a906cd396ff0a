package io.github.pppvpn.log.dialect;

/** The daemons whose lines are understood. */
public enum Daemon {
  PPPD,
  PPTPD,
  XL2TPD,
  ACCEL_PPP,
  FREERADIUS,
  CHARON,
  PLUTO,
  SOFTETHER
}
