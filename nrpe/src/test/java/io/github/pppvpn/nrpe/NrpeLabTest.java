package io.github.pppvpn.nrpe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.testkit.Cleanup;
import io.github.pppvpn.testkit.Daemon;
import io.github.pppvpn.testkit.Debian;
import io.github.pppvpn.testkit.PptpServer;
import io.github.pppvpn.testkit.Ran;
import io.github.pppvpn.testkit.Workplace;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Debian's NRPE and check_nrpe carry what the command says, as it says it. */
@Tag("lab")
class NrpeLabTest {
  private static final String MORE =
      """
      command[slow]=COMMAND -w @0:10
      command[too_slow]=COMMAND -c ~:-1
      command[wrong_range]=COMMAND -w 10,5
      command[wordy]=COMMAND --echo -vvv
      command[help]=COMMAND --help
      """;

  private static final Cleanup CLEANUP = new Cleanup();
  private static Workplace workplace;
  private static Daemon pptpd;
  private static Daemon nrpe;
  private static Daemon plainNrpe;

  @BeforeAll
  static void start() throws Exception {
    Debian.require(Debian.NRPE, Debian.CHECK_NRPE, Debian.PPTPD);
    workplace = CLEANUP.add(Workplace.create());
    pptpd = CLEANUP.add(PptpServer.start(workplace));
    InetAddress server = pptpd.address().getAddress();
    nrpe = CLEANUP.add(new NrpeServer(workplace, server).with(MORE).start());
    plainNrpe = CLEANUP.add(new NrpeServer(workplace, server).with(MORE).withoutTls().start());
  }

  @AfterAll
  static void end() {
    CLEANUP.run();
  }

  @ParameterizedTest
  @EnumSource
  void ok(Transport transport) throws Exception {
    Ran asked = ask(transport, "check_pptp_tcp1723");
    assertEquals(0, asked.exitCode(), asked.text());
    assertEquals(direct("-t", "8").withoutTimes(), asked.withoutTimes());
  }

  @ParameterizedTest
  @EnumSource
  void warning(Transport transport) throws Exception {
    Ran asked = ask(transport, "slow");
    assertEquals(1, asked.exitCode(), asked.text());
    assertEquals(direct("-w", "@0:10").withoutTimes(), asked.withoutTimes());
  }

  @ParameterizedTest
  @EnumSource
  void critical(Transport transport) throws Exception {
    Ran asked = ask(transport, "too_slow");
    assertEquals(2, asked.exitCode(), asked.text());
    assertEquals(direct("-c", "~:-1").withoutTimes(), asked.withoutTimes());
  }

  @ParameterizedTest
  @EnumSource
  void unknown(Transport transport) throws Exception {
    Ran asked = ask(transport, "wrong_range");
    assertEquals(3, asked.exitCode(), asked.text());
    assertEquals(direct("-w", "10,5"), asked);
  }

  @ParameterizedTest
  @EnumSource
  void helpArrivesAsFarAsThePacketGoes(Transport transport) throws Exception {
    Ran help = direct("--help");
    assertTrue(help.text().length() > Transport.SHORT_BYTES, "the help is short");
    assertEquals(cut(help, transport), ask(transport, "help"));
  }

  @ParameterizedTest
  @EnumSource
  void cutLeavesLineOneAndItsPerfdata(Transport transport) throws Exception {
    Ran wordy = direct("--echo", "-vvv");
    Ran asked = ask(transport, "wordy");
    assertTrue(wordy.text().length() > Transport.SHORT_BYTES, "the output is short");
    assertTrue(asked.firstLine().contains("echo_time="), asked.text());
    assertEquals(wordy.withoutTimes().firstLine(), asked.withoutTimes().firstLine());
    assertEquals(
        transport.isShort(), asked.text().length() == Transport.SHORT_BYTES + 1, asked.text());
  }

  @ParameterizedTest
  @EnumSource
  void refused(Transport transport) throws Exception {
    InetAddress address = PptpServer.freeAddress();
    String nobody = address.getHostAddress();
    NrpeServer server = new NrpeServer(workplace, address);
    try (Daemon asking = (transport.tls() ? server : server.withoutTls()).start()) {
      Ran asked = transport.ask(asking, "-c", "check_pptp_tcp1723");
      assertEquals(2, asked.exitCode(), asked.text());
      assertTrue(asked.text().contains(nobody + ":1723 refused the connection"), asked.text());
      assertEquals(Ran.of(workplace.command("check_pptp_tcp1723"), List.of("-H", nobody)), asked);
    }
  }

