package io.github.pppvpn.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * check_pppd beside real daemons that are stopped, killed and crash; the scenario is
 * lab/scenarios/pppd. The client's pppd and xl2tpd are processes of the same kernel.
 */
@Tag("lab")
class PppdScenarioTest {
  private static final String BOOTED = "; the host booted T ago, which is no restart | ";
  private static final String PPTPD =
      "pptpd_procs=1;;;0 pptpd_uptime=N;;;0 pptpd_rss=N;;;0 pptpd_cpu=N;;;0 ";
  private static final String XL2TPD =
      "xl2tpd_procs=2;;;0 xl2tpd_uptime=N;;;0 xl2tpd_rss=N;;;0 xl2tpd_cpu=N;;;0 ";
  private static final String NO_ERRORS =
      " rx_errors=0;;;0 tx_errors=0;;;0 rx_dropped=0;;;0 tx_dropped=0;;;0";
  private static final String CRASHED =
      "pppd PID died of signal 11 (SIGSEGV) T ago; a core may be left: coredumpctl list pppd";
  private static final String ORPHAN =
      "pppd PID on ppp1 has no xl2tpd above it any more: its session goes on, its address may be"
          + " handed out again; kill PID ends it";

  private static Recording recording;

  @BeforeAll
  static void boot() throws IOException, InterruptedException {
    recording = Lab.record("pppd", "pppd");
  }

  private static void assertStep(String name, int exitCode, String... lines) throws IOException {
    Step step = recording.step(name);
    String out =
        step.out()
            .replaceAll("\\b\\d+ (s|min)\\b", "T")
            .replaceAll("=[0-9.]+(s|B|%)(?=;| |$)", "=N")
            .replaceAll("\\b(pppd|kill|process|youngest) \\d+", "$1 PID");
    assertEquals(List.of(lines), out.lines().toList(), step.command());
    assertEquals(exitCode, step.exitCode(), step.command());
    assertEquals("", step.err(), step.command());
  }

  @Test
  void bothUp() throws IOException {
    assertStep(
        "up",
        0,
        "PPPD OK - pptpd up T, xl2tpd up T; 4 pppd"
            + BOOTED
            + "restarts=0;;;0 pptpd_procs=1;;;0 pptpd_uptime=N;;;0 pptpd_rss=N;;;0"
            + " xl2tpd_procs=2;;;0 xl2tpd_uptime=N;;;0 xl2tpd_rss=N;;;0"
            + " pppd_procs=4;;;0 pppd_orphans=0;;;0 pppd_zombies=0;;;0 crashes=0;;;0");
  }

  @Test
  void ratesFromTheSecondRunOn() throws IOException {
    assertStep(
        "up-again",
        0,
        "PPPD OK - pptpd up T, xl2tpd up T; 4 pppd"
            + BOOTED
            + "restarts=0;;;0 "
            + PPTPD
            + XL2TPD
            + "pppd_procs=4;;;0 pppd_orphans=0;;;0 pppd_zombies=0;;;0 crashes=0;;;0"
            + NO_ERRORS,
        "pptpd: 1 process, the youngest PID up T, 1 pptpctrl, configured by /etc/pptpd.conf",
        "xl2tpd: 2 processes, the youngest PID up T, configured by /etc/xl2tpd/xl2tpd.conf",
        "pppd: 2 for clients of pptpd and xl2tpd, 2 for others (dialling out, PPPoE)",
        "read: /var/log/syslog",
        "rates and processor time are those of the last T");
  }

  @Test
  void crashedPppdCounts() throws IOException {
    assertStep(
        "crashed",
        2,
        "PPPD CRITICAL - crashes is 1, above 0 - pptpd up T, xl2tpd up T; 2 pppd"
            + BOOTED
            + "restarts=0;;;0 "
            + PPTPD
            + XL2TPD
            + "pppd_procs=2;;;0 pppd_orphans=0;;;0 pppd_zombies=0;;;0 crashes=1;;0;0"
            + NO_ERRORS,
        CRASHED);
  }

  @Test
  void killedPppdLeavesItsPidFile() throws IOException {
    assertStep(
        "killed",
        0,
        "PPPD OK - pptpd up T, xl2tpd up T; 2 pppd"
            + BOOTED
            + "restarts=0;;;0 "
            + PPTPD
            + XL2TPD
            + "pppd_procs=2;;;0 pppd_orphans=0;;0;0 pppd_zombies=0;;0;0 crashes=1;;;0"
            + NO_ERRORS,
        "pptpd: 1 process, the youngest PID up T, configured by /etc/pptpd.conf",
        "xl2tpd: 2 processes, the youngest PID up T, configured by /etc/xl2tpd/xl2tpd.conf",
        "pppd: 1 for clients of pptpd and xl2tpd, 1 for others (dialling out, PPPoE)",
        "/run/ppp0.pid names process PID, which is no pppd: it was killed",
        CRASHED,
        "read: /var/log/syslog",
        "rates and processor time are those of the last T");
  }

