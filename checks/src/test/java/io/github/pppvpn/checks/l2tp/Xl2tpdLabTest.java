package io.github.pppvpn.checks.l2tp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.checks.net.ProbeRun;
import io.github.pppvpn.testkit.Xl2tpd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's xl2tpd on loopback: what the check says of it, and what it logs of the check. */
@Tag("lab")
class Xl2tpdLabTest {
  private static final String LINE =
      "control_finish: Connection closed to 127.0.0.1, port N (ppp-vpn-checks done), Local: N,"
          + " Remote: N";
  private static final String ESTABLISHED =
      "Connection established to 127.0.0.1, N.  Local: N, Remote: N (ref=0/0).  LNS session is"
          + " 'default'";

  @TempDir Path folder;

  private Path secret(String text) throws Exception {
    Path file = folder.resolve("our-secret");
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, text + "\n");
  }

  private Xl2tpd plain() throws Exception {
    return new Xl2tpd(folder, "* * open-sesame", "", "");
  }

  private Xl2tpd challenging() throws Exception {
    return new Xl2tpd(folder, "* * open-sesame", "", "challenge = yes");
  }

  private static ProbeRun check(Xl2tpd daemon, Object... more) throws Exception {
    List<Object> words = new ArrayList<>(List.of("-H", "127.0.0.1", "-p", daemon.port(), "-t", 5));
    words.addAll(List.of(more));
    return CheckRun.with(Randomness.SYSTEM, words.toArray());
  }

  private static void assertLine(String beginning, String end, ProbeRun run) {
    String line = run.line1().replaceFirst("host \"[^\"]*\"", "host \"NAME\"");
    assertEquals(
        beginning
            + ": host \"NAME\", vendor \"xelerance.com\", firmware 0x0690, receive window 4"
            + end,
        line);
    assertEquals(0, run.exitCode());
  }

  @Test
  void leavesOneLine() throws Exception {
    try (Xl2tpd daemon = plain()) {
      ProbeRun run = check(daemon);
      assertLine("L2TP-CONTROL OK - " + daemon.address() + " answered in T", " | time=Ts;;;0", run);
      assertEquals(List.of(LINE), daemon.printed());
      assertEquals(0, daemon.tunnels());
    }
  }

  @Test
  void theWholeTunnelLeavesTwo() throws Exception {
    try (Xl2tpd daemon = plain()) {
      assertLine(
          "L2TP-CONTROL OK - " + daemon.address() + " answered in T, tunnel established in T",
          " | time=Ts;;;0 establish_time=Ts;;;0",
          check(daemon, "--establish"));
      assertEquals(List.of(ESTABLISHED, LINE), daemon.printed());
      assertEquals(0, daemon.tunnels());
    }
  }

  @Test
  void bothProveTheSecret() throws Exception {
    try (Xl2tpd daemon = challenging()) {
      assertLine(
          "L2TP-CONTROL OK - "
              + daemon.address()
              + " answered in T, tunnel established in T, both proved the secret",
          ", demands a tunnel secret | time=Ts;;;0 establish_time=Ts;;;0",
          check(daemon, "--establish", "--secret-file", secret("open-sesame")));
      assertEquals(List.of(ESTABLISHED, LINE), daemon.printed());
      assertEquals(0, daemon.tunnels());
    }
  }

  @Test
  void hasAnotherSecret() throws Exception {
    try (Xl2tpd daemon = challenging()) {
      check(daemon, "--establish", "--secret-file", secret("open-barley"))
          .assertGives(
              2,
              "L2TP-CONTROL CRITICAL - "
                  + daemon.address()
                  + " has another tunnel secret than the secret file, or none: the Challenge"
                  + " Response of its SCCRP is wrong | time=Ts;;;0");
      assertEquals(
          List.of(LINE.replace("ppp-vpn-checks done", "tunnel authentication failed")),
          daemon.printed());
      assertEquals(0, daemon.tunnels());
    }
  }

  @Test
  void demandsASecret() throws Exception {
    try (Xl2tpd daemon = challenging()) {
      check(daemon, "--establish")
          .assertGives(
              2,
              "L2TP-CONTROL CRITICAL - "
                  + daemon.address()
                  + " demands tunnel authentication, and no secret was given (--secret-file)"
                  + " | time=Ts;;;0");
      assertEquals(0, daemon.tunnels());
    }
  }

  @Test
  void answersThoughItDemandsASecret() throws Exception {
    try (Xl2tpd daemon = challenging()) {
      assertLine(
          "L2TP-CONTROL OK - " + daemon.address() + " answered in T",
          ", demands a tunnel secret | time=Ts;;;0",
          check(daemon));
      assertEquals(List.of(LINE), daemon.printed());
      assertEquals(0, daemon.tunnels());
    }
  }

  @Test
  void hasNoSecretForUs() throws Exception {
    try (Xl2tpd daemon = new Xl2tpd(folder, "a b c", "", "challenge = yes")) {
      check(daemon)
          .assertGives(
              2,
              "L2TP-CONTROL CRITICAL - "
                  + daemon.address()
                  + " refused the tunnel: StopCCN with result 2, general error: a generic"
                  + " vendor-specific error occurred in the LAC (No secret on our side)");
      assertTrue(daemon.isEmptySoon());
    }
  }

  @Test
  void doesNotKnowUs() throws Exception {
    try (Xl2tpd daemon = new Xl2tpd(folder, "* * x", "access control = yes", "")) {
      check(daemon)
          .assertGives(
              2,
              "L2TP-CONTROL CRITICAL - "
                  + daemon.address()
                  + " refused the tunnel: StopCCN with result 2, general error: a generic"
                  + " vendor-specific error occurred in the LAC (No Authorization)");
      assertTrue(daemon.isEmptySoon());
    }
  }

  @Test
  void hangsForAMoment() throws Exception {
    try (Xl2tpd daemon = plain()) {
      daemon.freeze();
      Thread thaw =
          new Thread(
              () -> {
                try {
                  Thread.sleep(500);
                  daemon.thaw();
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      thaw.start();
      assertLine(
          "L2TP-CONTROL OK - " + daemon.address() + " answered in T",
          " | time=Ts;;;0",
          check(daemon));
      thaw.join();
      assertEquals(List.of(LINE), daemon.printed());
      assertEquals(0, daemon.tunnels());
    }
  }

  @Test
  void hangs() throws Exception {
    try (Xl2tpd daemon = plain()) {
      daemon.freeze();
      try {
        check(daemon)
            .assertGives(
                2,
                "L2TP-CONTROL CRITICAL - "
                    + daemon.address()
                    + " did not answer the SCCRQ, sent 3 times, within T");
      } finally {
        daemon.thaw();
      }
    }
  }

  @Test
  void aHundredInARowLeaveNothing() throws Exception {
    try (Xl2tpd daemon = plain()) {
      for (int i = 0; i < 100; i++) {
        ProbeRun run = check(daemon, i % 2 == 0 ? "-4" : "--establish");
        assertEquals(0, run.exitCode(), run.output());
      }
      assertEquals(100, Collections.frequency(daemon.printed(), LINE));
      assertEquals(50, Collections.frequency(daemon.printed(), ESTABLISHED));
      assertEquals(150, daemon.printed().size());
      assertEquals(0, daemon.tunnels());
    }
  }

  @Test
  void twentyAtOnceLeaveNothing() throws Exception {
    try (Xl2tpd daemon = plain()) {
      ExecutorService pool = Executors.newFixedThreadPool(20);
      try {
        List<Callable<ProbeRun>> runs = Collections.nCopies(20, () -> check(daemon));
        for (Future<ProbeRun> run : pool.invokeAll(runs)) {
          assertEquals(0, run.get().exitCode(), run.get().output());
        }
      } finally {
        pool.shutdown();
        assertTrue(pool.awaitTermination(30, TimeUnit.SECONDS));
      }
      assertEquals(20, Collections.frequency(daemon.printed(), LINE));
      assertEquals(20, daemon.printed().size());
      assertEquals(0, daemon.tunnels());
    }
  }
}
