package io.github.pppvpn.checks.gre;

import io.github.pppvpn.checks.net.ServerOptions;
import io.github.pppvpn.plugin.Arguments;
import io.github.pppvpn.plugin.Multiplier;
import io.github.pppvpn.plugin.OptionSpec;
import io.github.pppvpn.plugin.Unit;
import io.github.pppvpn.plugin.UsageException;
import java.util.List;
import java.util.Optional;

/**
 * What check_gre_probe was asked to do.
 *
 * @param host a name or an address in text form; with {@code passive} the one peer that counts,
 *     empty for all
 * @param port 1 to 65535
 * @param source the local address in text form; empty for the kernel's choice
 * @param count echoes to send
 * @param intervalNanos between two of them
 * @param size of an echo's IP packet, bytes
 * @param pathMtu whether to look for the path MTU
 * @param capture the file for the exchange; empty for none
 * @param passive whether only to look at what passes an interface
 * @param iface that interface
 * @param durationNanos how long to look
 */
record GreOptions(
    String host,
    int port,
    String source,
    int count,
    long intervalNanos,
    int size,
    boolean pathMtu,
    String capture,
    boolean passive,
    String iface,
    long durationNanos) {
  private static final long SECOND = 1_000_000_000;

  /** pppd waits 30 s for an authentication that never comes. */
  private static final long LONGEST_NANOS = 20 * SECOND;

  private static final int LARGEST = 1500;

  static final OptionSpec HOST =
      OptionSpec.valued(
              'H', "hostname", "HOST", "name or address of the server; needed without --passive")
          .asLabel("target");
  static final OptionSpec PORT =
      OptionSpec.valued('p', "port", "PORT", "TCP port of the control connection")
          .withDefault("1723");
  static final OptionSpec COUNT =
      OptionSpec.valued('n', "count", "COUNT", "echoes to send over GRE, 1 to 100")
          .withDefault("5");
  static final OptionSpec INTERVAL =
      OptionSpec.valued(
              OptionSpec.NO_SHORT_NAME, "interval", "TIME", "between two echoes, 10ms to 10s")
          .withDefault("200ms");
  static final OptionSpec SIZE =
      OptionSpec.valued(
              OptionSpec.NO_SHORT_NAME,
              "size",
              "BYTES",
              "of an echo's whole IP packet, " + EchoSizes.SMALLEST + " to " + LARGEST)
          .withDefault("84");
  static final OptionSpec PATH_MTU =
      OptionSpec.flag(
          OptionSpec.NO_SHORT_NAME,
          "path-mtu",
          "find the largest packet that passes unfragmented both ways (path_mtu)");
  static final OptionSpec SOURCE =
      OptionSpec.valued(
          OptionSpec.NO_SHORT_NAME, "source", "ADDR", "probe from this address of this host");
  static final OptionSpec CAPTURE =
      OptionSpec.valued(
          OptionSpec.NO_SHORT_NAME,
          "capture",
          "FILE",
          "write the exchange to this new file, for tcpdump and Wireshark");
  static final OptionSpec PASSIVE =
      OptionSpec.flag(
          OptionSpec.NO_SHORT_NAME,
          "passive",
          "send nothing, count the GRE that passes an interface (-i)");
  static final OptionSpec INTERFACE =
      OptionSpec.valued(
          'i', "interface", "IFACE", "interface to look at with --passive; any for all of them");
  static final OptionSpec DURATION =
      OptionSpec.valued(
              OptionSpec.NO_SHORT_NAME,
              "duration",
              "TIME",
              "how long to look with --passive; below --timeout")
          .withDefault("5s");

  static final List<OptionSpec> TABLE =
      List.of(
          HOST, PORT, COUNT, INTERVAL, SIZE, PATH_MTU, SOURCE, CAPTURE, PASSIVE, INTERFACE,
          DURATION);

  static GreOptions of(Arguments arguments) throws UsageException {
    boolean passive = arguments.has(PASSIVE);
    String host = passive ? arguments.value(HOST).orElse("") : arguments.required(HOST);
    if (!passive) {
      ServerOptions.requireAlone(host);
    }
    if (passive) {
      for (OptionSpec other : List.of(COUNT, INTERVAL, SIZE, PATH_MTU, SOURCE, CAPTURE)) {
        if (arguments.has(other)) {
          throw ServerOptions.exclude(PASSIVE, other);
        }
      }
      arguments.required(INTERFACE);
    } else if (arguments.has(INTERFACE) || arguments.has(DURATION)) {
      throw new UsageException(
          "options " + INTERFACE.shown() + " and " + DURATION.shown() + " need " + PASSIVE.shown());
    }
    int count = arguments.integer(COUNT, 1, 100);
    long interval = nanos(arguments, INTERVAL, SECOND / 100, 10 * SECOND);
    if (count * interval > LONGEST_NANOS) {
      throw new UsageException(
          COUNT.shown()
              + " times "
              + INTERVAL.shown()
              + " is more than 20 s, and a server waits only 30 s for the login that a probe never"
              + " makes");
    }
    return new GreOptions(
        host,
        ServerOptions.port(arguments, PORT),
        arguments.value(SOURCE).orElse(""),
        count,
        interval,
        arguments.integer(SIZE, EchoSizes.SMALLEST, LARGEST),
        arguments.has(PATH_MTU),
        arguments.value(CAPTURE).orElse(""),
        passive,
        arguments.value(INTERFACE).orElse(""),
        nanos(arguments, DURATION, SECOND / 10, 3600 * SECOND));
  }

  /** The largest packet to try. */
  int largest() {
    return LARGEST;
  }

  /** A time like {@code 200ms}; seconds without a suffix. */
  private static long nanos(Arguments arguments, OptionSpec option, long min, long max)
      throws UsageException {
    String text = arguments.required(option);
    int digits = 0;
    while (digits < text.length()
        && (text.charAt(digits) == '.'
            || (text.charAt(digits) >= '0' && text.charAt(digits) <= '9'))) {
      digits++;
    }
    Optional<Multiplier> unit = Unit.SECONDS.multiplier(text.substring(digits));
    if (digits > 0 && digits <= 12 && unit.isPresent()) {
      try {
        double nanos = unit.get().times(text.substring(0, digits)) * 1e9;
        if (nanos >= min && nanos <= max) {
          return Math.round(nanos);
        }
      } catch (NumberFormatException e) {
        throw wrong(option, text, min, max);
      }
    }
    throw wrong(option, text, min, max);
  }

  private static UsageException wrong(OptionSpec option, String text, long min, long max) {
    return Arguments.wrong(
        option,
        text,
        "a time from " + Unit.SECONDS.text(min / 1e9) + " to " + Unit.SECONDS.text(max / 1e9));
  }
}
