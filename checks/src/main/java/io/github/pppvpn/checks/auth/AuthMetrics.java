package io.github.pppvpn.checks.auth;

import io.github.pppvpn.plugin.MetricSpec;
import io.github.pppvpn.plugin.Unit;
import java.util.List;

/** The metrics of check_auth_failures. */
final class AuthMetrics {
  static final MetricSpec FAILURES_PER_MINUTE =
      MetricSpec.of(
              "failures_per_minute",
              Unit.NONE,
              "failed logins in the worst 60 s of the window; those that lack a time stamp are left"
                  + " out")
          .withDefaults("10", "50");
  static final MetricSpec FAILURES =
      count("failures", "failed logins, one for each attempt, whatever the cause");
  static final MetricSpec PAP = count("pap", "of these by PAP");
  static final MetricSpec CHAP = count("chap", "by CHAP, MS-CHAP or MS-CHAPv2");
  static final MetricSpec EAP = count("eap", "by EAP");
  static final MetricSpec UNKNOWN_USER =
      count("unknown_user", "failed logins of which the log says that there is no such user");
  static final MetricSpec REFUSED =
      count("refused", "failed logins in which the peer would not authenticate");
  static final MetricSpec SUCCESSES = count("successes", "logins that succeeded");
  static final MetricSpec FAILURE_RATIO =
      MetricSpec.of(
          "failure_ratio",
          Unit.PERCENT,
          "failed logins of all; left out while there were none of either");
  static final MetricSpec SOURCE_FAILURES =
      count("source_failures", "failed logins from the address with the most");
  static final MetricSpec USER_FAILURES =
      count("user_failures", "failed logins of the user name with the most");
  static final MetricSpec USERS_PER_SOURCE =
      count("users_per_source", "the most user names that failed from one address (spraying)");
  static final MetricSpec SOURCES_PER_USER =
      count("sources_per_user", "the most addresses that failed with one user name (stuffing)");
  static final MetricSpec RADIUS_TIMEOUTS =
      count("radius_timeouts", "requests that a RADIUS server did not answer, accounting too");
  static final MetricSpec RADIUS_ERRORS =
      count("radius_errors", "what else went wrong with RADIUS");
  static final MetricSpec IKE_FAILURES =
      count("ike_failures", "IPsec key exchanges that failed, once for each peer and IKE SA");
  static final MetricSpec MPPE_FAILURES =
      count("mppe_failures", "links that could not agree on MPPE encryption");
  static final MetricSpec LCP_TIMEOUTS =
      count("lcp_timeouts", "links on which no LCP answer came, mostly for want of GRE or ESP");
  static final MetricSpec IPCP_FAILURES =
      count("ipcp_failures", "links that could not agree on IP addresses");

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

  private static MetricSpec count(String name, String help) {
    return MetricSpec.of(name, Unit.NONE, help);
  }
}