  /** The command's own deadline in the committed definition is shorter than check_nrpe's. */
  @Test
  void silentServerIsAFindingBeforeCheckNrpeGivesUp() throws Exception {
    InetAddress address = PptpServer.freeAddress();
    try (ServerSocket silent = new ServerSocket(1723, 5, address);
        Daemon asking = new NrpeServer(workplace, address).start()) {
      Ran asked = Transport.V4.ask(asking, "-c", "check_pptp_tcp1723");
      assertEquals(2, asked.exitCode(), asked.text());
      assertTrue(
          asked.text().startsWith("PPTP CRITICAL - " + address.getHostAddress()), asked.text());
      assertFalse(silent.isClosed());
    }
  }

  /** Nothing of the command's is left over when check_nrpe gives up first, and NRPE goes on. */
  @Test
  void checkNrpeThatGivesUpEarlierSpeaksForItself() throws Exception {
    InetAddress address = PptpServer.freeAddress();
    int before = workplace.processes().size();
    try (ServerSocket silent = new ServerSocket(1723, 5, address);
        Daemon asking =
            new NrpeServer(workplace, address).with("command[short]=COMMAND -t 3\n").start()) {
      Ran gaveUp = Transport.V4.ask(asking, "-t", "1:UNKNOWN", "-c", "short");
      assertEquals(
          new Ran(3, "CHECK_NRPE STATE UNKNOWN: Socket timeout after 1 seconds.\n"), gaveUp);
      Ran later = Transport.V4.ask(asking, "-c", "short");
      assertEquals(2, later.exitCode(), later.text());
      assertTrue(later.text().startsWith("PPTP CRITICAL - "), later.text());
      assertFalse(silent.isClosed());
    }
    assertEquals(before, workplace.processes().size(), "daemons only");
  }

  /** NRPE's command_timeout kills the command with all it started. */
  @Test
  void nrpeThatGivesUpEarlierLeavesNothingRunning() throws Exception {
    InetAddress address = PptpServer.freeAddress();
    int before = workplace.processes().size();
    try (ServerSocket silent = new ServerSocket(1723, 5, address);
        Daemon asking = new NrpeServer(workplace, address).with("command_timeout=1\n").start()) {
      Ran asked = Transport.V4.ask(asking, "-c", "check_pptp_tcp1723");
      assertEquals(new Ran(3, "NRPE: Command timed out after 1 seconds\n"), asked);
      assertFalse(silent.isClosed());
    }
    assertEquals(before, workplace.processes().size(), "daemons only");
  }

  /** Debian's NRPE takes no arguments, whatever its configuration says. */
  @Test
  void argumentsAreRefused() throws Exception {
    Ran asked = ask(Transport.V4, "check_pptp_tcp1723_thresholds", "-a", "1", "2");
    assertEquals(3, asked.exitCode(), asked.text());
    assertFalse(asked.text().contains("PPTP"), asked.text());
  }

  @Test
  void thresholdDefinitionWithoutArgumentsSaysWhatIsMissing() throws Exception {
    Ran asked = ask(Transport.V4, "check_pptp_tcp1723_thresholds");
    assertEquals(direct("-w", "", "-c", ""), asked);
    assertEquals(3, asked.exitCode(), asked.text());
  }

  private static Ran cut(Ran whole, Transport transport) {
    return transport.isShort()
        ? new Ran(whole.exitCode(), whole.text().substring(0, Transport.SHORT_BYTES) + "\n")
        : whole;
  }

  private static Ran ask(Transport transport, String command, String... more) throws Exception {
    String[] words = new String[more.length + 2];
    words[0] = "-c";
    words[1] = command;
    System.arraycopy(more, 0, words, 2, more.length);
    return transport.ask(transport.tls() ? nrpe : plainNrpe, words);
  }

  private static Ran direct(String... words) throws Exception {
    String[] all = new String[words.length + 2];
    all[0] = "-H";
    all[1] = pptpd.address().getAddress().getHostAddress();
    System.arraycopy(words, 0, all, 2, words.length);
    return Ran.of(workplace.command("check_pptp_tcp1723"), List.of(all));
  }
}
