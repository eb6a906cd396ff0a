package io.github.pppvpn.checks.gre;

import io.github.pppvpn.plugin.CannotCheckException;

/** The one privilege that GRE needs, and how to grant it. */
final class Privilege {
  static final String NEXT_STEP =
      "Start it through sudo (nagios ALL=(root) NOPASSWD: /usr/lib/nagios/plugins/check_gre_probe),"
          + " or give the service that starts it AmbientCapabilities=CAP_NET_RAW (systemctl edit"
          + " nagios-nrpe-server or icinga2). setcap on java itself would give it to every Java"
          + " program of this host.";

  private Privilege() {}

  static CannotCheckException missing() {
    return new CannotCheckException(
        "GRE can only be sent, received or captured with the capability CAP_NET_RAW, which this"
            + " process does not have; nothing was sent",
        NEXT_STEP);
  }
}
