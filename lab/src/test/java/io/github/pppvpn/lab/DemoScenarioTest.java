package io.github.pppvpn.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What lab/demo shows, with every command that the build made. */
@Tag("lab")
class DemoScenarioTest {

  @Test
  void everyCommandEndsAsTheDemoExpects() throws IOException, InterruptedException {
    String out = Lab.emptyFolder("demo").toString();
    Lab.Run run = Lab.run(Map.of(), "--out", out, "demo");
    assertEquals(0, run.exitCode(), run.stdout() + run.stderr());
    assertTrue(run.stdout().endsWith("\n0 unexpected exit codes.\n"), run.stdout());
  }
}
