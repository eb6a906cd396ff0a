package io.github.pppvpn.checks.pool;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pppvpn.checks.sessions.HostRun;
import io.github.pppvpn.checks.sessions.SmallHost;
import io.github.pppvpn.host.Connector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** accel-ppp, whose sessions only its command line interface knows. */
class AccelPppTest {
  private static final String TABLE =
      " ifname | type | state  |    ip    | calling-sid | uptime-raw | rx-bytes-raw | tx-bytes-raw"
          + " | username\r\n"
          + "--------+------+--------+----------+-------------+------------+--------------+--------------"
          + "+----------\r\n"
          + " ppp0   | pptp | active | 10.1.0.2 | 203.0.113.1 | 60         | 1            | 2           "
          + " | alice\r\n"
          + " ppp1   | l2tp | active | 10.1.0.3 | 203.0.113.2 | 70         | 3            | 4           "
          + " | bob\r\n";

  @TempDir Path folder;

  @BeforeEach
  void boot() {
    SmallHost host = new SmallHost(folder, 10_000);
    host.process(300, "accel-pppd", 1, 1, "/usr/sbin/accel-pppd", "-c", "/etc/accel.conf");
    host.file(
        "/etc/accel.conf",
        "[ip-pool]\ngw-ip-address=10.1.0.1\n10.1.0.0/30,name=small\n10.2.0.0/24,name=large\n");
    host.done();
    host.file("/sys/class/net/ppp0/type", "512\n").file("/sys/class/net/ppp1/type", "512\n");
    host.file(
        "/proc/net/dev",
        """
        Inter-|   Receive  |  Transmit
         face |bytes
          ppp0: 10 13 0 0 0 0 0 0 20 14 0 0 0 0 0 0
          ppp1: 30 13 0 0 0 0 0 0 40 14 0 0 0 0 0 0
        """);
  }

  @Test
  void countsItsSessions() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread thread = new Thread(() -> answer(server));
      thread.start();
      HostRun run =
          HostRun.of(
              new CheckIpPool((root, port) -> Connector.loopback(server.getLocalPort())), folder);
      thread.join();
      assertEquals(
          "POOL OK - fullest of 2 pools is accel-ppp.small: 2 of 3 in use | used_percent=66.67%;80;90;0;100"
              + " conflicts=0;;;0 accel-ppp.small_used=2;;;0 accel-ppp.small_free=1;;;0"
              + " accel-ppp.small_size=3;;;0 accel-ppp.large_used=0;;;0 accel-ppp.large_free=256;;;0"
              + " accel-ppp.large_size=256;;;0",
          run.line1());
      assertEquals(0, run.exitCode());
    }
  }

  /** Its sessions are there, and nobody says whose they are: not that nobody is connected. */
  @Test
  void doesNotAnswer() {
    HostRun run = HostRun.of(new CheckIpPool(), folder);
    assertEquals(3, run.exitCode(), run.output());
    assertEquals(
        "POOL UNKNOWN - accel-ppp has not said what its sessions are, and 2 PPP interfaces are nobody's",
        run.line1());
  }

  private static void answer(ServerSocket server) {
    try (Socket socket = server.accept()) {
      socket.getInputStream().readAllBytes();
      socket.getOutputStream().write(TABLE.getBytes(US_ASCII));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
