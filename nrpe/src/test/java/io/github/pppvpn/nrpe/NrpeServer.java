package io.github.pppvpn.nrpe;

import io.github.pppvpn.testkit.Daemon;
import io.github.pppvpn.testkit.Debian;
import io.github.pppvpn.testkit.Workplace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An NRPE daemon on a free port, with the committed definitions, pointed at the workplace's
 * commands and at a server of the test's, and what a test adds.
 */
final class NrpeServer {
  private final Workplace workplace;
  private final InetAddress checked;
  private Path program = Debian.NRPE.program();
  private boolean tls = true;
  private int dontBlame;
  private String more = "";
  private List<String> starter = List.of();

  /**
   * @param checked takes the place of 127.0.0.1 in the definitions
   */
  NrpeServer(Workplace workplace, InetAddress checked) {
    this.workplace = workplace;
    this.checked = checked;
  }

  NrpeServer withoutTls() {
    tls = false;
    return this;
  }

  NrpeServer withProgram(Path nrpe) {
    program = nrpe;
    return this;
  }

  NrpeServer withArguments() {
    dontBlame = 1;
    return this;
  }

  /** The services' definitions, which look at a recorded host instead of this one. */
  NrpeServer withServicesOf(Path root, Path stateFolder) throws IOException {
    more +=
        Files.readString(CommandFilesTest.SERVICES)
            .replace(CommandFiles.PLUGIN_FOLDER + "check_load", "STANDARD/check_load")
            .replace(CommandFiles.PLUGIN_FOLDER + "check_swap", "STANDARD/check_swap")
            .replace(CommandFiles.PLUGIN_FOLDER + "check_disk", "STANDARD/check_disk")
            .replace(CommandFiles.PLUGIN_FOLDER, workplace.commands() + "/")
            .replace("STANDARD/", CommandFiles.PLUGIN_FOLDER)
            .replace(" -t 8", " -t 8 --root " + root + " --state-dir " + stateFolder);
    return this;
  }

  /** What starts the daemon: words before its own. */
  NrpeServer startedBy(String... words) {
    starter = List.of(words);
    return this;
  }

  /** Further lines of the configuration; {@code COMMAND} stands for the command with its host. */
  NrpeServer with(String lines) {
    more +=
        lines.replace(
            "COMMAND", workplace.command("check_pptp_tcp1723") + " -H " + checked.getHostAddress());
    return this;
  }

  Daemon start() throws IOException, InterruptedException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, loopback)) {
      port = free.getLocalPort();
    }
    String root = System.getProperty("user.name");
    String user = root.equals("root") ? "nagios" : root;
    Path pid = workplace.openFolder("pids").resolve(port + ".pid");
    Path configuration =
        workplace.write(
            "nrpe-" + port + ".cfg",
            """
            server_address=127.0.0.1
            server_port=%d
            pid_file=%s
            nrpe_user=%s
            nrpe_group=%s
            allowed_hosts=127.0.0.1
            dont_blame_nrpe=%d
            keep_env_vars=JAVA_HOME
            include=%s
            include=%s
            """
                    .formatted(
                        port,
                        pid,
                        user,
                        user,
                        dontBlame,
                        definitions(CommandFilesTest.FIXED, port),
                        definitions(CommandFilesTest.THRESHOLDS, port))
                + more);
    List<String> words = new ArrayList<>(starter);
    words.addAll(List.of(program.toString(), "-f", "-c", configuration.toString()));
    if (!tls) {
      words.add("-n");
    }
    return Daemon.start(
        words, workplace.file("nrpe-" + port + ".log"), new InetSocketAddress(loopback, port));
  }

  private Path definitions(Path committed, int port) throws IOException {
    return workplace.write(
        port + committed.getFileName().toString(),
        Files.readString(committed)
            .replace(CommandFiles.PLUGIN_FOLDER, workplace.commands() + "/")
            .replace("127.0.0.1", checked.getHostAddress()));
  }
}
