package io.github.pppvpn.plugin;

import java.util.List;

/** The options that every command has. */
public final class StandardOptions {
  public static final OptionSpec HELP =
      OptionSpec.flag('h', "help", "show this help and exit with 3");
  public static final OptionSpec VERSION =
      OptionSpec.flag('V', "version", "show the version and exit with 3");
  public static final OptionSpec VERBOSE =
      OptionSpec.flag(
              'v',
              "verbose",
              "more lines: -v what was looked at, -vv how each metric was judged, -vvv the wire"
                  + " exchange or the log lines that counted")
          .asRepeatable();
  public static final OptionSpec TIMEOUT =
      OptionSpec.valued(
              't',
              "timeout",
              "SECONDS[:STATE]",
              "deadline of the whole run; STATE (a name or 0-3, default UNKNOWN) is what a run that"
                  + " itself cannot finish gives")
          .withDefault("10");
  public static final OptionSpec WARNING =
      OptionSpec.valued(
              'w',
              "warning",
              "[METRIC=]RANGE[,...]",
              "warning ranges; without METRIC= the range is for the first metric below")
          .asRepeatable();
  public static final OptionSpec CRITICAL =
      OptionSpec.valued(
              'c', "critical", "[METRIC=]RANGE[,...]", "critical ranges, in the same form")
          .asRepeatable();
  public static final OptionSpec OUTPUT =
      OptionSpec.valued(
              OptionSpec.NO_SHORT_NAME,
              "output",
              "FORM",
              "what standard output holds: text, json or prometheus")
          .withDefault("text");
  public static final OptionSpec ROOT =
      OptionSpec.valued(
              OptionSpec.NO_SHORT_NAME,
              "root",
              "DIR",
              "read the host's files below DIR: a container's view of its host, a recorded host")
          .withDefault("/");
  public static final OptionSpec STATE_DIR =
      OptionSpec.valued(
          OptionSpec.NO_SHORT_NAME,
          "state-dir",
          "DIR",
          "where state is kept, for the options that keep any (default: $MP_STATE_PATH, else"
              + " $NAGIOS_PLUGIN_STATE_DIRECTORY, else /var/lib/ppp-vpn-checks)");
  public static final OptionSpec PRIVACY =
      OptionSpec.valued(
              OptionSpec.NO_SHORT_NAME,
              "privacy",
              "LEVEL",
              "user names and peer addresses in the output: none hides nothing, mask shortens them,"
                  + " hide leaves them out")
          .withDefault("none");
  public static final OptionSpec EXTRA_OPTS =
      OptionSpec.valued(
              OptionSpec.NO_SHORT_NAME,
              "extra-opts",
              "[SECTION][@FILE]",
              "options from an ini file, as in monitoring-plugins; the command line overrides them")
          .asRepeatable()
          .withOptionalValue();

  /** All of them, in the order of the help. */
  public static final List<OptionSpec> ALL =
      List.of(
          WARNING,
          CRITICAL,
          TIMEOUT,
          OUTPUT,
          ROOT,
          STATE_DIR,
          PRIVACY,
          EXTRA_OPTS,
          VERBOSE,
          HELP,
          VERSION);

  private StandardOptions() {}
}
