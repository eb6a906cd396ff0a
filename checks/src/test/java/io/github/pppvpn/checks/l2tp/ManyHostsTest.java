package io.github.pppvpn.checks.l2tp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.pppvpn.checks.l2tp.ScriptedDaemon.Script;
import io.github.pppvpn.checks.net.ProbeRun;
import io.github.pppvpn.wire.l2tp.ControlMessage;
import io.github.pppvpn.wire.l2tp.ControlMessageType;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several -H, or a file of hosts: each as if it were asked alone, all at once. */
class ManyHostsTest {
  @TempDir Path folder;
  private final List<ScriptedDaemon> daemons = new ArrayList<>();
  private int port;

  /** A daemon on 127.0.1.NUMBER, all on the same port. */
  private ScriptedDaemon serve(int number, Script script) throws IOException {
    ScriptedDaemon daemon = new ScriptedDaemon("127.0.1." + number, port, script);
    port = daemon.port();
    daemons.add(daemon);
    return daemon;
  }

  @AfterEach
  void close() {
    daemons.forEach(ScriptedDaemon::close);
  }

  private ProbeRun run(String hosts, Object... more) throws Exception {
    List<Object> words = new ArrayList<>();
    for (String host : hosts.split(" ", -1)) {
      words.add("-H");
      words.add(host);
    }
    words.add("-p");
    words.add(port);
    words.addAll(List.of(more));
    ProbeRun run = CheckRun.of(words.toArray());
    return new ProbeRun(run.exitCode(), run.output().replace(":" + port, ":PORT"), run.seconds());
  }

  private static boolean isRequest(ControlMessage message) {
    return message.type().orElse(null) == ControlMessageType.SCCRQ;
  }

  /** A good one, and all that can be wrong. */
  private String servers() throws IOException {
    serve(1, ScriptedDaemon.GOOD);
    serve(2, ScriptedDaemon.SILENT);
    serve(3, (caller, message) -> caller.send(new byte[] {1, 2, 3}));
    serve(
        4,
        (caller, message) -> {
          if (isRequest(message)) {
            caller.stop(2, 6, "No Authorization");
          }
        });
    serve(5, (caller, message) -> caller.zlb());
    return "127.0.1.1 127.0.1.2 127.0.1.3 127.0.1.4 127.0.1.5 127.0.1.9 nowhere.test";
  }

  /** The same measuring and judging code: the same words, numbers and lines for each. */
  @ParameterizedTest
  @ValueSource(strings = {"", "--establish", "--no-answer OK", "-w time=0"})
  void eachAsIfItWereAskedAlone(String option) throws Exception {
    // Waiting for all that never answer takes its time, so not with every option.
    boolean silent = option.isEmpty() || option.startsWith("--no-answer");
    String all = servers();
    String[] hosts = (silent ? all : "127.0.1.1 127.0.1.4 127.0.1.9 nowhere.test").split(" ", -1);
    List<Object> more = new ArrayList<>(List.of("-t", 2, "--output", "json"));
    more.addAll(option.isEmpty() ? List.of() : List.of(option.split(" ", -1)));
    JsonArray many =
        json(run(String.join(" ", hosts), more.toArray()))
            .getAsJsonObject("data")
            .getAsJsonArray("hosts");
    for (int i = 0; i < hosts.length; i++) {
      JsonObject alone = json(run(hosts[i], more.toArray()));
      JsonObject one = many.get(i).getAsJsonObject();
      assertEquals(hosts[i], one.get("host").getAsString());
      assertEquals(alone.get("state"), one.get("state"), hosts[i]);
      assertEquals(alone.get("summary"), one.get("summary"), hosts[i]);
      assertEquals(alone.get("details"), one.get("next_steps"), hosts[i]);
      assertEquals(alone.getAsJsonObject("data").get("addresses"), one.get("addresses"), hosts[i]);
    }
  }

  private static JsonObject json(ProbeRun run) {
    // A number may be any of them.
    String text = run.normalized().replaceAll(":T([,}])", ":0$1");
    return JsonParser.parseString(text).getAsJsonObject();
  }

  @Test
  void whatIsWrongWithEachInOneRun() throws Exception {
    ProbeRun run = run(servers(), "-t", 2, "--host-perfdata", "none");
    assertTrue(run.seconds() <= 2.5, () -> "it took " + run.seconds());
    assertEquals(
        "L2TP-CONTROL CRITICAL - 5 of 7 hosts CRITICAL: 127.0.1.2 (silent), 127.0.1.3 (malformed),"
            + " 127.0.1.4 (rejected), 127.0.1.5 (no reply), 127.0.1.9 (port unreachable); 1"
            + " UNKNOWN: nowhere.test (cannot be looked up) - 1 of 7 hosts answer, the slowest,"
            + " 127.0.1.1, in T | time=Ts;;;0 hosts=7;;;0 hosts_ok=1;;;0 hosts_failed=6;;;0",
        run.line1());
    assertEquals(2, run.exitCode());
    assertEquals(List.of("SCCRQ", "StopCCN"), daemons.get(0).stoppedCaller().heard());
  }

