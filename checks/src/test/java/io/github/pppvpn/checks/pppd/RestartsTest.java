package io.github.pppvpn.checks.pppd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restarts, each once, whoever tells of it. */
class RestartsTest {
  private static final String STARTED = ": xl2tpd version xl2tpd-1.3.18 started on vpn1 PID:";

  @TempDir Path folder;
  @TempDir Path states;
  private FakeHost host;

  @BeforeEach
  void make() throws IOException {
    host = new FakeHost(folder).daemons();
  }

  private PppdRun run(String... words) {
    return PppdRun.on(host, states, words).ends(0);
  }

  /** xl2tpd starts again now, under this number. */
  private void restart(int old, int pid) throws IOException {
    host.ended(old).later(1_000);
    host.process(pid, "xl2tpd", 1, host.uptimeMillis(), "xl2tpd", "-D").later(1_000);
  }

  private String started(int pid, long agoMillis) {
    return Stamp.line(host.now() - agoMillis, "vpn1", "xl2tpd[" + pid + "]" + STARTED + pid);
  }

  @Test
  void earlierRunsSawAnotherProcess() throws IOException {
    run().has("restarts", "0");
    restart(200, 201);
    run()
        .has("restarts", "1")
        .says("xl2tpd was started again once within 1 h, last 1 s ago (as earlier");
    run().has("restarts", "1");
    restart(201, 202);
    run().has("restarts", "2").says("; 0 pppd, 2 restarts within 1 h | ");
    host.later(3_700_000);
    run().has("restarts", "0");
  }

  @Test
  void backAfterItWasDown() throws IOException {
    run();
    host.ended(200).later(60_000);
    PppdRun.on(host, states).ends(2).has("restarts", "0");
    restart(200, 201);
    run().has("restarts", "1");
  }

  @Test
  void theLogTellsOfMore() throws IOException {
    run();
    restart(200, 201);
    host.file(
        "/var/log/syslog",
        started(190, 3_900_000)
            + started(198, 600_000)
            + started(199, 300_000)
            + started(201, 1_000));
    run()
        .has("restarts", "3")
        .says("xl2tpd was started again 3 times within 1 h, last 1 s ago (by the log)");
  }

  @Test
  void inTwoLogsItIsOne() throws IOException {
    restart(200, 201);
    host.file("/var/log/syslog", started(201, 1_000))
        .file("/var/log/daemon.log", started(201, 1_000));
    run().has("restarts", "1");
  }

  @Test
  void otherHostsStarts() throws IOException {
    restart(200, 201);
    String other = started(55, 2_000).replace(" vpn1 xl2tpd[", " vpn2 xl2tpd[");
    host.file("/var/log/syslog", other + other.replace("[55]", "[56]") + started(201, 1_000));
    run().has("restarts", "1");
  }

  @Test
  void withoutLogOrStateTheProcessTells() throws IOException {
    restart(200, 201);
    host.without("/var");
    run()
        .has("restarts", "1")
        .says("(its process started then; there may have been more)")
        .says("no log was found");
  }

  @Test
  void whatRunsForLongerWasNotRestarted() throws IOException {
    host.file("/var/log/syslog", started(999, 60_000));
    run().has("restarts", "0");
  }

  @Test
  void systemdCountsThoseBetweenTwoRuns() throws IOException {
    host.file("/run/systemd/system/x", "");
    FakeSystemd systemd =
        FakeSystemd.with("xl2tpd.service", "active", 2).set("pptpd.service", "active", 0);
    PppdRun.of(systemd, folder, states, host.now()).ends(0).has("restarts", "0");
    assertEquals(2, systemd.asked());
    host.later(60_000);
    PppdRun.of(systemd, folder, states, host.now()).has("restarts", "0");
    assertEquals(2, systemd.asked(), "nothing has changed");
    restart(200, 201);
    systemd.set("xl2tpd.service", "active", 6);
    PppdRun.of(systemd, folder, states, host.now()).has("restarts", "4");
    // Started by hand: the counter begins anew.
    restart(201, 202);
    systemd.set("xl2tpd.service", "active", 0);
    PppdRun.of(systemd, folder, states, host.now()).has("restarts", "5");
    host.file("/var/log/syslog", started(201, 61_000) + started(202, 1_000));
    PppdRun.of(systemd, folder, states, host.now()).has("restarts", "5");
  }

  /** It dies as soon as it is started: whoever looks finds none, and systemd counts on. */
  @Test
  void aLoopThatNoRunSeesRunning() throws IOException {
    host.file("/run/systemd/system/x", "");
    FakeSystemd systemd =
        FakeSystemd.with("xl2tpd.service", "active", 2).set("pptpd.service", "active", 0);
    PppdRun.of(systemd, folder, states, host.now()).has("restarts", "0");
    host.ended(200).later(60_000);
    systemd.set("xl2tpd.service", "activating", 9);
    PppdRun.of(systemd, folder, states, host.now())
        .ends(2)
        .says("xl2tpd does not run (systemd: activating)")
        .has("restarts", "7");
    host.later(60_000);
    systemd.set("xl2tpd.service", "activating", 15);
    PppdRun.of(systemd, folder, states, host.now()).has("restarts", "13");
    restart(200, 201);
    systemd.set("xl2tpd.service", "active", 16);
    PppdRun.of(systemd, folder, states, host.now()).ends(0).has("restarts", "14");
  }

