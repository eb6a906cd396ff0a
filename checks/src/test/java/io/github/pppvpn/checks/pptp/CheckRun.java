package io.github.pppvpn.checks.pptp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.checks.net.ProbeRun;
import java.util.ArrayList;
import java.util.List;

/** Runs check_pptp_tcp1723 within this process. */
final class CheckRun {
  private CheckRun() {}

  static ProbeRun of(Object... words) throws Exception {
    return startedBefore(0, words);
  }

  /** Runs it in a process that took {@code millis} to get there, all of which count. */
  static ProbeRun startedBefore(long millis, Object... words) throws Exception {
    return ProbeRun.of(new CheckPptpTcp1723(), millis, words);
  }

  /** Runs it against a server on 127.0.0.1 with a timeout of {@code seconds}. */
  static ProbeRun against(ScriptedServer server, int seconds, Object... more) throws Exception {
    List<Object> words = new ArrayList<>();
    words.addAll(List.of("-H", "127.0.0.1", "-p", server.port(), "-t", seconds));
    words.addAll(List.of(more));
    ProbeRun run = of(words.toArray());
    assertTrue(run.seconds() <= seconds + 0.5, () -> "it took " + run.seconds() + " s");
    return run;
  }
}
