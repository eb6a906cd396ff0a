package io.github.pppvpn.checks.pppd;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.state.StateContent;
import io.github.pppvpn.state.StateFile;
import io.github.pppvpn.state.StateFolder;
import io.github.pppvpn.state.StateKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is compared with an earlier run, and when it must not be. */
class RatesTest {
  private static final String[] RATES = {"rx_errors", "rx_dropped", "tx_errors", "tx_dropped"};

  @TempDir Path folder;
  @TempDir Path states;
  private FakeHost host;

  @BeforeEach
  void make() throws IOException {
    host = new FakeHost(folder).daemons();
    host.network("ppp0", 512, 10, 100, 200, 300, 400).network("eth0", 1, 2, 1000, 0, 0, 0);
  }

  private PppdRun run(String... words) {
    return PppdRun.on(host, states, words);
  }

  private PppdRun rates(PppdRun run, String... values) {
    for (int i = 0; i < RATES.length; i++) {
      run.has(RATES[i], values[i]);
    }
    return run;
  }

  @Test
  void theFirstRunHasNone() {
    run("-v")
        .ends(0)
        .hasNo(RATES)
        .says("no rates and no processor time yet: ")
        .says("this is the first run that keeps ");
    run("-w", "rx_errors=1,tx_errors=1")
        .ends(3)
        .says("rx_errors, tx_errors have ranges but were not measured: no rates");
  }

  @Test
  void perMinute() throws IOException {
    run();
    host.later(120_000).network("ppp0", 512, 10, 101, 202, 300, 406);
    rates(run("-v"), "0.5", "1", "0", "3").says("those of the last 2 min");
  }

  @Test
  void otherInterfacesDoNotCount() throws IOException {
    run();
    host.later(60_000).network("eth0", 1, 2, 5000, 0, 0, 0).network("tun0", 65534, 7, 9, 9, 9, 9);
    rates(run(), "0", "0", "0", "0");
  }

  @Test
  void theUplink() throws IOException {
    run("-i", "eth0");
    host.later(60_000)
        .network("eth0", 1, 2, 1007, 0, 0, 0)
        .network("ppp0", 512, 10, 101, 200, 300, 400);
    rates(run("-i", "eth0"), "8", "0", "0", "0");
  }

  @Test
  void anUplinkWithNoErrorsIsRemembered() throws IOException {
    host.network("eth0", 1, 2, 0, 0, 0, 0);
    run("-i", "eth0");
    host.later(60_000).network("eth0", 1, 2, 4, 0, 0, 0);
    rates(run("-i", "eth0"), "4", "0", "0", "0");
  }

  @Test
  void anUplinkMadeAnew() throws IOException {
    run("-i", "eth0");
    host.later(60_000).network("eth0", 1, 3, 4000, 0, 0, 0);
    run("-v", "-i", "eth0").ends(0).hasNo(RATES).says("eth0 was made anew since an earlier run");
    host.later(60_000);
    rates(run("-i", "eth0"), "0", "0", "0", "0");
  }

  @Test
  void aCounterThatWrapped() throws IOException {
    host.network("ppp0", 512, 10, 4_294_967_290L, 200, 300, 400);
    run();
    host.later(60_000).network("ppp0", 512, 10, 3, 200, 300, 400);
    run("-v", "-c", "rx_errors=0")
        .ends(3)
        .hasNo(RATES)
        .says(
            "rx_errors has a range but was not measured: ppp0: its counters wrapped or were set"
                + " back: no rates of errors this time - ");
    host.later(60_000);
    rates(run(), "0", "0", "0", "0");
  }

  /** As drivers do it that reset themselves: nothing tells how many there were before. */
  @Test
  void anUplinkWhoseCountersWereSetBack() throws IOException {
    run("-i", "eth0");
    host.later(60_000).network("eth0", 1, 2, 3, 0, 0, 0);
    run("-i", "eth0", "-c", "rx_errors=0")
        .ends(3)
        .hasNo(RATES)
        .says("not measured: eth0: its counters wrapped or were set back: no rates of errors");
    run("-i", "eth0").ends(0);
  }

  @Test
  void anInterfaceThatIsGone() throws IOException {
    run();
    host.later(60_000).noNetwork("ppp0");
    rates(run(), "0", "0", "0", "0");
  }

  @Test
  void anInterfaceMadeAnewHasOnlyItsOwnErrors() throws IOException {
    run();
    host.later(60_000).network("ppp0", 512, 11, 102, 0, 0, 0);
    rates(run(), "102", "0", "0", "0");
  }

  @Test
  void aNewInterface() throws IOException {
    run();
    host.later(60_000).network("ppp1", 512, 11, 6, 0, 0, 0);
    rates(run(), "6", "0", "0", "0");
  }

  @Test
  void withoutAnIndexACounterThatFellIsLeftOut() throws IOException {
    host.without("/sys/class/net/ppp0/ifindex");
    run();
    host.later(60_000).network("ppp0", 512, 11, 3, 200, 300, 400);
    host.without("/sys/class/net/ppp0/ifindex");
    run("-v").hasNo(RATES).says("ppp0: its counters wrapped or were set back");
  }

  @Test
  void aReboot() throws IOException {
    run();
    host.file("/proc/sys/kernel/random/boot_id", "99999999-2222-3333-4444-555555555555\n");
    host.later(60_000).network("ppp0", 512, 10, 500, 500, 500, 500);
    run("-v").hasNo(RATES).says("the host was booted since the last run");
  }

  @Test
  void aMachineSetBackToASnapshot() throws IOException {
    run();
    host.later(-600_000).clockError(700_000).network("ppp0", 512, 10, 500, 500, 500, 500);
    run("-v").hasNo(RATES).says("the host was booted since the last run");
  }