  /** Booted within the window: all that systemd has counted is of it, though no run was before. */
  @Test
  void theFirstRunAfterABootKnowsTheCounter() throws IOException {
    host.file("/run/systemd/system/x", "");
    host.clockError(90_000_000).uptime(300_000);
    host.process(150, "pptpd", 1, 5_000, "pptpd").ended(100);
    host.process(250, "xl2tpd", 1, 250_000, "xl2tpd").ended(200);
    FakeSystemd systemd =
        FakeSystemd.with("xl2tpd.service", "active", 3).set("pptpd.service", "active", 0);
    PppdRun.of(systemd, folder, states, host.now())
        .has("restarts", "3")
        .says("3 times within 1 h, last 50 s ago (by systemd's counter)");
  }

  @Test
  void aRebootIsNone() throws IOException {
    run();
    host.file("/proc/sys/kernel/random/boot_id", "99999999-2222-3333-4444-555555555555\n");
    host.clockError(90_000_000).uptime(300_000);
    host.process(150, "pptpd", 1, 5_000, "pptpd").ended(100);
    host.process(250, "xl2tpd", 1, 5_000, "xl2tpd").ended(200);
    host.file(
        "/var/log/syslog",
        started(190, 1_800_000)
            + started(250, 295_000)
            + Stamp.line(host.now() - 295_000, "vpn1", "pptpd[150]: MGR: Manager process started"));
    run("-v")
        .has("restarts", "0")
        .says("; the host booted 5 min ago, which is no restart | ")
        .says("\nno rates and no processor time yet: the host was booted since the last run\n");
    restart(250, 251);
    run().has("restarts", "1");
    host.file(
        "/var/log/syslog", started(190, 1_800_000) + started(250, 297_000) + started(251, 1_000));
    run().has("restarts", "1");
  }

  /** Up for 25 h, on a machine that has been up for 58 days: what started last, 900 s ago. */
  private void container() throws IOException {
    host.uptime(90_000_000).inContainer(4_910_000_000L);
    host.process(100, "pptpd", 1, 4_910_005_000L, "pptpd", "-f");
    host.process(200, "xl2tpd", 1, 4_999_100_000L, "xl2tpd", "-D");
    host.file("/var/log/syslog", Stamp.line(host.now() - 30_000, "vpn1", "CRON[9]: x"));
  }

  /** lxcfs counts the time since boot from the container's start, the kernel from the machine's. */
  @Test
  void inAContainerWithItsOwnTime() throws IOException {
    container();
    run("-w", "5", "-c", "NAME_uptime=300:")
        .has("restarts", "1")
        .has("pptpd_uptime", "89995s")
        .has("xl2tpd_uptime", "900s")
        .says("PPPD OK - pptpd up 24 h 59 min, xl2tpd up 15 min; 0 pppd, 1 restart within 1 h | ")
        .says("\nxl2tpd was started again once within 1 h, last 15 min ago (its process started");
    host.later(120_000).ownProcess(5_000_120_000L);
    host.process(110, "pptpctrl", 100, 5_000_060_000L, 1_200, 'S', "pptpd [203.0.113.10]");
    run().has("xl2tpd_uptime", "1020s").has("pptpd_cpu", "10%");
  }

  @Test
  void theStartOfAContainerIsNone() throws IOException {
    host.uptime(600_000).inContainer(4_910_000_000L);
    host.process(100, "pptpd", 1, 4_910_005_000L, "pptpd", "-f");
    host.process(200, "xl2tpd", 1, 4_910_006_000L, "xl2tpd", "-D");
    run()
        .has("restarts", "0")
        .has("xl2tpd_uptime", "594s")
        .says("; the host booted 10 min ago, which is no restart | ");
  }

  /** A copy of such a /proc has no process that looks on. */
  @Test
  void inAContainerThatDoesNotTell() throws IOException {
    container();
    host.without("/proc/self");
    String why =
        "/proc/uptime is that of a container (lxcfs): process 100 (pptpd) started later than it"
            + " says, so there are no times of start and no rates";
    String next =
        "/proc/self/stat, which tells the true time, is not to be seen below "
            + folder
            + ": run the check inside of the container, or on the host below it.";
    run().hasNo("restarts", "xl2tpd_uptime").says("\n" + why + "\nTo mend that: " + next + "\n");
    assertEquals(
        "PPPD UNKNOWN - restarts, NAME_uptime have ranges but were not measured: "
            + why
            + " - pptpd runs, xl2tpd runs; 0 pppd | pptpd_procs=1;;;0 pptpd_rss=2048000B;;;0"
            + " xl2tpd_procs=1;;;0 xl2tpd_rss=2048000B;;;0 pppd_procs=0;;;0 pppd_orphans=0;;;0"
            + " pppd_zombies=0;;;0 crashes=0;;;0\n"
            + next
            + "\n"
            + why
            + "\nTo mend that: "
            + next
            + "\n",
        PppdRun.on(host, states, "-w", "0", "-c", "NAME_uptime=300:").ends(3).output());
  }

  @Test
  void aRebootWithoutABootId() throws IOException {
    host.without("/proc/sys/kernel");
    run();
    host.clockError(90_000_000).uptime(100_000_000);
    host.process(250, "xl2tpd", 1, 99_000_000, "xl2tpd").ended(200).later(10_000_000);
    run("-v").has("restarts", "0").says("the host was booted since the last run");
  }

  @Test
  void aSecondInstanceThatEndsIsNone() throws IOException {
    host.process(202, "xl2tpd", 1, 80_000_000, "xl2tpd");
    run();
    host.ended(202).later(60_000);
    run().has("restarts", "0");
  }
}
