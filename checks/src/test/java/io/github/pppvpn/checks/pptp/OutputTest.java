package io.github.pppvpn.checks.pptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.checks.net.ProbeRun;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines below the first, json, privacy, and the options that are refused. */
class OutputTest {
  private static final String NAMES = "host \"local\", vendor \"linux\", firmware 1, PPTP 1.0";

  private static ProbeRun good(Object... more) throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer.GOOD)) {
      ProbeRun run = CheckRun.against(server, 10, more);
      return new ProbeRun(
          run.exitCode(), run.output().replace(":" + server.port(), ":PORT"), run.seconds());
    }
  }

  @Test
  void whatWasLookedAt() throws Exception {
    assertEquals(
        List.of(
            GoodServerTest.ok("127.0.0.1:PORT"),
            "127.0.0.1:PORT: up, connect T, handshake T, "
                + NAMES
                + "; the peer confirmed the end"),
        good("-v").lines());
  }

  @Test
  void howItWasJudged() throws Exception {
    assertEquals(
        List.of(
            GoodServerTest.ok("127.0.0.1:PORT").replace("time=Ts;;;0 c", "time=Ts;60;90;0 c"),
            "127.0.0.1:PORT: up, connect T, handshake T, " + NAMES + "; the peer confirmed the end",
            "time: T is OK, warning 60, critical 90",
            "connect_time: T is OK",
            "handshake_time: T is OK"),
        good("-vv", "-w", "60", "-c", "90").lines());
  }

  @Test
  void theExchangeAsHex() throws Exception {
    String names =
        "7070702d76706e2d636865636b73" + "00".repeat(50) + "7070702d76706e2d636865636b73";
    assertEquals(
        List.of(
            "> Start-Control-Connection-Request"
                + " 009c00011a2b3c4d00010000010000000000000300000003"
                + "00000000"
                + names
                + "00".repeat(50),
            "< 009c00011a2b3c4d0002000001000100000000000000000000010001"
                + "6c6f63616c"
                + "00".repeat(59)
                + "6c696e7578"
                + "00".repeat(59),
            "> Stop-Control-Connection-Request 001000011a2b3c4d0003000001000000",
            "< 001000011a2b3c4d0004000001000000",
            "time: T is OK",
            "connect_time: T is OK",
            "handshake_time: T is OK"),
        good("-vvv").lines().subList(2, 9));
  }

  @Test
  void theExchangeStaysBounded() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.start(
            peer -> {
              peer.request();
              for (int i = 0; i < 50; i++) {
                peer.send(Replies.echoRequest(i));
                peer.next();
              }
              peer.send(Replies.GOOD);
              peer.answer();
            })) {
      ProbeRun run = CheckRun.against(server, 10, "-vvv");
      assertEquals(0, run.exitCode());
      assertEquals(1 + 1 + 40 + 1 + 3, run.lines().size(), run.output());
      assertEquals("... 64 more reads and writes", run.lines().get(42));
    }
  }

  @Test
  void jsonOfAnAnswer() throws Exception {
    ProbeRun run = good("--output", "json", "--echo", "-c", "60", "-w", "echo_time=10:50");
    assertEquals(
        """
        {"check":"check_pptp_tcp1723","version":"VERSION","state":"WARNING","exit_code":1,
        "summary":"echo_time is T, below T - 127.0.0.1:PORT answered in T, Echo in T:\
         host \\"local\\", vendor \\"linux\\", firmware 1, PPTP 1.0",
        "metrics":[
        {"name":"time","value":T,"unit":"s","warning":null,"critical":"60","min":0,"max":null,\
        "state":"OK"},
        {"name":"connect_time","value":T,"unit":"s","warning":null,"critical":null,"min":0,\
        "max":null,"state":"OK"},
        {"name":"handshake_time","value":T,"unit":"s","warning":null,"critical":null,"min":0,\
        "max":null,"state":"OK"},
        {"name":"echo_time","value":T,"unit":"s","warning":"10:50","critical":null,"min":0,\
        "max":null,"state":"WARNING"}],
        "details":[],
        "data":{"addresses":[{"address":"127.0.0.1:PORT","up":true,"time":T,"connect_time":T,\
        "handshake_time":T,"echo_time":T,"host_name":"local","vendor":"linux","firmware":1,\
        "protocol_version":"1.0","result_code":1,"error_code":0}]}}
        """
            .replace(",\n", ",")
            .replace("[\n", "["),
        versionless(run));
    assertEquals(1, run.exitCode());
  }

  @Test
  void jsonOfAFailure() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.start(
            peer -> {
              peer.request();
              peer.send(Replies.reply(4, 0));
            })) {
      ProbeRun run = CheckRun.against(server, 10, "--output=json");
      assertEquals(
          """
          {"check":"check_pptp_tcp1723","version":"VERSION","state":"CRITICAL","exit_code":2,
          "summary":"ADDRESS refused the control connection: result 4, requester is not\
           authorized to establish a command channel",
          "metrics":[
          {"name":"time","value":T,"unit":"s","warning":null,"critical":null,"min":0,"max":null,\
          "state":"OK"},
          {"name":"connect_time","value":T,"unit":"s","warning":null,"critical":null,"min":0,\
          "max":null,"state":"OK"},
          {"name":"handshake_time","value":T,"unit":"s","warning":null,"critical":null,"min":0,\
          "max":null,"state":"OK"}],
          "details":["The server itself refuses control connections: look into its own log for the\
           reason."],
          "data":{"addresses":[{"address":"ADDRESS","up":false,"failure":"REJECTED","time":T,\
          "connect_time":T,"handshake_time":T,"host_name":"local","vendor":"linux","firmware":1,\
          "protocol_version":"1.0","result_code":4,"error_code":0}]}}
          """
              .replace(",\n", ",")
              .replace("[\n", "[")
              .replace("ADDRESS", server.address()),
          versionless(run));
      assertEquals(2, run.exitCode());
    }
  }

  private static String versionless(ProbeRun run) {
    return run.normalized().replaceFirst("\"version\":\"[^\"]+\"", "\"version\":\"VERSION\"");
  }

  @Test
  void jsonOfNamesThatWouldBreakIt() throws Exception {
    byte[] reply = Replies.withNames("\"}\u001b\n", "\\u0000\u00fc");
    try (ScriptedServer server =
        ScriptedServer.start(
            peer -> {
              peer.request();
              peer.send(reply);
              peer.answer();
            })) {
      String json = CheckRun.against(server, 10, "--output", "json").output();
      String expected =
          "\"host_name\":\"\\\"}\\u001b\\n\",\"vendor\":\"\\\\u0000\u00fc\",\"firmware\":1";
      assertTrue(json.contains(expected), json);
      assertEquals(1, json.lines().count());
    }
  }

  @Test
  void masksTheAddress() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer.GOOD)) {
      int port = server.port();
      CheckRun.against(server, 10, "--privacy", "mask")
          .assertGives(0, GoodServerTest.ok("127.0.x.x:" + port));
      CheckRun.of("-H", "one.test", "-p", port, "--privacy", "mask")
          .assertGives(0, GoodServerTest.ok("one.test (127.0.x.x:" + port + ")"));
    }
  }

  @Test
  void hidesTheAddress() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer.GOOD)) {
      ProbeRun run = CheckRun.against(server, 10, "--privacy", "hide", "-vvv");
      run.assertGives(0, GoodServerTest.ok("(hidden):" + server.port()));
      assertTrue(!run.output().contains("127."), run.output());
    }
  }

  /** What programs read in different ways is refused, without showing it. */
  @ParameterizedTest
  @ValueSource(strings = {"127.1", "2130706433", "127.0.1", "0127.0.0.1", "0", "0.0.0.0", "::"})
  void hidesAnAddressHoweverWritten(String address) throws Exception {
    ProbeRun run = CheckRun.of("-H", address, "-p", ConnectTest.closedPort(), "--privacy", "hide");
    run.assertGives(3, "PPTP UNKNOWN - (hidden) is not one clear address");
    assertTrue(!run.output().contains(address), run.output());
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1,-6", "::1,-4"})
  void hidesTheAddressInWhatCannotBeChecked(String address, String family) throws Exception {
    ProbeRun run = CheckRun.of("-H", address, family, "--privacy", "hide");
    assertEquals(3, run.exitCode());
    assertTrue(!run.output().contains(address), run.output());
  }

  @Test
  void masksAnIpv6Address() throws Exception {
    try (ScriptedServer server = new ScriptedServer("::1", 0, ScriptedServer.GOOD)) {
      CheckRun.of("-H", "::1", "-p", server.port(), "--privacy", "mask")
          .assertGives(0, GoodServerTest.ok("[:" + ":…]:" + server.port()));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      quoteCharacter = '`',
      textBlock =
          """
          -p 1723                     > option -H, --hostname is needed
          -H                          > option --hostname needs a value: HOST
          -H x -p 1 -p 2              > option --port is given twice
          -H x -4 -6                  > options --use-ipv4 and --use-ipv6 exclude each other
          -H x --connect-only --echo  > options --connect-only and --echo exclude each other
          -H x -p 0                   > option --port: "0" is not a whole number from 1 to 65535
          -H x -p 65536               > option --port: "65536" is not a whole number from 1 to 65535
          -H x -p pptp                > option --port: "pptp" is not a whole number from 1 to 65535
          -H x -p -1                  > option --port: "-1" is not a whole number from 1 to 65535
          -H x y                      > "y" is not an option and belongs to none
          -H x --nonsense             > unknown option "--nonsense"
          -H x --echo=1               > option --echo takes no value
          -H x -w warm                > option --warning: "warm" is not a range (END, START:, START:END, ~:END, or one of these after @)
          -H x -c rta=1               > option --critical: "rta=1": unknown metric "rta" (this command has time, connect_time, handshake_time, echo_time)
          """)
  void refusesAWrongOption(String line, String sentence) throws Exception {
    ProbeRun run = CheckRun.of((Object[]) line.strip().split(" +"));
    assertEquals(
        List.of("PPTP UNKNOWN - " + sentence, "See check_pptp_tcp1723 --help for its options."),
        run.lines());
    assertEquals(3, run.exitCode());
  }

  /** Not judged as OK: the option that measures it is missing. */
  @Test
  void aRangeOnWhatIsNotMeasuredIsUnknown() throws Exception {
    ProbeRun run = good("-c", "echo_time=1");
    assertEquals(3, run.exitCode());
    assertTrue(
        run.line1()
            .startsWith("PPTP UNKNOWN - echo_time has a range but was not measured - 127.0.0.1"),
        run.output());
  }
}