  @Test
  void stoppedPptpdIsCritical() throws IOException {
    assertStep(
        "stopped",
        2,
        "PPPD CRITICAL - pptpd does not run - xl2tpd up T; 2 pppd"
            + BOOTED
            + "restarts=0;;;0 pptpd_procs=0;;;0 "
            + XL2TPD
            + "pppd_procs=2;;;0 pppd_orphans=0;;;0 pppd_zombies=0;;;0 crashes=1;;;0"
            + NO_ERRORS,
        "Why: systemctl status pptpd, journalctl -u pptpd, or its lines in the log; then systemctl"
            + " start pptpd. It is expected because of /etc/pptpd.conf; if it is not meant to run,"
            + " name those that are with --daemon.",
        "pptpd's last word in the log, T ago: it started, and does not say why it ended",
        CRASHED);
  }

  @Test
  void killedXl2tpdLeavesItsPppd() throws IOException {
    assertStep(
        "one-of-two",
        2,
        "PPPD CRITICAL - xl2tpd has 1 process, allowed are 2:2; pppd_orphans is 1, above 0 -"
            + " xl2tpd up T; 2 pppd"
            + BOOTED
            + "restarts=0;;;0 xl2tpd_procs=1;;;0 xl2tpd_uptime=N;;;0 xl2tpd_rss=N;;;0"
            + " pppd_procs=2;;;0 pppd_orphans=1;;0;0 pppd_zombies=0;;;0 crashes=1;;;0",
        "They are: ps -C xl2tpd -o pid,ppid,lstart,args",
        ORPHAN,
        CRASHED);
  }

  @Test
  void killedXl2tpdIsCritical() throws IOException {
    assertStep(
        "left-over",
        2,
        "PPPD CRITICAL - xl2tpd does not run - 1 pppd"
            + BOOTED
            + "restarts=0;;;0 xl2tpd_procs=0;;;0"
            + " pppd_procs=1;;;0 pppd_orphans=1;;;0 pppd_zombies=0;;;0 crashes=1;;;0"
            + NO_ERRORS,
        "Why: systemctl status xl2tpd, journalctl -u xl2tpd, or its lines in the log; then systemctl"
            + " start xl2tpd.",
        "xl2tpd's last word in the log, T ago: it started, and does not say why it ended",
        ORPHAN,
        CRASHED);
  }

  @Test
  void startedAgainIsOneRestart() throws IOException {
    assertStep(
        "restarted",
        2,
        "PPPD CRITICAL - pppd_orphans is 1, above 0 - xl2tpd up T; 1 pppd, 1 restart within 1 h"
            + BOOTED
            + "restarts=1;0;;0 xl2tpd_procs=1;;;0 xl2tpd_uptime=N;;;0 xl2tpd_rss=N;;;0"
            + " xl2tpd_cpu=N;;;0 pppd_procs=1;;;0 pppd_orphans=1;;0;0 pppd_zombies=0;;;0"
            + " crashes=1;;;0"
            + NO_ERRORS,
        "WARNING: restarts is 1, above 0",
        "xl2tpd was started again once within 1 h, last T ago (by the log)",
        "xl2tpd: 1 process, the youngest PID up T",
        ORPHAN,
        "pppd: 1 for clients of pptpd and xl2tpd, 0 for others (dialling out, PPPoE)",
        "/run/ppp0.pid names process PID, which is no pppd: it was killed",
        CRASHED,
        "read: /var/log/syslog",
        "rates and processor time are those of the last T");
  }

  @Test
  void withoutTheOrphanItIsMended() throws IOException {
    assertStep(
        "mended",
        0,
        "PPPD OK - xl2tpd up T; 0 pppd, 1 restart within 1 h"
            + BOOTED
            + "restarts=1;;;0 xl2tpd_procs=1;;;0 xl2tpd_uptime=N;;;0 xl2tpd_rss=N;;;0"
            + " xl2tpd_cpu=N;;;0 pppd_procs=0;;;0 pppd_orphans=0;;;0 pppd_zombies=0;;;0"
            + " crashes=1;;;0"
            + NO_ERRORS,
        "xl2tpd was started again once within 1 h, last T ago (by the log)",
        CRASHED);
  }
}
