package io.github.pppvpn.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateDirTest {
  private final Map<String, String> variables = new HashMap<>();

  @Test
  void optionThenMonitoringPluginsVariableThenNagiosThenOurOwn() {
    assertEquals("/var/lib/ppp-vpn-checks", stateDir());
    variables.put("NAGIOS_PLUGIN_STATE_DIRECTORY", "/nagios");
    assertEquals("/nagios", stateDir());
    variables.put("MP_STATE_PATH", "/mp");
    assertEquals("/mp", stateDir());
    assertEquals("/given", stateDir("--state-dir", "/given"));
  }

  @Test
  void rootIsTheHostItselfUnlessGiven() {
    assertEquals("/", invocation().root());
    assertEquals("/recorded", invocation("--root=/recorded").root());
  }

  private String stateDir(String... words) {
    return invocation(words).stateDir();
  }

  private Invocation invocation(String... words) {
    Invocation[] seen = new Invocation[1];
    Check check =
        new FakeCheck(
            invocation -> {
              seen[0] = invocation;
              return Report.builder().build();
            });
    Environment environment =
        new Environment(
            variables,
            OutputStream.nullOutputStream(),
            System::nanoTime,
            System::currentTimeMillis,
            System.nanoTime(),
            new RecordingLifecycle());
    Runner.run(check, List.of(words), environment);
    return seen[0];
  }
}
