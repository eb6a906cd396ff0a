package io.github.pppvpn.services;

/** Where a service's command runs. */
public enum Place {
  /** On the VPN server itself: by an agent, NRPE or ssh. */
  SERVER,
  /** On every vantage point from which clients may come: the way over the network is judged too. */
  VANTAGE_POINT
}
