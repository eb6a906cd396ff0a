package io.github.pppvpn.checks.pppd;

import io.github.pppvpn.plugin.MetricSpec;
import io.github.pppvpn.plugin.Unit;
import java.util.List;
import java.util.OptionalDouble;

/** The metrics of check_pppd. */
final class PppdMetrics {
  static final MetricSpec RESTARTS =
      MetricSpec.of(
          "restarts",
          Unit.NONE,
          "how often the daemons were started again in the window, all together; their start with"
              + " the host is none");
  static final MetricSpec PROCS =
      MetricSpec.family("NAME", "_procs", Unit.NONE, "processes of the daemon itself");
  static final MetricSpec UPTIME =
      MetricSpec.family("NAME", "_uptime", Unit.SECONDS, "since the daemon's youngest start");
  static final MetricSpec RSS =
      MetricSpec.family(
          "NAME", "_rss", Unit.BYTES, "its resident memory, pptpd's with its pptpctrl's");
  static final MetricSpec CPU =
      MetricSpec.family(
              "NAME",
              "_cpu",
              Unit.PERCENT,
              "its processor time since an earlier run, pptpd's with its pptpctrl's; 100 is one"
                  + " processor")
          .within(OptionalDouble.of(0), OptionalDouble.empty());
  static final MetricSpec PPPD_PROCS =
      MetricSpec.of("pppd_procs", Unit.NONE, "pppd processes, dial-out ones too");
  static final MetricSpec PPPD_ORPHANS =
      MetricSpec.of(
          "pppd_orphans",
          Unit.NONE,
          "pppds of this server that no VPN daemon is above any more, or that have no interface;"
              + " dial-out ones are none");
  static final MetricSpec PPPD_ZOMBIES =
      MetricSpec.of("pppd_zombies", Unit.NONE, "pppds that have ended and are not collected");
  static final MetricSpec CRASHES =
      MetricSpec.of(
          "crashes",
          Unit.NONE,
          "fatal signals of daemons and pppds in the log, in the window: in their own words,"
              + " the kernel's or systemd's");
  static final MetricSpec RX_ERRORS = rate("rx_errors", "receive errors");
  static final MetricSpec TX_ERRORS = rate("tx_errors", "transmit errors");
  static final MetricSpec RX_DROPPED = rate("rx_dropped", "received packets dropped");
  static final MetricSpec TX_DROPPED = rate("tx_dropped", "packets to send dropped");

  static final List<MetricSpec> TABLE =
      List.of(
          RESTARTS,
          PPPD_PROCS,
          PPPD_ORPHANS,
          PPPD_ZOMBIES,
          CRASHES,
          RX_ERRORS,
          TX_ERRORS,
          RX_DROPPED,
          TX_DROPPED,
          PROCS,
          UPTIME,
          RSS,
          CPU);

  private PppdMetrics() {}

  private static MetricSpec rate(String name, String what) {
    return MetricSpec.of(
        name,
        Unit.NONE,
        what + " a minute, on the PPP interfaces and that of -i, since an earlier run");
  }
}
