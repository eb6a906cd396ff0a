package io.github.pppvpn.checks.l2tp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.checks.net.ProbeRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The installed command as a monitoring system starts it. */
class L2tpCommandIT {
  @TempDir Path folder;

  private Process start(Object... words) throws Exception {
    List<String> line = new ArrayList<>();
    // A signal that is ignored when a shell starts stays ignored, as below a background job.
    line.add("env");
    line.add("--default-signal=TERM");
    line.add(Path.of(System.getProperty("dist"), "bin", "check_l2tp_udp1701").toString());
    for (Object word : words) {
      line.add(word.toString());
    }
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder.start();
  }

  private void assertGives(Process process, int exitCode, String line1) throws Exception {
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new AssertionError("the command does not end");
    }
    assertEquals("", Files.readString(folder.resolve("err"), UTF_8));
    String out = Files.readString(folder.resolve("out"), UTF_8);
    assertEquals(line1, new ProbeRun(process.exitValue(), out, 0).line1());
    assertEquals(exitCode, process.exitValue());
  }

  @Test
  void ok() throws Exception {
    try (ScriptedDaemon daemon = ScriptedDaemon.start(ScriptedDaemon.GOOD)) {
      assertGives(
          start("-H", "127.0.0.1", "-p", daemon.port()), 0, GoodDaemonTest.ok(daemon.address()));
      assertEquals(List.of("SCCRQ", "StopCCN"), daemon.stoppedCaller().heard());
    }
  }

  /** Other runs, other tunnels. */
  @Test
  void tunnelsAreRandom() throws Exception {
    try (ScriptedDaemon daemon = ScriptedDaemon.start(ScriptedDaemon.GOOD)) {
      for (int i = 0; i < 3; i++) {
        assertGives(
            start("-H", "127.0.0.1", "-p", daemon.port()), 0, GoodDaemonTest.ok(daemon.address()));
      }
      List<Caller> callers = daemon.callers();
      assertEquals(3, callers.size());
      assertTrue(
          callers.get(0).tunnelId() != callers.get(1).tunnelId()
              || callers.get(1).tunnelId() != callers.get(2).tunnelId());
    }
  }

  @Test
  void aSignalEndsItPolitely() throws Exception {
    try (ScriptedDaemon daemon = ScriptedDaemon.start(ScriptedDaemon.SILENT)) {
      Process process = start("-H", "127.0.0.1", "-p", daemon.port(), "-t", 20);
      for (int i = 0; i < 1000 && daemon.callers().isEmpty(); i++) {
        Thread.sleep(10);
      }
      process.destroy();
      assertGives(
          process,
          3,
          "L2TP-CONTROL UNKNOWN - ended by a signal while waiting for the answer to SCCRQ, "
              + daemon.address());
      List<String> heard = daemon.stoppedCaller().heard();
      assertEquals("StopCCN", heard.get(heard.size() - 1));
    }
  }

  @Test
  void nothingListens() throws Exception {
    int port = SilenceTest.closedPort();
    assertGives(
        start("-H", "127.0.0.1", "-p", port),
        2,
        "L2TP-CONTROL CRITICAL - 127.0.0.1:"
            + port
            + " has nothing on that UDP port: ICMP port unreachable");
  }
}
