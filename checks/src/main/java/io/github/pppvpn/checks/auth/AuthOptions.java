package io.github.pppvpn.checks.auth;

import io.github.pppvpn.plugin.Arguments;
import io.github.pppvpn.plugin.Multiplier;
import io.github.pppvpn.plugin.OptionSpec;
import io.github.pppvpn.plugin.Unit;
import io.github.pppvpn.plugin.UsageException;
import java.util.List;
import java.util.Optional;

/**
 * What check_auth_failures was asked to do.
 *
 * @param windowMillis how long the window is; {@link #ALL} for everything there is
 * @param until where the window ends; now if absent
 * @param sinceLast the key under which successive runs count each event once; empty for none
 * @param logs names and globs of log files; empty, without {@code journal}, for what the host has
 * @param journal whether the journal is asked for
 * @param perSource how many addresses Prometheus is to be told by name; 0 for none
 * @param perUser how many user names, likewise
 * @param judgesFailures whether a range speaks of {@code failures}, which count whatever their time
 */
record AuthOptions(
    long windowMillis,
    Optional<UntilTime> until,
    String sinceLast,
    List<String> logs,
    boolean journal,
    int perSource,
    int perUser,
    boolean judgesFailures) {
  static final long ALL = Long.MAX_VALUE;

  private static final long MAX_WINDOW_MILLIS = 3660L * 86_400_000;
  private static final int MAX_KEY = 200;

  /** Beside syslog's: facility authpriv (pluto, charon), and the daemons' own files. */
  static final List<String> LOGS =
      List.of(
          "/var/log/auth.log",
          "/var/log/secure",
          "/var/log/accel-ppp/accel-ppp.log",
          "/var/log/freeradius/radius.log",
          "/var/log/radius/radius.log",
          "/var/log/charon.log",
          "/var/log/pluto.log",
          "/usr/local/vpnserver/server_log/vpn_*.log",
          "/opt/vpnserver/server_log/vpn_*.log",
          "/usr/local/libexec/softether/vpnserver/server_log/vpn_*.log",
          "/usr/libexec/softether/vpnserver/server_log/vpn_*.log",
          "/var/log/softether/server_log/vpn_*.log");

  static final OptionSpec WINDOW =
      OptionSpec.valued(
              OptionSpec.NO_SHORT_NAME,
              "window",
              "DURATION",
              "how far back to count, by the lines' time stamps (s, m, h, d); all counts every line"
                  + " there is, those without a stamp too")
          .withDefault("5m");
  static final OptionSpec UNTIL =
      OptionSpec.valued(
          OptionSpec.NO_SHORT_NAME,
          "until",
          "TIME",
          "where the window ends, instead of now: 2026-11-21T20:01:02Z, \"2026-11-21 20:01\" or 20:01"
              + " on the host's clocks, or @SECONDS since 1970");
  static final OptionSpec SINCE_LAST =
      OptionSpec.valued(
          OptionSpec.NO_SHORT_NAME,
          "since-last",
          "KEY",
          "count each event once over all runs with this KEY, whatever logrotate does; the first"
              + " run counts the window; give each service its own KEY");
  static final OptionSpec LOG =
      OptionSpec.valued(
              OptionSpec.NO_SHORT_NAME,
              "log",
              "FILE",
              "read this log with its rotations (.gz, .xz, .zst, .bz2 too, and where logrotate's"
                  + " olddir puts them); a glob means all logs that it matches"
                  + " (default: the syslog files, those of the VPN and RADIUS daemons, else the"
                  + " journal, else pppd's own logfile)")
          .asRepeatable();
  static final OptionSpec JOURNAL =
      OptionSpec.flag(OptionSpec.NO_SHORT_NAME, "journal", "read systemd's journal");

  static final OptionSpec PER_SOURCE =
      OptionSpec.valued(
          OptionSpec.NO_SHORT_NAME,
          "per-source",
          "N",
          "with --output prometheus: the N addresses with the most failures are labels, the rest"
              + " one (1 to 100)");
  static final OptionSpec PER_USER =
      OptionSpec.valued(
          OptionSpec.NO_SHORT_NAME,
          "per-user",
          "N",
          "with --output prometheus: likewise the N user names (1 to 100)");

  static final List<OptionSpec> TABLE =
      List.of(WINDOW, UNTIL, SINCE_LAST, LOG, JOURNAL, PER_SOURCE, PER_USER);

  static AuthOptions of(Arguments arguments) throws UsageException {
    long window = window(arguments.required(WINDOW));
    Optional<String> until = arguments.value(UNTIL);
    Optional<UntilTime> end = Optional.empty();
    if (until.isPresent()) {
      end = UntilTime.parse(until.get());
      if (end.isEmpty()) {
        throw Arguments.wrong(UNTIL, until.get(), UntilTime.WANTED);
      }
    }
    String key = arguments.value(SINCE_LAST).orElse("");
    if (arguments.has(SINCE_LAST)) {
      if (key.isBlank() || key.length() > MAX_KEY) {
        throw Arguments.wrong(SINCE_LAST, key, "a key of 1 to " + MAX_KEY + " characters");
      }
      if (end.isPresent()) {
        throw new UsageException(
            "options --since-last and --until exclude each other: what is new ends now");
      }
      if (window == ALL) {
        throw new UsageException(
            "options --since-last and --window all exclude each other: --window is what the first"
                + " run counts");
      }
    }
    for (String log : arguments.all(LOG)) {
      if (log.isBlank() || log.indexOf('\0') >= 0) {
        throw Arguments.wrong(LOG, log, "a file name or a glob");
      }
    }
    return new AuthOptions(
        window,
        end,
        key,
        arguments.all(LOG),
        arguments.has(JOURNAL),
        named(arguments, PER_SOURCE),
        named(arguments, PER_USER),
        arguments.judges(AuthMetrics.FAILURES));
  }

  private static int named(Arguments arguments, OptionSpec option) throws UsageException {
    return arguments.has(option) ? arguments.integer(option, 1, 100) : 0;
  }

  boolean isAll() {
    return windowMillis == ALL;
  }

  boolean countsSinceLast() {
    return !sinceLast.isEmpty();
  }

  /** Whether the sources are left to what the host has. */
  boolean usesDefaultLogs() {
    return logs.isEmpty() && !journal;
  }

  private static long window(String text) throws UsageException {
    if (text.equals("all")) {
      return ALL;
    }
    int digits = 0;
    boolean point = false;
    while (digits < text.length()
        && ((text.charAt(digits) >= '0' && text.charAt(digits) <= '9')
            || (text.charAt(digits) == '.' && !point))) {
      point |= text.charAt(digits) == '.';
      digits++;
    }
    String number = text.substring(0, digits);
    Optional<Multiplier> unit = Unit.SECONDS.multiplier(text.substring(digits));
    double millis = 0;
    if (digits > 0 && digits <= 15 && unit.isPresent() && number.charAt(digits - 1) != '.') {
      millis = unit.get().times(number) * 1000;
    }
    if (millis < 1000 || millis > MAX_WINDOW_MILLIS) {
      throw Arguments.wrong(
          WINDOW, text, "a duration of 1 s to 3660 d (90s, 5m, 2h, 1d) or the word all");
    }
    return Math.round(millis);
  }
}
