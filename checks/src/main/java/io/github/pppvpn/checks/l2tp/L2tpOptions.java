package io.github.pppvpn.checks.l2tp;

import io.github.pppvpn.checks.hosts.HostChoice;
import io.github.pppvpn.checks.net.Family;
import io.github.pppvpn.checks.net.ServerOptions;
import io.github.pppvpn.plugin.Arguments;
import io.github.pppvpn.plugin.OptionSpec;
import io.github.pppvpn.plugin.State;
import io.github.pppvpn.plugin.UsageException;
import java.util.List;

/**
 * What check_l2tp_udp1701 was asked to do.
 *
 * @param host a name or an address in text form; of no meaning where several are asked
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

  static final OptionSpec PORT =
      OptionSpec.valued('p', "port", "PORT", "UDP port").withDefault("1701");
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
      List.of(
          HostChoice.HOST,
          HostChoice.HOSTS_FILE,
          PORT,
          ServerOptions.IPV4,
          ServerOptions.IPV6,
          SOURCE,
          ESTABLISH,
          SECRET_FILE,
          NO_ANSWER,
          HostChoice.HOST_PERFDATA);

  static L2tpOptions of(Arguments arguments) throws UsageException {
    String host = HostChoice.isMany(arguments) ? "" : ServerOptions.host(arguments);
    HostChoice.perfdata(arguments);
    Family family = ServerOptions.family(arguments);
    String secretFile = arguments.value(SECRET_FILE).orElse("");
    if (arguments.has(SECRET_FILE) && secretFile.isBlank()) {
      throw Arguments.wrong(SECRET_FILE, secretFile, "a file");
    }
    return new L2tpOptions(
        host,
        ServerOptions.port(arguments, PORT),
        family,
        arguments.value(SOURCE).orElse(""),
        arguments.has(ESTABLISH),
        secretFile,
        arguments.state(NO_ANSWER));
  }
}
