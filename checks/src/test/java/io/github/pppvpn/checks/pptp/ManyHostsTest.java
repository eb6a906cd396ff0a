package io.github.pppvpn.checks.pptp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.pppvpn.checks.net.ProbeRun;
import io.github.pppvpn.checks.pptp.ScriptedServer.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several -H, or a file of hosts: each as if it were asked alone, all at once. */
@ExtendWith(StderrStaysEmpty.class)
class ManyHostsTest {
  private static final String NEXT_REFUSED =
      ". Nothing listens there, or a firewall rejects: on the server see systemctl status pptpd and"
          + " ss -ltn.";

  @TempDir Path folder;
  private final List<ScriptedServer> servers = new ArrayList<>();
  private int port;

  /** A server on 127.0.1.NUMBER, all on the same port. */
  private ScriptedServer serve(int number, Script script) throws IOException {
    ScriptedServer server = new ScriptedServer("127.0.1." + number, port, script);
    port = server.port();
    servers.add(server);
    return server;
  }

  @AfterEach
  void close() {
    servers.forEach(ScriptedServer::close);
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

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("hosts"), text);
  }

  private static Script replying(byte[] reply) {
    return peer -> {
      peer.request();
      peer.send(reply);
      peer.answer();
    };
  }

  /** Everything that can be wrong with a server, by what it is called in one word. */
  private Map<String, String> badServers() throws IOException {
    Map<String, Script> scripts = new LinkedHashMap<>();
    scripts.put("silent", ScriptedServer.SILENT);
    scripts.put(
        "reset",
        peer -> {
          peer.request();
          peer.reset();
        });
    scripts.put(
        "closed",
        peer -> {
          peer.request();
          peer.close();
        });
    scripts.put("not PPTP", peer -> peer.send("SSH-2.0-OpenSSH_9.2p1\r\n"));
    scripts.put("rejected", replying(Replies.reply(4, 0)));
    scripts.put(
        "incomplete",
        peer -> {
          peer.request();
          peer.send(new byte[] {0, (byte) 0x9c, 0, 1, 0x1a, 0x2b, 0x3c, 0x4d});
        });
    Map<String, String> hosts = new LinkedHashMap<>();
    int number = 10;
    for (Map.Entry<String, Script> script : scripts.entrySet()) {
      hosts.put(script.getKey(), "127.0.1." + number);
      serve(number++, script.getValue());
    }
    hosts.put("refused", "127.0.1.9");
    return hosts;
  }

  @Test
  void allAnswer() throws Exception {
    serve(1, ScriptedServer.GOOD);
    serve(2, ScriptedServer.GOOD);
    ProbeRun run = run("127.0.1.1 127.0.1.2", "-w", "50", "-c", "127.0.1.2_connect_time=60");
    assertEquals(
        List.of(
            "PPTP OK - 2 of 2 hosts answer, the slowest, HOST, in T | time=Ts;50;;0"
                + " connect_time=Ts;;;0 handshake_time=Ts;;;0 hosts=2;;;0 hosts_ok=2;;;0"
                + " hosts_failed=0;;;0"
                + " 127.0.1.1_time=Ts;50;;0 127.0.1.1_connect_time=Ts;;;0"
                + " 127.0.1.1_handshake_time=Ts;;;0"
                + " 127.0.1.2_time=Ts;50;;0 127.0.1.2_connect_time=Ts;;60;0"
                + " 127.0.1.2_handshake_time=Ts;;;0"),
        run.lines().stream()
            .map(line -> line.replaceFirst("127.0.1.[12], in", "HOST, in"))
            .toList());
    assertEquals(0, run.exitCode());
    for (ScriptedServer server : servers) {
      assertEquals(Peer.End.CLOSED, server.endedPeer().end());
    }
  }

  @Test
  void whatIsWrongWithEachInOneRun() throws Exception {
    serve(1, ScriptedServer.GOOD);
    String bad = String.join(" ", badServers().values());
    ProbeRun run = run("127.0.1.1 " + bad + " nowhere.test", "-t", 2, "--host-perfdata", "none");
    assertTrue(run.seconds() <= 2.5, () -> "it took " + run.seconds());
    String silent =
        "CRITICAL: 127.0.1.10:PORT accepted the connection but did not answer the"
            + " Start-Control-Connection-Request within T. pptpd accepts nobody while every slot";
    List<String> lines = run.lines();
    assertEquals(
        "PPTP CRITICAL - 7 of 9 hosts CRITICAL: 127.0.1.10 (silent), 127.0.1.11 (reset),"
            + " 127.0.1.12 (closed), 127.0.1.13 (not PPTP), 127.0.1.14 (rejected), 127.0.1.15"
            + " (incomplete), 127.0.1.9 (refused); 1 UNKNOWN: nowhere.test (cannot be looked up) -"
            + " 1 of 9 hosts answer, the slowest, 127.0.1.1, in T | time=Ts;;;0"
            + " connect_time=Ts;;;0 handshake_time=Ts;;;0 hosts=9;;;0 hosts_ok=1;;;0"
            + " hosts_failed=8;;;0",
        lines.get(0));
    assertTrue(lines.get(1).startsWith(silent), lines.get(1));
    assertEquals("CRITICAL: 127.0.1.9:PORT refused the connection" + NEXT_REFUSED, lines.get(7));
    assertEquals(
        "UNKNOWN: nowhere.test: the name nowhere.test does not resolve: unknown host. Look at"
            + " getent ahosts nowhere.test and /etc/resolv.conf on this host.",
        lines.get(8).replaceFirst("resolve: .*? Look", "resolve: unknown host. Look"));
    assertEquals(9, lines.size());
    assertEquals(2, run.exitCode());
  }

  /** The same measuring and judging code: the same words, numbers and lines for each. */
  @ParameterizedTest
  @ValueSource(strings = {"", "--echo", "--connect-only", "--all-addresses", "-w time=0"})
  void eachAsIfItWereAskedAlone(String option) throws Exception {
    serve(1, ScriptedServer.GOOD);
    List<Object> more = new ArrayList<>(List.of("-t", 2, "--output", "json"));
    more.addAll(option.isEmpty() ? List.of() : List.of(option.split(" ", -1)));
    Map<String, String> bad = badServers();
    if (!option.isEmpty()) {
      // Waited for once is enough.
      bad.keySet().removeAll(List.of("silent", "incomplete"));
    }
    List<String> hosts = new ArrayList<>(bad.values());
    hosts.addAll(List.of("127.0.1.1", "two.test", "nowhere.test"));
    JsonArray many =
        json(run(String.join(" ", hosts), more.toArray()))
            .getAsJsonObject("data")
            .getAsJsonArray("hosts");
    for (int i = 0; i < hosts.size(); i++) {
      JsonObject alone = json(run(hosts.get(i), more.toArray()));
      JsonObject one = many.get(i).getAsJsonObject();
      assertEquals(hosts.get(i), one.get("host").getAsString());
      assertEquals(alone.get("state"), one.get("state"), hosts.get(i));
      assertEquals(alone.get("summary"), one.get("summary"), hosts.get(i));
      assertEquals(alone.get("details"), one.get("next_steps"), hosts.get(i));
      assertEquals(
          alone.getAsJsonObject("data").get("addresses"), one.get("addresses"), hosts.get(i));
    }
  }

  private static JsonObject json(ProbeRun run) {
    // A number may be any of them.
    String text = run.normalized().replaceAll(":T([,}])", ":0$1");
    return JsonParser.parseString(text).getAsJsonObject();
  }

  @Test
  void rangesAreHeldAgainstEach() throws Exception {
    serve(1, ScriptedServer.GOOD);
    serve(2, ScriptedServer.GOOD);
    ProbeRun run =
        run("127.0.1.1 127.0.1.2", "-w", "0", "-c", "127.0.1.2_time=0", "--host-perfdata", "none");
    assertEquals(
        "PPTP CRITICAL - 1 of 2 hosts CRITICAL: 127.0.1.2 (time T); 1 WARNING: 127.0.1.1 (time T)",
        run.line1().substring(0, run.line1().indexOf(" - 2 of")));
    assertEquals(
        "CRITICAL: 127.0.1.2: time is T, above 0 s - 127.0.1.2:PORT answered in T: host \"local\","
            + " vendor \"linux\", firmware 1, PPTP 1.0",
        run.lines().get(1).replace("above T", "above 0 s"));
    assertEquals(2, run.exitCode());
  }

  @Test
  void aRangeForTheTotals() throws Exception {
    serve(1, ScriptedServer.GOOD);
    ProbeRun run = run("127.0.1.1 127.0.1.1", "-c", "hosts=2:", "--host-perfdata", "none");
    assertTrue(run.line1().startsWith("PPTP CRITICAL - hosts is 1, below 2 - 1 of 1 hosts"));
    assertEquals(2, run.exitCode());
  }

  @Test
  void aRangeForNobody() throws Exception {
    serve(1, ScriptedServer.GOOD);
    ProbeRun run = run("127.0.1.1 127.0.1.1", "-w", "127.0.1.7_time=1");
    assertTrue(
        run.line1()
            .startsWith("PPTP UNKNOWN - 127.0.1.7_time has a range but was not measured - 1 of 1"),
        run.line1());
    // Of one host there are no such metrics.
    run("127.0.1.1", "-w", "127.0.1.7_time=1")
        .assertGives(
            3,
            "PPTP UNKNOWN - option --warning: \"127.0.1.7_time=1\": unknown metric"
                + " \"127.0.1.7_time\" (this command has time, connect_time, handshake_time,"
                + " echo_time)");
  }

  @Test
  void aFileOfHosts() throws Exception {
    serve(1, ScriptedServer.GOOD);
    ScriptedServer other = new ScriptedServer("127.0.1.2", 0, ScriptedServer.GOOD);
    servers.add(other);
    Path file = file("# all\n127.0.1.1\n127.0.1.2:" + other.port() + "\n127.0.1.1:" + port + "\n");
    ProbeRun run =
        CheckRun.of(
            "--hosts-file", file, "-p", port, "-v", "--host-perfdata", "none", "-H", "one.test");
    assertTrue(
        run.line1()
            .startsWith("PPTP CRITICAL - 1 of 3 hosts CRITICAL: one.test (refused) - 2 of 3"),
        run.line1());
    assertEquals(
        "127.0.1.1:" + port + " is named more than once and was asked once",
        run.lines().get(run.lines().size() - 1));
    assertEquals(1, servers.get(0).endedPeers(1).size());
  }

  /** Its perfdata must not change its names when the second host comes. */
  @Test
  void aFileOfOneHost() throws Exception {
    serve(1, ScriptedServer.GOOD);
    ProbeRun run = CheckRun.of("--hosts-file", file("127.0.1.1\n"), "-p", port);
    assertTrue(
        run.line1().contains(" hosts=1;;;0 hosts_ok=1;;;0 hosts_failed=0;;;0 127.0.1.1_time="));
    assertEquals(0, run.exitCode());
  }

  @Test
  void aFileThatIsNone() throws Exception {
    CheckRun.of("--hosts-file", file("gw\0\n"))
        .assertGives(
            3,
            "PPTP UNKNOWN - the hosts file "
                + folder.resolve("hosts")
                + " has something else than a host in line 1: \"gw\\x00\"");
    CheckRun.of("--hosts-file", "/dev/zero")
        .assertGives(3, "PPTP UNKNOWN - the hosts file /dev/zero is no regular file");
    CheckRun.of("--hosts-file", " ")
        .assertGives(3, "PPTP UNKNOWN - option --hosts-file: \" \" is not a file");
    CheckRun.of("-H", "x", "--host-perfdata", "some")
        .assertGives(3, "PPTP UNKNOWN - option --host-perfdata: \"some\" is not all, fit or none");
  }

  /** As the file has it; a host of the option has its port from another. */
  @ParameterizedTest
  @ValueSource(strings = {"127.0.1.1:1723", "[::1]:1723", "gw.test:1723"})
  void aPortBesideAHost(String host) throws Exception {
    String sentence =
        "PPTP UNKNOWN - option --hostname: a host without its port is wanted, and the port with"
            + " --port 1723";
    CheckRun.of("-H", host).assertGives(3, sentence);
    CheckRun.of("-H", host, "-H", "127.0.1.2").assertGives(3, sentence);
  }

  /** What has colons, but no port, is still looked up. */
  @ParameterizedTest
  @ValueSource(strings = {"::1", "::1723", "[::1]", "a:b", "::"})
  void colonsWithoutAPort(String host) throws Exception {
    ProbeRun run = CheckRun.of("-H", host, "-p", 9, "-t", 1);
    assertTrue(!run.output().contains("--port"), run.output());
  }

  @Test
  void tooMany() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 4097; i++) {
      text.append("gw").append(i).append('\n');
    }
    CheckRun.of("--hosts-file", file(text.toString()))
        .assertGives(3, "PPTP UNKNOWN - 4097 hosts are more than the 4096 that one run asks");
  }

  /** They wait side by side, and each is told that nobody waits any longer. */
  @Test
  void threeHundredSilentHosts() throws Exception {
    try (ScriptedServer silent = new ScriptedServer("0.0.0.0", 0, ScriptedServer.SILENT)) {
      port = silent.port();
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 300; i++) {
        text.append("127.0.").append(2 + i / 200).append('.').append(1 + i % 200).append('\n');
      }
      ProbeRun run = CheckRun.of("--hosts-file", file(text.toString()), "-p", port, "-t", 5);
      assertTrue(run.seconds() <= 5.5, () -> "it took " + run.seconds());
      assertTrue(
          run.line1()
              .startsWith(
                  "PPTP CRITICAL - 300 of 300 hosts CRITICAL: 300 silent (127.0.2.1, 127.0.2.2,"
                      + " 127.0.2.3, 127.0.2.4, …) | connect_time="),
          run.line1());
      assertTrue(run.output().getBytes(UTF_8).length <= 4096);
      assertTrue(run.lines().get(run.lines().size() - 1).matches("… \\d+ more"), run.output());
      for (Peer peer : silent.endedPeers(300)) {
        assertEquals(
            List.of("Start-Control-Connection-Request", "Stop-Control-Connection-Request"),
            peer.heard());
      }
    }
  }

  @Test
  void perfdataOfEachIsAllOrNone() throws Exception {
    try (ScriptedServer good = new ScriptedServer("0.0.0.0", 0, ScriptedServer.GOOD)) {
      StringBuilder text = new StringBuilder();
      for (int i = 1; i <= 40; i++) {
        text.append("127.0.2.").append(i).append('\n');
      }
      String file = file(text.toString()).toString();
      ProbeRun fit = CheckRun.of("--hosts-file", file, "-p", good.port());
      assertTrue(fit.line1().endsWith(" hosts_failed=0;;;0"), fit.line1());
      ProbeRun all = CheckRun.of("--hosts-file", file, "-p", good.port(), "--host-perfdata", "all");
      assertTrue(all.line1().endsWith(" 127.0.2.40_handshake_time=Ts;;;0"), all.line1());
      assertEquals(0, all.exitCode());
    }
  }

  @Test
  void labelsAreUnique() throws Exception {
    ScriptedServer one = serve(1, ScriptedServer.GOOD);
    // Host and port, and a name that is a total's once it is a label.
    String text = "127.0.1.1:" + one.port() + "\n127.0.1.1_" + one.port() + "\nconnect\n";
    String json =
        CheckRun.of("--hosts-file", file(text), "-t", 2, "--output", "json", "--connect-only")
            .output();
    assertTrue(json.contains("\"127.0.1.1_" + one.port() + "_time\""), json);
  }

  @Test
  void forPrometheus() throws Exception {
    serve(1, ScriptedServer.GOOD);
    ProbeRun run = run("127.0.1.1 127.0.1.9", "--output", "prometheus");
    List<String> series = new ArrayList<>();
    for (String line : run.output().split("\n", -1)) {
      if (!line.startsWith("#") && !line.isEmpty()) {
        series.add(line.replaceFirst("(seconds.*) \\S+$", "$1 T"));
      }
    }
    assertEquals(
        List.of(
            "pppvpn_check_duration_seconds{check=\"check_pptp_tcp1723\"} T",
            "pppvpn_check_state{check=\"check_pptp_tcp1723\",target=\"127.0.1.1\"} 0.0",
            "pppvpn_check_state{check=\"check_pptp_tcp1723\",target=\"127.0.1.9\"} 2.0",
            "pppvpn_pptp_connect_duration_seconds{target=\"127.0.1.1\"} T",
            "pppvpn_pptp_handshake_duration_seconds{target=\"127.0.1.1\"} T",
            "pppvpn_pptp_hosts 2.0",
            "pppvpn_pptp_hosts_failed 1.0",
            "pppvpn_pptp_hosts_ok 1.0",
            "pppvpn_pptp_reply_duration_seconds{target=\"127.0.1.1\"} T"),
        series);
    assertEquals(2, run.exitCode());
  }

  @Test
  void forPrograms() throws Exception {
    serve(1, ScriptedServer.GOOD);
    ProbeRun run = run("127.0.1.1 127.0.1.9", "--output", "json", "--host-perfdata", "none");
    assertEquals(
        """
        {"check":"check_pptp_tcp1723","version":"VERSION","state":"CRITICAL","exit_code":2,
        "summary":"1 of 2 hosts CRITICAL: 127.0.1.9 (refused) - 1 of 2 hosts answer, the slowest,\
         127.0.1.1, in T",
        "metrics":[
        METRIC("time"T"s"),METRIC("connect_time"T"s"),METRIC("handshake_time"T"s"),
        METRIC("hosts"T""),METRIC("hosts_ok"T""),METRIC("hosts_failed"T""),
        METRIC("127.0.1.1_time"T"s"),METRIC("127.0.1.1_connect_time"T"s"),
        METRIC("127.0.1.1_handshake_time"T"s")],
        "details":["CRITICAL: 127.0.1.9:PORT refused the connectionNEXT"],
        "data":{"hosts":[
        {"host":"127.0.1.1","state":"OK","summary":"127.0.1.1:PORT answered in T: host \\"local\\",\
         vendor \\"linux\\", firmware 1, PPTP 1.0","next_steps":[],
        "addresses":[{"address":"127.0.1.1:PORT","up":true,"time":T,"connect_time":T,\
        "handshake_time":T,"host_name":"local","vendor":"linux","firmware":1,\
        "protocol_version":"1.0","result_code":1,"error_code":0}]},
        {"host":"127.0.1.9","state":"CRITICAL","summary":"127.0.1.9:PORT refused the connection",
        "next_steps":["STEP"],
        "addresses":[{"address":"127.0.1.9:PORT","up":false,"failure":"REFUSED"}]}]}}
        """
            .replaceAll(
                "METRIC\\((\"[^\"]+\")T(\"s?\")\\)",
                "{\"name\":$1,\"value\":T,\"unit\":$2,\"warning\":null,\"critical\":null,\"min\":0,"
                    + "\"max\":null,\"state\":\"OK\"}")
            .replace("STEP", NEXT_REFUSED.substring(2))
            .replace("NEXT", NEXT_REFUSED)
            .replace(",\n", ",")
            .replace("[\n", "["),
        run.normalized().replaceFirst("\"version\":\"[^\"]+\"", "\"version\":\"VERSION\""));
  }

  @Test
  void masksAddresses() throws Exception {
    serve(1, ScriptedServer.GOOD);
    ProbeRun run =
        run("127.0.1.1 127.0.1.9 one.test", "--privacy", "mask", "--output", "json", "-vvv");
    assertTrue(!run.output().contains("127.0.1"), run.output());
    assertTrue(run.output().contains("\"127.0.x.x_time\""), run.output());
    assertTrue(run.output().contains("\"one.test\""), run.output());
  }

  /** Prometheus takes a series once: the second host's would be lost. */
  @ParameterizedTest
  @CsvSource({"hide, (hidden)", "mask, 127.0.x.x"})
  void namesThatLookAlikeAreToldApart(String privacy, String name) throws Exception {
    serve(1, ScriptedServer.GOOD);
    ProbeRun run = run("127.0.1.1 127.0.1.9", "--privacy", privacy, "--output", "prometheus");
    String state = "pppvpn_check_state{check=\"check_pptp_tcp1723\",target=\"" + name;
    assertTrue(run.output().contains(state + "\"} 0.0\n"), run.output());
    assertTrue(run.output().contains(state + "_2\"} 2.0\n"), run.output());
    String json = run("127.0.1.1 127.0.1.9", "--privacy", privacy, "--output", "json").output();
    assertTrue(json.contains("\"host\":\"" + name + "_2\""), json);
    ProbeRun text = run("127.0.1.1 127.0.1.9", "--privacy", privacy);
    assertTrue(
        text.line1().startsWith("PPTP CRITICAL - 1 of 2 hosts CRITICAL: " + name + "_2 (refused)"),
        text.line1());
  }

  /** 4,096 hosts may all look alike. */
  @Test
  void manyNamesThatLookAlike() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 4096; i++) {
      text.append("127.0.").append(2 + i / 200).append('.').append(1 + i % 200).append('\n');
    }
    ProbeRun run =
        CheckRun.of("--hosts-file", file(text.toString()), "-p", 9, "--privacy", "hide", "-t", 40);
    assertTrue(run.line1().contains("4096 of 4096 hosts CRITICAL: 4096 refused"), run.line1());
  }

  /** Whoever starts the command knows the host's name; whoever reads the output need not. */
  @Test
  void aRangeForAHostWhoseNameIsMasked() throws Exception {
    serve(1, ScriptedServer.GOOD);
    serve(2, ScriptedServer.GOOD);
    ProbeRun run =
        run(
            "127.0.1.1 127.0.1.2",
            "-w",
            "127.0.1.2_time=0",
            "--privacy",
            "mask",
            "--host-perfdata",
            "all");
    assertTrue(
        run.line1().startsWith("PPTP WARNING - 1 of 2 hosts WARNING: 127.0.x.x_2 (time T)"),
        run.line1());
    assertTrue(run.line1().contains(" 127.0.x.x_time=Ts;;;0 "), run.line1());
    assertTrue(run.line1().contains(" 127.0.x.x_2_time=Ts;0;;0 "), run.line1());
    assertTrue(!run.output().contains("127.0.1"), run.output());
    assertEquals(1, run.exitCode());
  }

  @Test
  void aMaskedNameIsNoHost() throws Exception {
    serve(1, ScriptedServer.GOOD);
    serve(2, ScriptedServer.GOOD);
    ProbeRun run = run("127.0.1.1 127.0.1.2", "-w", "127.0.x.x_time=0", "--privacy", "mask", "-v");
    assertTrue(
        run.line1().startsWith("PPTP UNKNOWN - 127.0.x.x_time has a range but was not measured"),
        run.line1());
    assertEquals(3, run.exitCode());
  }

  @Test
  void fromASourceThatThisHostHasNot() throws Exception {
    serve(1, ScriptedServer.GOOD);
    ProbeRun run = run("127.0.1.1 127.0.1.1", "--source", "192.0.2.77");
    assertTrue(
        run.line1()
            .startsWith("PPTP UNKNOWN - 1 of 1 hosts UNKNOWN: 127.0.1.1 (cannot be asked) |"),
        run.line1());
    assertTrue(run.lines().get(1).contains("cannot connect from 192.0.2.77"), run.output());
  }

  @Test
  void theFirstAddressThatAcceptsIsTheServer() throws Exception {
    ScriptedServer second = new ScriptedServer("127.0.0.2", 0, ScriptedServer.GOOD);
    servers.add(second);
    port = second.port();
    ProbeRun run = run("two.test two.test", "--host-perfdata", "none");
    assertTrue(
        run.line1().startsWith("PPTP OK - 1 of 1 hosts answer, the slowest, two.test, in T"));
    assertTrue(
        run.lines()
            .get(1)
            .startsWith("two.test (127.0.0.1:PORT) refused the connection; the next"));
    ProbeRun every = run("two.test two.test", "--host-perfdata", "none", "--all-addresses");
    assertTrue(
        every.line1().startsWith("PPTP CRITICAL - 1 of 1 hosts CRITICAL: two.test (refused)"));
  }
}
