package io.github.pppvpn.plugin;

import java.util.Optional;

/**
 * The standard options of one run, read.
 *
 * @param timeoutNanos how long the whole run may take
 * @param timeoutText the same as the user wrote it, in seconds
 * @param timeoutState what a run gives that cannot finish
 * @param form what standard output holds
 * @param root the folder below which the host's files are read
 * @param stateDir where state is kept; empty if the option was not given
 * @param privacy how people are shown
 * @param verbosity the number of {@code -v}, 0 to 3
 */
record RunSettings(
    long timeoutNanos,
    String timeoutText,
    State timeoutState,
    OutputForm form,
    String root,
    String stateDir,
    Privacy privacy,
    int verbosity) {

  private static final int MAX_TIMEOUT_SECONDS = 3600;

  static RunSettings of(Arguments arguments) throws UsageException {
    String timeout = arguments.required(StandardOptions.TIMEOUT);
    int colon = timeout.indexOf(':');
    String seconds = colon < 0 ? timeout : timeout.substring(0, colon);
    return new RunSettings(
        timeoutNanos(seconds, timeout),
        seconds,
        colon < 0 ? State.UNKNOWN : timeoutState(timeout.substring(colon + 1), timeout),
        form(arguments),
        arguments.required(StandardOptions.ROOT),
        arguments.value(StandardOptions.STATE_DIR).orElse(""),
        privacy(arguments),
        Math.min(3, arguments.count(StandardOptions.VERBOSE)));
  }

  private static long timeoutNanos(String seconds, String timeout) throws UsageException {
    double value = 0;
    if (!seconds.isEmpty() && seconds.length() <= 12 && isDecimal(seconds)) {
      value = Double.parseDouble(seconds);
    }
    if (value < 0.1 || value > MAX_TIMEOUT_SECONDS) {
      throw Arguments.wrong(
          StandardOptions.TIMEOUT,
          timeout,
          "SECONDS[:STATE] with 0.1 to " + MAX_TIMEOUT_SECONDS + " seconds");
    }
    return (long) (value * 1e9);
  }

  private static boolean isDecimal(String text) {
    int points = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      points += c == '.' ? 1 : 0;
      if ((c < '0' || c > '9') && c != '.') {
        return false;
      }
    }
    return points == 0 || (points == 1 && text.length() > 1);
  }

  private static State timeoutState(String name, String timeout) throws UsageException {
    Optional<State> state = State.named(name);
    if (state.isPresent()) {
      return state.get();
    }
    throw Arguments.wrong(
        StandardOptions.TIMEOUT,
        timeout,
        "SECONDS[:STATE] with OK, WARNING, CRITICAL, UNKNOWN or 0 to 3 as STATE");
  }

  private static OutputForm form(Arguments arguments) throws UsageException {
    String form = arguments.required(StandardOptions.OUTPUT);
    Optional<OutputForm> known = OutputForm.of(form);
    if (known.isEmpty()) {
      throw Arguments.wrong(StandardOptions.OUTPUT, form, "text, json or prometheus");
    }
    return known.get();
  }

  private static Privacy privacy(Arguments arguments) throws UsageException {
    String name = arguments.required(StandardOptions.PRIVACY);
    return switch (name) {
      case "none" -> Privacy.NONE;
      case "mask" -> Privacy.MASK;
      case "hide" -> Privacy.HIDE;
      default -> throw Arguments.wrong(StandardOptions.PRIVACY, name, "none, mask or hide");
    };
  }
}
