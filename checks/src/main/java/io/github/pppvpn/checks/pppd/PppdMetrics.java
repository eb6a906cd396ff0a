package io.github.pppvpn.checks.pppd;

import io.github.pppvpn.plugin.MetricSpec;
import io.github.pppvpn.plugin.SeriesSpec;
import io.github.pppvpn.plugin.Unit;
import java.util.List;
import java.util.OptionalDouble;

/** The metrics of check_pppd. */
final class PppdMetrics {
  static final SeriesSpec DAEMON_RESTARTS =
      SeriesSpec.gauge(
              "pppvpn_daemon_restarts",
              "How often the daemon was started again within the check's window.",
              "daemon")
          .because("they leave the window again; changes of the uptime count without a window");
  static final SeriesSpec REQUIRED =
      SeriesSpec.gauge(
          "pppvpn_daemon_required",
          "1 for a daemon that must run, 0 for one that may be down.",
          "daemon");
  static final SeriesSpec RECEIVE_ERRORS =
      errors("receive_errors", "Receive errors of the PPP interfaces and that of -i.");
  static final SeriesSpec TRANSMIT_ERRORS =
      errors("transmit_errors", "Transmit errors of the PPP interfaces and that of -i.");
  static final SeriesSpec RECEIVE_DROPPED =
      errors("receive_dropped", "Received packets dropped on the PPP interfaces and that of -i.");
  static final SeriesSpec TRANSMIT_DROPPED =
      errors("transmit_dropped", "Packets to send dropped on the PPP interfaces and that of -i.");

  static final MetricSpec RESTARTS =
      MetricSpec.of(
              "restarts",
              Unit.NONE,
              "how often the daemons were started again in the window, all together; their start with"
                  + " the host is none")
          .in(DAEMON_RESTARTS);
  static final MetricSpec PROCS =
      MetricSpec.family("NAME", "_procs", Unit.NONE, "processes of the daemon itself")
          .as("pppvpn_daemon_processes", "daemon");
  static final MetricSpec UPTIME =
      MetricSpec.family("NAME", "_uptime", Unit.SECONDS, "since the daemon's youngest start")
          .as("pppvpn_daemon_uptime_seconds", "daemon");
  static final MetricSpec RSS =
      MetricSpec.family(
              "NAME", "_rss", Unit.BYTES, "its resident memory, pptpd's with its pptpctrl's")
          .as("pppvpn_daemon_resident_memory_bytes", "daemon");
  static final MetricSpec CPU =
      MetricSpec.family(
              "NAME",
              "_cpu",
              Unit.PERCENT,
              "its processor time since an earlier run, pptpd's with its pptpctrl's; 100 is one"
                  + " processor")
          .within(OptionalDouble.of(0), OptionalDouble.empty())
          .as("pppvpn_daemon_cpu_ratio", "daemon");
  static final MetricSpec PPPD_PROCS =
      MetricSpec.of("pppd_procs", Unit.NONE, "pppd processes, dial-out ones too")
          .as("pppvpn_pppd_processes");
  static final MetricSpec PPPD_ORPHANS =
      MetricSpec.of(
              "pppd_orphans",
              Unit.NONE,
              "pppds of this server that no VPN daemon is above any more, or that have no interface;"
                  + " dial-out ones are none")
          .as("pppvpn_pppd_orphans");
  static final MetricSpec PPPD_ZOMBIES =
      MetricSpec.of("pppd_zombies", Unit.NONE, "pppds that have ended and are not collected")
          .as("pppvpn_pppd_zombies");
  static final MetricSpec CRASHES =
      MetricSpec.of(
              "crashes",
              Unit.NONE,
              "fatal signals of daemons and pppds in the log, in the window: in their own words,"
                  + " the kernel's or systemd's")
          .as("pppvpn_daemon_crashes");
  static final MetricSpec RX_ERRORS = rate("rx_errors", "receive errors").in(RECEIVE_ERRORS);
  static final MetricSpec TX_ERRORS = rate("tx_errors", "transmit errors").in(TRANSMIT_ERRORS);
  static final MetricSpec RX_DROPPED =
      rate("rx_dropped", "received packets dropped").in(RECEIVE_DROPPED);
  static final MetricSpec TX_DROPPED =
      rate("tx_dropped", "packets to send dropped").in(TRANSMIT_DROPPED);

  /** What only a comparison with an earlier run tells. */
  static final List<MetricSpec> RATES = List.of(CPU, RX_ERRORS, TX_ERRORS, RX_DROPPED, TX_DROPPED);

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

  private static SeriesSpec errors(String what, String help) {
    return SeriesSpec.counter("pppvpn_interface_" + what + "_total", help)
        .because("the state adds up what each run finds new, over interfaces and reboots");
  }

  private static MetricSpec rate(String name, String what) {
    return MetricSpec.of(
        name,
        Unit.NONE,
        what + " a minute, on the PPP interfaces and that of -i, since an earlier run");
  }
}
