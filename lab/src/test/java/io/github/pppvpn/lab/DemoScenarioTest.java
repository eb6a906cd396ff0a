package io.github.pppvpn.lab;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What lab/demo shows, with every command that the build made. */
@Tag("lab")
class DemoScenarioTest {

  @Test
  void everyCommandEndsAsTheDemoExpects() throws IOException, InterruptedException {
    String stdout = Lab.record("demo", "demo").stdout();
    assertTrue(stdout.endsWith("\n0 unexpected exit codes.\n"), stdout);
  }
}
