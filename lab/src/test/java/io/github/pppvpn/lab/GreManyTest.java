package io.github.pppvpn.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Twenty probes of check_gre_probe that start in the same second, and a hundred in a row; the
 * scenario is lab/scenarios/gre-many.
 */
@Tag("lab-long")
class GreManyTest {
  private static final int AT_ONCE = 20;
  private static final int IN_A_ROW = 100;

  private static Recording recording;

  @BeforeAll
  static void boot() throws IOException, InterruptedException {
    recording = Lab.record("gre-many", 1200, "gre-many", "" + AT_ONCE, "" + IN_A_ROW);
  }

  @Test
  void eachOfThoseAtOnceHasItsOwnCall() throws IOException {
    for (int i = 1; i <= AT_ONCE; i++) {
      assertPasses("once-" + i);
    }
  }

  @Test
  void eachOfThoseInRowFindsServerReady() throws IOException {
    for (int i = 1; i <= IN_A_ROW; i++) {
      assertPasses("row-" + i);
    }
  }

  private static void assertPasses(String name) throws IOException {
    Step step = recording.step(name);
    assertTrue(step.out().contains("GRE passes both ways to "), name + ": " + step.out());
    assertEquals("", step.err(), name);
  }

  /** The scenario waited until no slot was taken, no pppd ran and no interface was there. */
  @Test
  void serverLogsCallsAndNothingElse() throws IOException {
    assertEquals(AT_ONCE, calls("at-once"));
    assertEquals(IN_A_ROW, calls("in-a-row"));
  }

  private static long calls(String name) throws IOException {
    List<String> log = GreLines.quietLog(recording, name);
    assertFalse(log.isEmpty());
    return log.stream().filter(line -> line.contains("CTRL: Starting call ")).count();
  }
}
