package io.github.pppvpn.checks.gre;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.plugin.CannotCheckException;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of /proc/net as a little-endian host shows them; the server is 10.9.0.1. */
class LiveSessionsTest {
  private static final String HEAD =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout"
          + " inode\n";
  private static final String REST = " 00000000:00000000 00:00000000 00000000     0        0 ";

  @TempDir Path root;

  @BeforeEach
  void onlyWhereTablesReadLikeThat() {
    org.junit.jupiter.api.Assumptions.assumeTrue(
        ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN);
  }

  private void table(String name, String... lines) throws Exception {
    Path folder = Files.createDirectories(root.resolve("proc/net"));
    StringBuilder text = new StringBuilder(HEAD);
    for (String line : lines) {
      text.append(line).append('\n');
    }
    Files.writeString(folder.resolve(name), text);
  }

  private static String row(String local, String remote, String state, String inode) {
    return "   0: " + local + " " + remote + " " + state + REST + inode + " 1 0 100 0 0 10 0";
  }

  private void look(boolean rawToo) throws Exception {
    new LiveSessions(root.toString())
        .refuse(InetAddress.getByName("10.9.0.1"), 1723, rawToo, "the server");
  }

  private void assertRefuses(String what) {
    CannotCheckException refusal = assertThrows(CannotCheckException.class, () -> look(true));
    assertTrue(
        refusal.getMessage().startsWith("not probed: this host has " + what), refusal::getMessage);
  }

  @Test
  void nothingThere() throws Exception {
    table("tcp");
    look(true);
  }

  @Test
  void clientOfTheServer() throws Exception {
    table("tcp", row("0200090A:D1F6", "0100090A:06BB", "01", "77"));
    assertRefuses("a PPTP control connection to the server");
  }

  @Test
  void clientOfTheServerThroughAnIpv6Socket() throws Exception {
    table("tcp");
    table(
        "tcp6",
        row(
            "0000000000000000FFFF00000200090A:D1F6",
            "0000000000000000FFFF00000100090A:06BB",
            "01",
            "77"));
    assertRefuses("a PPTP control connection to the server");
  }

  @Test
  void serverIsOurClient() throws Exception {
    table("tcp", row("0200090A:06BB", "0100090A:D1F6", "01", "77"));
    assertRefuses("a PPTP control connection to the server");
  }

  @Test
  void otherConnectionsAreNoSessions() throws Exception {
    table(
        "tcp",
        // listening, closing, another port, another host
        row("00000000:06BB", "00000000:0000", "0A", "1"),
        row("0200090A:D1F6", "0100090A:06BB", "06", "2"),
        row("0200090A:D1F7", "0100090A:0016", "01", "3"),
        row("0200090A:D1F8", "0300090A:06BB", "01", "4"));
    look(true);
  }

  @Test
  void otherProbesAreNoSessions() throws Exception {
    table("tcp", row("0200090A:D1F6", "0100090A:06BB", "01", "77"));
    table("raw", row("0200090A:002F", "0100090A:0000", "07", "4711"));
    table(
        "unix",
        "0000000000000000: 00000002 00000000 00000000 0002 01 99"
            + " @ppp-vpn-checks/check_gre_probe/53750/4711");
    look(true);
  }

  @Test
  void markOfOneProbeCoversNoOther() throws Exception {
    table("tcp", row("0200090A:D1F6", "0100090A:06BB", "01", "77"));
    table("unix", "0: 2 0 0 2 01 99 @ppp-vpn-checks/check_gre_probe/53751/4711");
    assertRefuses("a PPTP control connection to the server");
  }

  @Test
  void rawSocketOfSomebodyElse() throws Exception {
    table("tcp");
    table("raw", row("0200090A:002F", "0100090A:0000", "01", "4711"));
    assertRefuses("a program with a raw GRE socket to the server");
    look(false);
  }

  @Test
  void otherRawSocketsAreNoGre() throws Exception {
    table("tcp");
    table(
        "raw",
        row("00000000:0001", "0100090A:0000", "07", "1"),
        row("00000000:002F", "00000000:0000", "07", "2"));
    look(true);
  }

  @Test
  void cannotBeRead() {
    CannotCheckException refusal = assertThrows(CannotCheckException.class, () -> look(true));
    assertEquals(
        "cannot see whether this host has a live PPTP session with the server: "
            + root.resolve("proc/net/tcp")
            + " cannot be read",
        refusal.getMessage());
  }

  @Test
  void damagedTablesAreNoSessions() throws Exception {
    table("tcp", "", "   ", "x", "0: a b 01", "0: 0200090A:zz 0100090A:zzzz 01 x", "0: : : 01 x");
    table("raw", "", "0: 0200090A:002F 0100090A:0000 07");
    table("unix", "@ppp-vpn-checks/check_gre_probe/", "@ppp-vpn-checks/check_gre_probe/x/y");
    look(true);
  }
}