  @ParameterizedTest
  @ValueSource(longs = {86_400_000, -30_000})
  void aClockThatJumps(long millis) throws IOException {
    run();
    host.later(60_000).clockError(millis).network("ppp0", 512, 10, 110, 200, 300, 400);
    rates(run(), "10", "0", "0", "0");
  }

  @Test
  void aClockSetFarBack() throws IOException {
    run();
    host.later(60_000).clockError(-86_400_000).network("ppp0", 512, 10, 110, 200, 300, 400);
    run("-v").ends(0).hasNo(RATES).says("it was written in the future");
    host.later(60_000).network("ppp0", 512, 10, 111, 200, 300, 400);
    rates(run(), "1", "0", "0", "0");
  }

  @Test
  void runsInCloseSuccessionLookFurtherBack() throws IOException {
    run();
    host.later(60_000).network("ppp0", 512, 10, 160, 200, 300, 400);
    rates(run(), "60", "0", "0", "0");
    host.later(2_000).network("ppp0", 512, 10, 161, 200, 300, 400);
    rates(run("-v"), "59.032", "0", "0", "0").says("those of the last 62 s");
    host.later(58_000);
    rates(run("-v"), "1", "0", "0", "0").says("those of the last 60 s");
  }

  @Test
  void aRunTooLongAgo() throws IOException {
    run();
    host.later(3_700_000).network("ppp0", 512, 10, 110, 200, 300, 400);
    run("-v").hasNo(RATES).says("the last run was too long or too shortly ago");
  }

  @Test
  void processorTime() throws IOException {
    host.process(200, "xl2tpd", 1, 60_000, 5_000, 'S', "xl2tpd");
    run().hasNo("xl2tpd_cpu", "pptpd_cpu");
    host.later(60_000).process(200, "xl2tpd", 1, 60_000, 5_600, 'S', "xl2tpd");
    // A new client's pptpctrl, all of whose time is new.
    host.process(110, "pptpctrl", 100, 86_410_000, 1_200, 'S', "pptpd [203.0.113.10]");
    run().has("xl2tpd_cpu", "10%").has("pptpd_cpu", "20%");
    host.later(60_000).ended(110);
    run().has("xl2tpd_cpu", "0%").has("pptpd_cpu", "0%");
  }

  @Test
  void aDaemonStartedAnewHasOnlyItsOwnTime() throws IOException {
    host.process(200, "xl2tpd", 1, 60_000, 5_000, 'S', "xl2tpd");
    run();
    host.later(60_000).process(200, "xl2tpd", 1, 86_430_000, 300, 'S', "xl2tpd");
    run().has("xl2tpd_cpu", "5%");
  }

  @Test
  void withoutAPlaceForTheState() {
    Path nowhere = states.resolve("nowhere");
    String sentence =
        "the state folder "
            + nowhere
            + " does not exist, so there are no rates and no processor time";
    PppdRun.on(host, nowhere)
        .ends(0)
        .hasNo(RATES)
        .says("\n" + sentence + "\nTo mend that: mkdir -p ");
    PppdRun.on(host, nowhere, "-c", "tx_dropped=5").ends(3).says("tx_dropped has a range");
    PppdRun.on(host, nowhere, "-c", "restarts=5").ends(0);
  }

  @Test
  void aStateThatCannotBeReplaced() throws Exception {
    run();
    Path file = stateFile();
    Files.delete(file);
    Files.createDirectory(file);
    Files.createFile(file.resolve("full"));
    host.later(60_000);
    PppdRun.on(host, states).ends(0).hasNo(RATES).says("cannot be written").has("restarts", "0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sample x", "sample", "ticks 1", "interface ppp0 1 2", "daemon", "other 1"})
  void aStateThatIsNotUnderstood(String line) throws Exception {
    run();
    int blank = (line + " ").indexOf(' ');
    List<StateContent.Value> values =
        List.of(
            new StateContent.Value("boot", "11111111-2222-3333-4444-555555555555"),
            new StateContent.Value("uptime", "86400000"),
            new StateContent.Value(
                line.substring(0, blank), line.substring(Math.min(line.length(), blank + 1))));
    String user = System.getProperty("user.name", "?");
    StateKey key = new StateKey("check_pppd", "3600000 \n" + user + "\n" + folder);
    try (StateFile state =
        StateFile.open(new StateFolder(states, user), key, System::nanoTime, 1_000_000_000)) {
      assertTrue(state.read(host.now()).content().isPresent(), "it is the run's own state");
      state.commit(new StateContent(host.now(), values));
    }
    host.later(60_000);
    run("-v").ends(0).hasNo(RATES).says("what the last run left behind is not understood");
    host.later(60_000);
    rates(run(), "0", "0", "0", "0");
  }

  @Test
  void withoutInterfaces() throws IOException {
    run();
    host.later(60_000).without("/proc/net");
    run().ends(0).hasNo(RATES).says("so there are no rates of errors").has("pptpd_cpu", "0%");
  }

  @Test
  void withoutTheTimeSinceBoot() throws IOException {
    host.without("/proc/uptime");
    run()
        .ends(0)
        .hasNo(RATES)
        .hasNo("xl2tpd_uptime")
        .hasNo("restarts")
        .says("so there are no times of start and no rates");
    run("-w", "0,xl2tpd_uptime=300:")
        .ends(3)
        .says(
            "PPPD UNKNOWN - restarts, xl2tpd_uptime have ranges but were not measured:"
                + " /proc/uptime does not exist, so there are no times of start and no rates - ");
  }

  private Path stateFile() throws IOException {
    try (var files = Files.list(states)) {
      return files.filter(file -> file.toString().endsWith(".state")).findFirst().orElseThrow();
    }
  }
}
