package io.github.pppvpn.checks.l2tp;

import io.github.pppvpn.checks.net.Family;
import io.github.pppvpn.plugin.Arguments;
import io.github.pppvpn.plugin.OptionSpec;
import io.github.pppvpn.plugin.State;
import io.github.pppvpn.plugin.UsageException;
import java.util.List;

/**
 * What check_l2tp_udp1701 was asked to do.
 *
 * @param host a name or an address in text form
 * @param port 1 to 65535
 * @param family which addresses of the host count
 * @param source the local address to send from in text form; empty for the kernel's choice
 * @param establish whether to go on to SCCCN and a HELLO
 * @param secretFile the file with the tunnel's secret; empty for none
 * @param noAnswer what silence gives
 */
record L2tpOptions(
    String host,
    int port,
    Family family,
    String source,
    boolean establish,
    String secretFile,
    State noAnswer) {

  static final OptionSpec HOST =
      OptionSpec.valued('H', "hostname", "HOST", "name or address of the server")
          .asNeeded()
          .asLabel("target");
  static final OptionSpec PORT =
      OptionSpec.valued('p', "port", "PORT", "UDP port").withDefault("1701");
  static final OptionSpec IPV4 =
      OptionSpec.flag('4', "use-ipv4", "use only the host's IPv4 addresses");
  static final OptionSpec IPV6 =
      OptionSpec.flag('6', "use-ipv6", "use only the host's IPv6 addresses");
  static final OptionSpec SOURCE =
      OptionSpec.valued(
          OptionSpec.NO_SHORT_NAME, "source", "ADDR", "send from this address of this host");
  static final OptionSpec ESTABLISH =
      OptionSpec.flag(
          OptionSpec.NO_SHORT_NAME,
          "establish",
          "set up the whole tunnel, with SCCCN and a HELLO (establish_time); xl2tpd logs a notice"
              + " more for that");
  static final OptionSpec SECRET_FILE =
      OptionSpec.valued(
          OptionSpec.NO_SHORT_NAME,
          "secret-file",
          "FILE",
          "the tunnel's secret: the server must prove that it knows it, with --establish this"
              + " check does too");
  static final OptionSpec NO_ANSWER =
      OptionSpec.valued(
              OptionSpec.NO_SHORT_NAME,
              "no-answer",
              "STATE",
              "what silence gives (a name or 0-3): a server that speaks L2TP only inside IPsec is"
                  + " silent outside of it")
          .withDefault("CRITICAL");

  static final List<OptionSpec> TABLE =
      List.of(HOST, PORT, IPV4, IPV6, SOURCE, ESTABLISH, SECRET_FILE, NO_ANSWER);

  static L2tpOptions of(Arguments arguments) throws UsageException {
    String host = arguments.required(HOST);
    if (host.isBlank()) {
      throw Arguments.wrong(HOST, host, "a host name or an address");
    }
    if (arguments.has(IPV4) && arguments.has(IPV6)) {
      throw new UsageException(
          "options " + IPV4.shown() + " and " + IPV6.shown() + " exclude each other");
    }
    String secretFile = arguments.value(SECRET_FILE).orElse("");
    if (arguments.has(SECRET_FILE) && secretFile.isBlank()) {
      throw Arguments.wrong(SECRET_FILE, secretFile, "a file");
    }
    return new L2tpOptions(
        host,
        arguments.integer(PORT, 1, 65535),
        arguments.has(IPV4) ? Family.IPV4 : arguments.has(IPV6) ? Family.IPV6 : Family.ANY,
        arguments.value(SOURCE).orElse(""),
        arguments.has(ESTABLISH),
        secretFile,
        state(arguments.required(NO_ANSWER)));
  }

  private static State state(String name) throws UsageException {
    for (State state : State.values()) {
      if (state.name().equalsIgnoreCase(name) || name.equals("" + state.exitCode())) {
        return state;
      }
    }
    throw Arguments.wrong(NO_ANSWER, name, "OK, WARNING, CRITICAL, UNKNOWN or 0 to 3");
  }
}
