package io.github.pppvpn.checks.pptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.checks.pptp.Installation.Outcome;
import io.github.pppvpn.checks.pptp.Installation.Running;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many hosts by the installed command: few open files, and a signal in the middle. */
class ManyHostsIT {
  private static final String REQUEST = "Start-Control-Connection-Request";
  private static final String STOP = "Stop-Control-Connection-Request";

  @TempDir Path folder;

  private Path hosts(int count) throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= count; i++) {
      text.append("127.0.3.").append(i).append('\n');
    }
    return Files.writeString(folder.resolve("hosts"), text);
  }

  @Test
  void fewOpenFilesAreEnoughForHostsThatAnswer() throws Exception {
    try (ScriptedServer server = new ScriptedServer("0.0.0.0", 0, ScriptedServer.GOOD)) {
      Outcome outcome =
          Installation.at(folder.resolve("dist"))
              .shell(
                  "ulimit -n 64; exec \"$@\"",
                  "--hosts-file",
                  hosts(200),
                  "-p",
                  server.port(),
                  "-t",
                  "30");
      assertEquals("", outcome.err());
      assertTrue(outcome.out().startsWith("PPTP OK - 200 of 200 hosts answer, "), outcome.out());
      assertTrue(
          outcome
              .out()
              .contains(
                  "\nAt most 16 hosts were asked at a time, each for its share of the time: this"
                      + " process may have 64 files open (ulimit -n, LimitNOFILE=).\n"),
          outcome.out());
      assertEquals(0, outcome.code());
    }
  }

  /**
   * Sixteen at a time in four turns and more: a share of the time says nothing of who is silent.
   */
  @Test
  void silentHostsShareTheTime() throws Exception {
    try (ScriptedServer server = new ScriptedServer("0.0.0.0", 0, ScriptedServer.SILENT)) {
      Path file = hosts(64);
      Files.writeString(file, "127.0.3.99:1\n", StandardOpenOption.APPEND);
      Outcome outcome =
          Installation.at(folder.resolve("dist"))
              .shell(
                  "ulimit -n 64; exec \"$@\"",
                  "--hosts-file",
                  file,
                  "-p",
                  server.port(),
                  "-t",
                  "8");
      assertTrue(
          outcome
              .out()
              .startsWith(
                  "PPTP CRITICAL - 1 of 65 hosts CRITICAL: 127.0.3.99:1 (refused); 64 UNKNOWN: 64 cut"
                      + " short (127.0.3.1, "),
          outcome.out());
      assertTrue(outcome.out().contains("\nAt most 16 hosts were asked at a time, "));
      assertEquals(2, outcome.code());
      assertTrue(server.peers().size() >= 64);
    }
  }

  @Test
  void aSignalEndsEveryConversationPolitely() throws Exception {
    try (ScriptedServer server = new ScriptedServer("0.0.0.0", 0, ScriptedServer.SILENT)) {
      Running running =
          Installation.at(folder.resolve("dist"))
              .start("--hosts-file", hosts(50), "-p", server.port(), "-t", "20");
      for (int i = 0; i < 1000 && !haveAllRequests(server, 50); i++) {
        Thread.sleep(10);
      }
      assertTrue(haveAllRequests(server, 50), "requests are missing");
      running.kill("kill -TERM $1");
      running.outcome().assertGives(3, "PPTP UNKNOWN - ended by a signal while asking 50 hosts\n");
      for (Peer peer : server.endedPeers(50)) {
        assertEquals(List.of(REQUEST, STOP), peer.heard());
        assertEquals(Peer.End.CLOSED, peer.end());
      }
    }
  }

  private static boolean haveAllRequests(ScriptedServer server, int count) {
    List<Peer> peers = server.peers();
    return peers.size() == count && peers.stream().allMatch(peer -> peer.heard().contains(REQUEST));
  }
}
