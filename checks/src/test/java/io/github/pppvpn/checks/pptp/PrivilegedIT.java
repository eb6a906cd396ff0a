package io.github.pppvpn.checks.pptp;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only root can arrange: another user, a network of one's own. Skipped for anybody else. */
class PrivilegedIT {
  private static final String AS_NOBODY =
      "exec setpriv --reuid=65534 --regid=65534 --clear-groups ";

  @TempDir Path folder;
  private Installation installed;

  @BeforeEach
  void install() throws Exception {
    installed = Installation.at(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    assumeTrue(
        installed.shell("unshare -mn true").code() == 0, "needs the right to make namespaces");
  }

  @Test
  void needsNoPrivilege() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer.GOOD)) {
      installed
          .shell(AS_NOBODY + "\"$@\"", "-H", "127.0.0.1", "-p", server.port())
          .assertGives(0, GoodServerTest.ok(server) + "\n");
    }
  }

  @Test
  void noProcessIsLeft() throws Exception {
    installed
        .shell(AS_NOBODY + "prlimit --nproc=1 \"$@\"", "-H", "127.0.0.1")
        .assertGives(
            3,
            "check_pptp_tcp1723 UNKNOWN - this host has no process or memory left to start"
                + " Java\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      textBlock =
          """
          unreachable > CRITICAL - 203.0.113.1:1723 cannot be reached: No route to host
          throw       > CRITICAL - 203.0.113.1:1723 cannot be reached: Network is unreachable
          prohibit    > UNKNOWN - this host does not let us connect to 203.0.113.1:1723: Permission denied
          blackhole   > UNKNOWN - cannot connect to 203.0.113.1:1723: Invalid argument
          """)
  void hasNoRoute(String route, String sentence) throws Exception {
    String line =
        "unshare -n sh -c 'ip route add "
            + route
            + " 203.0.113.1 2>/dev/null; exec \"$@\"' sh \"$@\" | head -n 1";
    installed.shell(line, "-H", "203.0.113.1").assertGives(0, "PPTP " + sentence + "\n");
  }

  /** In the order of the system's name service, as every other program: IPv6 where it is better. */
  @Test
  void takesTheAddressesInTheSystemsOrder() throws Exception {
    Path hosts = folder.resolve("hosts");
    Files.writeString(hosts, "127.0.0.1 both.test\n::1 both.test\n");
    String line =
        "unshare -mn sh -c 'ip link set lo up; mount --bind "
            + hosts
            + " /etc/hosts; exec \"$@\"' sh \"$@\" | head -n 1";
    installed
        .shell(line, "-H", "both.test")
        .assertGives(
            0,
            "PPTP CRITICAL - both.test ([::1]:1723) refused the connection; both.test"
                + " (127.0.0.1:1723) refused the connection\n");
  }
}
