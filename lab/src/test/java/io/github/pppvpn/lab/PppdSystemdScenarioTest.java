package io.github.pppvpn.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * check_pppd beside the real systemd, which starts a real pptpd again and again; the scenario is
 * lab/scenarios/pppd-systemd.
 */
@Tag("lab")
class PppdSystemdScenarioTest {
  private static Recording recording;

  @BeforeAll
  static void boot() throws IOException, InterruptedException {
    recording = Lab.record("pppd-systemd", "pppd-systemd");
  }

  private static Step step(String name, int exitCode) throws IOException {
    Step step = recording.step(name);
    assertEquals(exitCode, step.exitCode(), step.out());
    assertEquals("", step.err());
    return step;
  }

  private static String metric(Step step, String label) {
    String line = step.out().lines().findFirst().orElse("");
    int at = line.indexOf(" " + label + "=");
    return at < 0 ? "none" : line.substring(at + label.length() + 2).split("[; ]", 2)[0];
  }

  private static long count(String text, String part) {
    return text.split(java.util.regex.Pattern.quote(part), -1).length - 1L;
  }

  @Test
  void upIsNoRestart() throws IOException {
    Step step = step("up", 0);
    assertEquals("0", metric(step, "restarts"), step.out());
    assertEquals("0", metric(step, "crashes"), step.out());
  }

  /** pptpd itself says nothing of its death: systemd does. */
  @Test
  void killedThreeTimesBetweenTwoChecks() throws IOException {
    assertTrue(step("counter", 0).out().contains("NRestarts=3"));
    Step step = step("killed", 2);
    assertEquals("3", metric(step, "restarts"), step.out());
    assertEquals("3", metric(step, "crashes"), step.out());
    assertEquals(3, count(step.out(), "\npptpd died of signal 9 (SIGKILL) "), step.out());
  }

  @Test
  void aFaultThatPptpdDoesNotCatch() throws IOException {
    Step step = step("faulted", 0);
    assertEquals("4", metric(step, "restarts"), step.out());
    assertEquals("4", metric(step, "crashes"), step.out());
    assertEquals(1, count(step.out(), "\npptpd died of signal 11 (SIGSEGV) "), step.out());
  }

  /** systemd goes on counting while no check finds a pptpd that lasts. */
  @Test
  void aLoopIsCountedBySystemd() throws IOException {
    Step step = recording.step("loop");
    long restarts = Long.parseLong(metric(step, "restarts"));
    assertTrue(restarts >= counter("loop-least"), step.out());
    // A process that was there when the check looked is one that the counter has not told yet.
    assertTrue(restarts <= counter("loop-most") + 1, step.out());
    Step stopped = step("stopped", 2);
    assertTrue(stopped.out().contains("pptpd does not run (systemd: inactive)"), stopped.out());
    assertTrue(
        stopped.out().contains("it could not do its work: "), "the last word: " + stopped.out());
  }

  private static long counter(String name) throws IOException {
    Path file = recording.folder().resolve(name);
    return Long.parseLong(Files.readString(file, StandardCharsets.UTF_8).strip());
  }
}
