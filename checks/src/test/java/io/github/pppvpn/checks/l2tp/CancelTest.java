package io.github.pppvpn.checks.l2tp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.checks.l2tp.ScriptedDaemon.Script;
import io.github.pppvpn.checks.net.Family;
import io.github.pppvpn.plugin.Deadline;
import io.github.pppvpn.plugin.Invocation;
import io.github.pppvpn.plugin.Privacy;
import io.github.pppvpn.plugin.State;
import io.github.pppvpn.wire.l2tp.ControlMessageType;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A run that is told to end in the middle: it takes its leave, and soon. */
class CancelTest {
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final AtomicReference<String> phase = new AtomicReference<>("");

  /** A run with an hour of time that is cancelled once the server has heard so many messages. */
  private List<String> cancelAfter(int messages, Script script) throws Exception {
    try (ScriptedDaemon daemon =
        ScriptedDaemon.start(
            (caller, message) -> {
              if (caller.heard().size() == messages) {
                cancelled.set(true);
              }
              script.take(caller, message);
            })) {
      L2tpOptions options =
          new L2tpOptions("127.0.0.1", daemon.port(), Family.ANY, "", true, "", State.CRITICAL);
      Deadline deadline = Deadline.after(System::nanoTime, System.nanoTime(), 3_600_000_000_000L);
      Invocation invocation =
          new Invocation(
              deadline,
              System::nanoTime,
              System::currentTimeMillis,
              "/",
              "/",
              Privacy.NONE,
              0,
              phase::set,
              cancelled::get);
      long start = System.nanoTime();
      assertThrows(
          InterruptedException.class,
          () -> new L2tpMeasurement(options, CheckRun.FIXED).measure(invocation));
      double seconds = (System.nanoTime() - start) / 1e9;
      assertTrue(seconds < 2, () -> "it took " + seconds + " s");
      return daemon.stoppedCaller().heard();
    }
  }

  @Test
  void whileTheServerIsSilent() throws Exception {
    assertEquals(List.of("SCCRQ", "StopCCN"), cancelAfter(1, ScriptedDaemon.SILENT));
  }

  @Test
  void whileTheTunnelIsSetUp() throws Exception {
    assertEquals(
        List.of("SCCRQ", "SCCCN", "StopCCN"),
        cancelAfter(
            2,
            (caller, message) -> {
              if (message.type().orElse(null) != ControlMessageType.SCCCN) {
                caller.behave(message);
              }
            }));
  }

  @Test
  void whileTheEndIsAwaited() throws Exception {
    assertEquals(
        List.of("SCCRQ", "SCCCN", "HELLO", "StopCCN"),
        cancelAfter(
            4,
            (caller, message) -> {
              if (message.type().orElse(null) != ControlMessageType.STOP_CCN) {
                caller.behave(message);
              }
            }));
    assertTrue(
        phase.get().startsWith("waiting for the acknowledgment of StopCCN, 127.0.0.1:"),
        phase.get());
  }
}
