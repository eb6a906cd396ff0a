package io.github.pppvpn.checks.pptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.checks.pptp.Installation.Running;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ended from outside while a server is silent: one sentence, UNKNOWN, and the server is told. */
class SignalsIT {
  private static final String REQUEST = "Start-Control-Connection-Request";
  private static final String STOP = "Stop-Control-Connection-Request";

  @TempDir Path folder;

  /** Starts the command and waits until the server has its request. */
  private Running waiting(ScriptedServer server, Object... more) throws Exception {
    List<Object> words =
        Stream.concat(
                Stream.of("-H", "127.0.0.1", "-p", server.port(), "-t", "20"), Stream.of(more))
            .toList();
    Running running = Installation.at(folder).start(words.toArray());
    for (int i = 0; i < 1000 && !hasRequest(server); i++) {
      Thread.sleep(10);
    }
    assertTrue(hasRequest(server), "no request came");
    return running;
  }

  private static boolean hasRequest(ScriptedServer server) {
    return server.peers().size() == 1 && server.peers().get(0).heard().contains(REQUEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT", "HUP", "QUIT"})
  void aSignalEndsItPolitely(String signal) throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer.SILENT)) {
      Running running = waiting(server);
      long start = System.nanoTime();
      running.kill("kill -" + signal + " $1");
      running
          .outcome()
          .assertGives(
              3,
              "PPTP UNKNOWN - ended by a signal while waiting for the"
                  + " Start-Control-Connection-Reply of "
                  + server.address()
                  + "\n");
      double seconds = (System.nanoTime() - start) / 1e9;
      assertTrue(seconds <= 1, () -> "it took " + seconds + " s");
      assertEquals(List.of(REQUEST, STOP), server.endedPeer().heard());
      assertEquals(Peer.End.CLOSED, server.endedPeer().end());
    }
  }

  @Test
  void manySignalsAreAsOne() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer.SILENT)) {
      Running running = waiting(server, "--output", "json");
      running.kill("kill -TERM $1 || exit 1; kill -INT $1; kill -TERM $1; exit 0");
      Installation.Outcome outcome = running.outcome();
      assertEquals("", outcome.err());
      assertEquals(1, outcome.out().lines().count(), outcome.out());
      assertTrue(outcome.out().contains("\"exit_code\":3,"), outcome.out());
      assertEquals(3, outcome.code());
      assertEquals(List.of(REQUEST, STOP), server.endedPeer().heard());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void aSignalAtTheStartIsNotLost(String signal) throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer.SILENT)) {
      Running running =
          Installation.at(folder).start("-H", "127.0.0.1", "-p", server.port(), "-t", "20");
      assertTrue(running.java().isAlive());
      running.kill("kill -" + signal + " $1");
      Installation.Outcome outcome = running.outcome();
      assertEquals("", outcome.err());
      assertEquals(1, outcome.out().lines().count(), outcome.out());
      assertTrue(outcome.out().contains(" UNKNOWN - ended by a signal while "), outcome.out());
      assertEquals(3, outcome.code());
    }
  }

  @Test
  void aKilledJavaIsSaid() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer.SILENT)) {
      Running running = waiting(server);
      assertTrue(running.java().destroyForcibly());
      running
          .outcome()
          .assertGives(
              3,
              "check_pptp_tcp1723 UNKNOWN - the Java runtime was killed by signal 9; out of"
                  + " memory?\n");
    }
  }

  /** As the kernel does for a group, and as a monitoring system may. */
  @Test
  void aSignalToBothIsOne() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer.SILENT)) {
      Running running = waiting(server);
      running.kill("kill -TERM $1 || exit 1; kill -TERM $2; exit 0");
      running
          .outcome()
          .assertGives(
              3,
              "PPTP UNKNOWN - ended by a signal while waiting for the"
                  + " Start-Control-Connection-Reply of "
                  + server.address()
                  + "\n");
      assertEquals(List.of(REQUEST, STOP), server.endedPeer().heard());
    }
  }
}
