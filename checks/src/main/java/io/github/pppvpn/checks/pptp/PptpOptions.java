package io.github.pppvpn.checks.pptp;

import io.github.pppvpn.checks.hosts.AskedHost;
import io.github.pppvpn.checks.hosts.HostChoice;
import io.github.pppvpn.checks.net.Family;
import io.github.pppvpn.checks.net.ServerOptions;
import io.github.pppvpn.checks.net.Target;
import io.github.pppvpn.plugin.Arguments;
import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.OptionSpec;
import io.github.pppvpn.plugin.UsageException;
import java.util.List;

/**
 * What check_pptp_tcp1723 was asked to do.
 *
 * @param host a name or an address in text form; of no meaning where several are asked
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

  private static final int MAX_ADDRESSES = 64;

  static final OptionSpec PORT =
      OptionSpec.valued('p', "port", "PORT", "TCP port").withDefault("1723");
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
      List.of(
          HostChoice.HOST,
          HostChoice.HOSTS_FILE,
          PORT,
          ServerOptions.IPV4,
          ServerOptions.IPV6,
          SOURCE,
          CONNECT_ONLY,
          ECHO,
          ALL_ADDRESSES,
          HostChoice.HOST_PERFDATA);

  static PptpOptions of(Arguments arguments) throws UsageException {
    String host = HostChoice.isMany(arguments) ? "" : ServerOptions.host(arguments);
    HostChoice.perfdata(arguments);
    Family family = ServerOptions.family(arguments);
    if (arguments.has(CONNECT_ONLY) && arguments.has(ECHO)) {
      throw ServerOptions.exclude(CONNECT_ONLY, ECHO);
    }
    return new PptpOptions(
        host,
        ServerOptions.port(arguments, PORT),
        family,
        arguments.value(SOURCE).orElse(""),
        arguments.has(CONNECT_ONLY),
        arguments.has(ECHO),
        arguments.has(ALL_ADDRESSES));
  }

  /** The same for one of many hosts. */
  PptpOptions of(AskedHost asked) {
    return new PptpOptions(
        asked.host(), asked.port(), family, source, connectOnly, echo, allAddresses);
  }

  /**
   * More addresses than some are no VPN server's; each costs a thread or a socket.
   *
   * @throws CannotCheckException if {@code --all-addresses} would have to ask so many
   */
  void refuseTooMany(List<Target> targets) throws CannotCheckException {
    if (targets.size() > MAX_ADDRESSES) {
      throw new CannotCheckException(
          host
              + " has "
              + targets.size()
              + " addresses; --all-addresses probes at most "
              + MAX_ADDRESSES);
    }
  }
}
