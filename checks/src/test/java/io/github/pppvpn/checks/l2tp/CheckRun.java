package io.github.pppvpn.checks.l2tp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.checks.net.ProbeRun;
import java.util.ArrayList;
import java.util.List;

/** Runs check_l2tp_udp1701 within this process. */
final class CheckRun {
  /** The bytes 1, 2, 3, …: tunnel id 0x0102, challenge 03 to 12. */
  static final Randomness FIXED =
      length -> {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
          bytes[i] = (byte) (i + 1);
        }
        return bytes;
      };

  private CheckRun() {}

  static ProbeRun of(Object... words) throws Exception {
    return startedBefore(0, words);
  }

  /** Runs it in a process that took {@code millis} to get there, all of which count. */
  static ProbeRun startedBefore(long millis, Object... words) throws Exception {
    return ProbeRun.of(new CheckL2tpUdp1701(FIXED), millis, words);
  }

  /** Runs it with other random numbers. */
  static ProbeRun with(Randomness randomness, Object... words) throws Exception {
    return ProbeRun.of(new CheckL2tpUdp1701(randomness), 0, words);
  }

  /** Runs it against a server on 127.0.0.1 with a timeout of {@code seconds}. */
  static ProbeRun against(ScriptedDaemon server, int seconds, Object... more) throws Exception {
    List<Object> words = new ArrayList<>();
    words.addAll(List.of("-H", "127.0.0.1", "-p", server.port(), "-t", seconds));
    words.addAll(List.of(more));
    ProbeRun run = of(words.toArray());
    assertTrue(run.seconds() <= seconds + 0.5, () -> "it took " + run.seconds() + " s");
    return run;
  }
}
