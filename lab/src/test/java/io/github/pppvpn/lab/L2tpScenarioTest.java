package io.github.pppvpn.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An L2TP login over xl2tpd and the kernel; the scenario is lab/scenarios/l2tp. It runs in two
 * guests at once: they must not disturb each other.
 */
@Tag("lab")
class L2tpScenarioTest {
  private static List<Recording> recordings;

  @BeforeAll
  static void boot() throws InterruptedException {
    List<String> scenario = List.of("l2tp");
    recordings =
        List.copyOf(Lab.recordTogether(Map.of("l2tp-0", scenario, "l2tp-1", scenario)).values());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void kernelCarriesTheSession(int guest) throws IOException {
    String sessions = recordings.get(guest).step("sessions").out();
    assertTrue(sessions.contains("/LNS ") && sessions.contains("interface ppp0"), sessions);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void packetsPassTheTunnel(int guest) throws IOException {
    assertTrue(recordings.get(guest).step("routed").out().startsWith("192.168.78.1 dev ppp0 "));
    Step ping = recordings.get(guest).step("ping");
    assertEquals(0, ping.exitCode(), ping.out());
  }
}
