package io.github.pppvpn.checks.pptp;

import io.github.pppvpn.checks.net.Family;
import io.github.pppvpn.plugin.Arguments;
import io.github.pppvpn.plugin.OptionSpec;
import io.github.pppvpn.plugin.UsageException;
import java.util.List;

/**
 * What check_pptp_tcp1723 was asked to do.
 *
 * @param host a name or an address in text form
 * @param port 1 to 65535
 * @param family which addresses of the host count
 * @param source the local address to connect from in text form; empty for the kernel's choice
 * @param connectOnly whether the TCP connection is all that is looked at
 * @param echo whether an Echo round trip is measured too
 * @param allAddresses whether every address of the host must answer
 */
record PptpOptions(
    String host,
    int port,
    Family family,
    String source,
    boolean connectOnly,
    boolean echo,
    boolean allAddresses) {

  static final OptionSpec HOST =
      OptionSpec.valued('H', "hostname", "HOST", "name or address of the server")
          .asNeeded()
          .asLabel("target");
  static final OptionSpec PORT =
      OptionSpec.valued('p', "port", "PORT", "TCP port").withDefault("1723");
  static final OptionSpec IPV4 =
      OptionSpec.flag('4', "use-ipv4", "use only the host's IPv4 addresses");
  static final OptionSpec IPV6 =
      OptionSpec.flag('6', "use-ipv6", "use only the host's IPv6 addresses");
  static final OptionSpec SOURCE =
      OptionSpec.valued(
          OptionSpec.NO_SHORT_NAME, "source", "ADDR", "connect from this address of this host");
  static final OptionSpec CONNECT_ONLY =
      OptionSpec.flag(
          OptionSpec.NO_SHORT_NAME,
          "connect-only",
          "only open and close the TCP connection; pptpd logs an error line for that");
  static final OptionSpec ECHO =
      OptionSpec.flag(
          OptionSpec.NO_SHORT_NAME, "echo", "measure an Echo round trip as well (echo_time)");
  static final OptionSpec ALL_ADDRESSES =
      OptionSpec.flag(
          OptionSpec.NO_SHORT_NAME,
          "all-addresses",
          "probe every address of the host, the worst counts; without it the first that accepts a"
              + " connection is the server");

  static final List<OptionSpec> TABLE =
      List.of(HOST, PORT, IPV4, IPV6, SOURCE, CONNECT_ONLY, ECHO, ALL_ADDRESSES);

  static PptpOptions of(Arguments arguments) throws UsageException {
    String host = arguments.required(HOST);
    if (host.isBlank()) {
      throw Arguments.wrong(HOST, host, "a host name or an address");
    }
    if (arguments.has(IPV4) && arguments.has(IPV6)) {
      throw exclude(IPV4, IPV6);
    }
    if (arguments.has(CONNECT_ONLY) && arguments.has(ECHO)) {
      throw exclude(CONNECT_ONLY, ECHO);
    }
    return new PptpOptions(
        host,
        arguments.integer(PORT, 1, 65535),
        arguments.has(IPV4) ? Family.IPV4 : arguments.has(IPV6) ? Family.IPV6 : Family.ANY,
        arguments.value(SOURCE).orElse(""),
        arguments.has(CONNECT_ONLY),
        arguments.has(ECHO),
        arguments.has(ALL_ADDRESSES));
  }

  private static UsageException exclude(OptionSpec one, OptionSpec other) {
    return new UsageException(
        "options " + one.shown() + " and " + other.shown() + " exclude each other");
  }
}