  /** What the text counts and what hosts_ok counts do not contradict each other. */
  @Test
  void hostsThatMayBeSilent() throws Exception {
    serve(1, ScriptedDaemon.GOOD);
    serve(2, ScriptedDaemon.SILENT);
    serve(3, ScriptedDaemon.SILENT);
    ProbeRun run =
        run(
            "127.0.1.1 127.0.1.2 127.0.1.3",
            "-t",
            3,
            "--no-answer",
            "OK",
            "--host-perfdata",
            "none");
    run.assertGives(
        0,
        "L2TP-CONTROL OK - 1 of 3 hosts answer, the slowest, 127.0.1.1, in T; 2 are silent, which"
            + " is OK here (--no-answer) | time=Ts;;;0 hosts=3;;;0 hosts_ok=3;;;0"
            + " hosts_failed=0;;;0");
    run = run("127.0.1.2 127.0.1.3", "-t", 3, "--no-answer", "OK", "--host-perfdata", "none");
    run.assertGives(
        0,
        "L2TP-CONTROL OK - 2 of 2 hosts are silent, which is OK here (--no-answer) | hosts=2;;;0"
            + " hosts_ok=2;;;0 hosts_failed=0;;;0");
  }

  /** xl2tpd takes two tunnels of one id for the same, whichever of its addresses was asked. */
  @Test
  void everyTunnelHasAnIdOfItsOwn() throws Exception {
    serve(1, ScriptedDaemon.GOOD);
    serve(2, ScriptedDaemon.GOOD);
    serve(3, ScriptedDaemon.GOOD);
    assertEquals(0, run("127.0.1.1 127.0.1.2 127.0.1.3").exitCode());
    Set<Integer> ids = new HashSet<>();
    for (ScriptedDaemon daemon : daemons) {
      ids.add(daemon.stoppedCaller().tunnelId());
    }
    assertEquals(3, ids.size());
  }

  /** RFC 2661 section 8.1: the answer may come from another port than the one that was asked. */
  @Test
  void anAnswerFromAnotherPort() throws Exception {
    try (DatagramSocket other = new DatagramSocket(0, InetAddress.getByName("127.0.1.1"))) {
      serve(
          1,
          (caller, message) -> {
            if (isRequest(message)) {
              Caller moved = new Caller(other, caller.address());
              moved.hear(message);
              moved.reply();
            }
          });
      ProbeRun run = run("127.0.1.1 127.0.1.1", "-t", 2);
      assertTrue(run.line1().startsWith("L2TP-CONTROL OK - 1 of 1 hosts answer"), run.output());
    }
  }

  /** Said once, and not of every host. */
  @Test
  void anExposedSecretFile() throws Exception {
    serve(
        1,
        (caller, message) -> {
          if (isRequest(message)) {
            caller.reply(caller.response("s"));
          } else {
            caller.acknowledge(message);
          }
        });
    Path secret = Files.writeString(folder.resolve("secret"), "s\n");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
    ProbeRun run = run("127.0.1.1 127.0.1.1", "--secret-file", secret, "--host-perfdata", "none");
    assertTrue(
        run.line1()
            .startsWith(
                "L2TP-CONTROL WARNING - every user of this host can read or change the secret file "
                    + secret
                    + " - 1 of 1 hosts answer"),
        run.line1());
    assertEquals(1, run.exitCode());
  }

  @Test
  void threeHundredSilentHosts() throws Exception {
    try (ScriptedDaemon silent = new ScriptedDaemon("0.0.0.0", 0, ScriptedDaemon.SILENT)) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 300; i++) {
        text.append("127.0.").append(2 + i / 200).append('.').append(1 + i % 200).append('\n');
      }
      Path file = Files.writeString(folder.resolve("hosts"), text);
      ProbeRun run = CheckRun.of("--hosts-file", file, "-p", silent.port(), "-t", 10);
      assertTrue(
          run.line1()
              .startsWith(
                  "L2TP-CONTROL CRITICAL - 300 of 300 hosts CRITICAL: 300 silent (127.0.2.1,"),
          run.line1());
      assertEquals(300, silent.callers().size());
    }
  }
}
