package io.github.pppvpn.icinga;

import io.github.pppvpn.testkit.Daemon;
import io.github.pppvpn.testkit.Debian;
import io.github.pppvpn.testkit.Workplace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Debian's NRPE with TLS on a loopback address, with the committed services of a recorded host. */
final class NrpeHost {
  private static final int PORT = 5666;
  private static final Path SERVICES = Path.of("../nrpe/src/main/nrpe/ppp-vpn-checks-services.cfg");

  private NrpeHost() {}

  /**
   * @param settings the handlers' settings, as /etc/default/ppp-vpn-checks would hold them
   * @param pppd what {@code check_pppd} is told besides
   */
  static Daemon start(
      Workplace workplace,
      String name,
      InetAddress address,
      Path plugins,
      Path root,
      String pppd,
      Path settings)
      throws IOException, InterruptedException {
    String definitions =
        Files.readString(SERVICES)
            .replace("/usr/lib/nagios/plugins", plugins.toString())
            .replace(
                "check_auth_failures -t",
                "check_auth_failures --until " + Recorded.END_OF_ATTACK + " -t")
            .replace("check_pppd -t", "check_pppd " + pppd + " -t")
            .replace(
                " -t 8", " -t 8 --root " + root + " --state-dir " + workplace.openFolder("state"))
            .replace(
                "]=" + plugins + "/vpn-",
                "]=/usr/bin/env PPPVPN_DEFAULTS=" + settings + " " + plugins + "/vpn-");
    String user =
        System.getProperty("user.name").equals("root") ? "nagios" : System.getProperty("user.name");
    Path configuration =
        workplace.write(
            name + ".nrpe.cfg",
            """
            server_address=%s
            server_port=%d
            pid_file=%s
            nrpe_user=%s
            nrpe_group=%s
            allowed_hosts=127.0.0.0/8
            dont_blame_nrpe=0
            keep_env_vars=JAVA_HOME
            """
                    .formatted(
                        address.getHostAddress(),
                        PORT,
                        workplace.openFolder("pids").resolve(name),
                        user,
                        user)
                + definitions);
    return Daemon.start(
        List.of(Debian.NRPE.toString(), "-f", "-c", configuration.toString()),
        workplace.file(name + ".nrpe.log"),
        new InetSocketAddress(address, PORT));
  }
}
