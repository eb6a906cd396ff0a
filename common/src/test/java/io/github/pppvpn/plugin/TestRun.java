package io.github.pppvpn.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;

/** One run of a check within the test's own process. */
record TestRun(int code, String out, RecordingLifecycle lifecycle) {

  static TestRun of(Check check, String... words) {
    return with(Map.of(), check, words);
  }

  static TestRun with(Map<String, String> variables, Check check, String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RecordingLifecycle lifecycle = new RecordingLifecycle();
    Environment environment =
        new Environment(
            variables,
            out,
            System::nanoTime,
            System::currentTimeMillis,
            System.nanoTime(),
            lifecycle);
    int code = Runner.run(check, List.of(words), environment);
    return new TestRun(code, out.toString(UTF_8), lifecycle);
  }
}
