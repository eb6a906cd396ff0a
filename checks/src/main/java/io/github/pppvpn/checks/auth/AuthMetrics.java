package io.github.pppvpn.checks.auth;

import io.github.pppvpn.plugin.MetricSpec;
import io.github.pppvpn.plugin.SeriesSpec;
import io.github.pppvpn.plugin.Unit;
import java.util.List;

/** The metrics of check_auth_failures. */
final class AuthMetrics {
  private static final String ONCE = "the state counts each event once, with --since-last";
  private static final String SPAN = "of the window, or of the time since the last run";

  static final SeriesSpec FAILED =
      total("auth_failures", "Failed logins, one for each attempt.", "method", "reason");
  static final SeriesSpec FAILED_NOW =
      span("auth_window_failures", "Failed logins in the window.", "method", "reason");
  static final SeriesSpec SUCCEEDED = total("auth_successes", "Logins that succeeded.");
  static final SeriesSpec SUCCEEDED_NOW =
      span("auth_window_successes", "Logins in the window that succeeded.");
  static final SeriesSpec WORST_SOURCE =
      span("auth_worst_source_failures", "Failed logins from the address with the most.");
  static final SeriesSpec BY_SOURCE =
      span(
          "auth_source_failures",
          "Failed logins from an address; with --per-source, those with the most and other.",
          "source");
  static final SeriesSpec WORST_USER =
      span("auth_worst_user_failures", "Failed logins of the user name with the most.");
  static final SeriesSpec BY_USER =
      span(
          "auth_user_failures",
          "Failed logins of a user name; with --per-user, those with the most and other.",
          "user");
  static final SeriesSpec RADIUS_SILENT =
      total("radius_timeouts", "Requests that a RADIUS server did not answer.");
  static final SeriesSpec RADIUS_SILENT_NOW =
      span("radius_window_timeouts", "Requests in the window that a RADIUS server did not answer.");
  static final SeriesSpec RADIUS_WRONG =
      total("radius_errors", "What else went wrong with RADIUS.");
  static final SeriesSpec RADIUS_WRONG_NOW =
      span("radius_window_errors", "What else went wrong with RADIUS in the window.");
  static final SeriesSpec IKE = total("ike_failures", "IPsec key exchanges that failed.", "reason");
  static final SeriesSpec IKE_NOW =
      span("ike_window_failures", "IPsec key exchanges in the window that failed.", "reason");
  static final SeriesSpec PHASE =
      total(
          "negotiation_failures",
          "Links that came to nothing, by what was not agreed on.",
          "phase");
  static final SeriesSpec PHASE_NOW =
      span(
          "negotiation_window_failures",
          "Links in the window that came to nothing, by what was not agreed on.",
          "phase");

  static final MetricSpec FAILURES_PER_MINUTE =
      MetricSpec.of(
              "failures_per_minute",
              Unit.NONE,
              "failed logins in the worst 60 s of the window; those that lack a time stamp are left"
                  + " out")
          .withDefaults("10", "50")
          .as("pppvpn_auth_worst_minute_failures");
  static final MetricSpec FAILURES =
      count("failures", "failed logins, one for each attempt, whatever the cause")
          .in(FAILED, FAILED_NOW);
  static final MetricSpec PAP = count("pap", "of these by PAP").in(FAILED, FAILED_NOW);
  static final MetricSpec CHAP =
      count("chap", "by CHAP, MS-CHAP or MS-CHAPv2").in(FAILED, FAILED_NOW);
  static final MetricSpec EAP = count("eap", "by EAP").in(FAILED, FAILED_NOW);
  static final MetricSpec UNKNOWN_USER =
      count("unknown_user", "failed logins of which the log says that there is no such user")
          .in(FAILED, FAILED_NOW);
  static final MetricSpec REFUSED =
      count("refused", "failed logins in which the peer would not authenticate")
          .in(FAILED, FAILED_NOW);
  static final MetricSpec SUCCESSES =
      count("successes", "logins that succeeded").in(SUCCEEDED, SUCCEEDED_NOW);
  static final MetricSpec FAILURE_RATIO =
      MetricSpec.of(
              "failure_ratio",
              Unit.PERCENT,
              "failed logins of all; left out while there were none of either")
          .as("pppvpn_auth_failure_ratio");
  static final MetricSpec SOURCE_FAILURES =
      count("source_failures", "failed logins from the address with the most")
          .in(WORST_SOURCE, BY_SOURCE);
  static final MetricSpec USER_FAILURES =
      count("user_failures", "failed logins of the user name with the most")
          .in(WORST_USER, BY_USER);
  static final MetricSpec USERS_PER_SOURCE =
      count("users_per_source", "the most user names that failed from one address (spraying)")
          .as("pppvpn_auth_worst_source_users");
  static final MetricSpec SOURCES_PER_USER =
      count("sources_per_user", "the most addresses that failed with one user name (stuffing)")
          .as("pppvpn_auth_worst_user_sources");
  static final MetricSpec RADIUS_TIMEOUTS =
      count("radius_timeouts", "requests that a RADIUS server did not answer, accounting too")
          .in(RADIUS_SILENT, RADIUS_SILENT_NOW);
  static final MetricSpec RADIUS_ERRORS =
      count("radius_errors", "what else went wrong with RADIUS").in(RADIUS_WRONG, RADIUS_WRONG_NOW);
  static final MetricSpec IKE_FAILURES =
      count("ike_failures", "IPsec key exchanges that failed, once for each peer and IKE SA")
          .in(IKE, IKE_NOW);
  static final MetricSpec MPPE_FAILURES =
      count("mppe_failures", "links that could not agree on MPPE encryption").in(PHASE, PHASE_NOW);
  static final MetricSpec LCP_TIMEOUTS =
      count("lcp_timeouts", "links on which no LCP answer came, mostly for want of GRE or ESP")
          .in(PHASE, PHASE_NOW);
  static final MetricSpec IPCP_FAILURES =
      count("ipcp_failures", "links that could not agree on IP addresses").in(PHASE, PHASE_NOW);

  static final List<MetricSpec> TABLE =
      List.of(
          FAILURES_PER_MINUTE,
          FAILURES,
          PAP,
          CHAP,
          EAP,
          UNKNOWN_USER,
          REFUSED,
          SUCCESSES,
          FAILURE_RATIO,
          SOURCE_FAILURES,
          USER_FAILURES,
          USERS_PER_SOURCE,
          SOURCES_PER_USER,
          RADIUS_TIMEOUTS,
          RADIUS_ERRORS,
          IKE_FAILURES,
          MPPE_FAILURES,
          LCP_TIMEOUTS,
          IPCP_FAILURES);

  private AuthMetrics() {}

  private static SeriesSpec total(String name, String help, String... labels) {
    return SeriesSpec.counter("pppvpn_" + name + "_total", help, labels).because(ONCE);
  }

  private static SeriesSpec span(String name, String help, String... labels) {
    return SeriesSpec.gauge("pppvpn_" + name, help, labels).because(SPAN);
  }

  private static MetricSpec count(String name, String help) {
    return MetricSpec.of(name, Unit.NONE, help);
  }
}
