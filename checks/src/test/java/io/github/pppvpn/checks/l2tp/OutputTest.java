package io.github.pppvpn.checks.l2tp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.checks.net.ProbeRun;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lines below the first, json, privacy, and the options that are refused. */
class OutputTest {
  private static ProbeRun good(Object... more) throws Exception {
    try (ScriptedDaemon daemon = ScriptedDaemon.start(ScriptedDaemon.GOOD)) {
      ProbeRun run = CheckRun.against(daemon, 10, more);
      return new ProbeRun(
          run.exitCode(), run.output().replace(":" + daemon.port(), ":PORT"), run.seconds());
    }
  }

  @Test
  void whatWasLookedAtAndHowItWasJudged() throws Exception {
    assertEquals(
        List.of(
            "L2TP-CONTROL OK - 127.0.0.1:PORT answered in T, tunnel established in T: "
                + GoodDaemonTest.PEER
                + " | time=Ts;60;90;0 establish_time=Ts;;;0",
            "127.0.0.1:PORT: up, SCCRP T, established T, HELLO T, "
                + GoodDaemonTest.PEER
                + "; the peer confirmed the end",
            "time: T is OK, warning 60, critical 90",
            "establish_time: T is OK"),
        good("-vv", "--establish", "-w", "60", "-c", "90").lines());
  }

  @Test
  void theExchangeAsHex() throws Exception {
    assertEquals(
        List.of(
            "> SCCRQ c802005e0000000000000000"
                + "8008000000000001"
                + "8008000000020100"
                + "800a00000003000000038014000000077070702d76706e2d636865636b73"
                + "0014000000087070702d76706e2d636865636b73"
                + "8008000000090102"
                + "80080000000a0004",
            "< c80200640102000000000001"
                + "8008000000000002"
                + "8008000000020100"
                + "800a0000000300000003"
                + "800a0000000400000000"
                + "0008000000060690"
                + "8009000000076c6e73"
                + "00130000000878656c6572616e63652e636f6d"
                + "8008000000095b3b"
                + "80080000000a0004",
            "> StopCCN c80200395b3b000000010001"
                + "8008000000000004"
                + "8008000000090102"
                + "801d000000010001"
                + "00007070702d76706e2d636865636b7320646f6e65",
            "< c802000c0102000000010002"),
        good("-vvv").lines().subList(2, 6));
  }

  @Test
  void jsonOfAnAnswer() throws Exception {
    ProbeRun run = good("--output", "json", "--establish", "-c", "60");
    assertEquals(
        """
        {"check":"check_l2tp_udp1701","version":"VERSION","state":"OK","exit_code":0,
        "summary":"127.0.0.1:PORT answered in T, tunnel established in T: host \\"lns\\", vendor\
         \\"xelerance.com\\", firmware 0x0690, receive window 4",
        "metrics":[
        {"name":"time","value":T,"unit":"s","warning":null,"critical":"60","min":0,"max":null,\
        "state":"OK"},
        {"name":"establish_time","value":T,"unit":"s","warning":null,"critical":null,"min":0,\
        "max":null,"state":"OK"}],
        "details":[],
        "data":{"addresses":[{"address":"127.0.0.1:PORT","up":true,"time":T,"establish_time":T,\
        "hello_time":T,"requests":1,"host_name":"lns","vendor":"xelerance.com","firmware":1680,\
        "receive_window":4,"demands_secret":false}]}}
        """
            .replace(",\n", ",")
            .replace("[\n", "["),
        versionless(run));
    assertEquals(0, run.exitCode());
  }

  @Test
  void jsonOfARefusal() throws Exception {
    try (ScriptedDaemon daemon =
        ScriptedDaemon.start((caller, message) -> caller.stop(2, 6, "No \"Authorization\""))) {
      String json = versionless(CheckRun.against(daemon, 10, "--output=json"));
      String data =
          "\"data\":{\"addresses\":[{\"address\":\""
              + daemon.address()
              + "\",\"up\":false,\"failure\":\"REJECTED\",\"requests\":1,\"result_code\":2,"
              + "\"error_code\":6,\"error_message\":\"No \\\"Authorization\\\"\"}]}}\n";
      assertTrue(json.endsWith(data), json);
      assertTrue(json.contains("\"state\":\"CRITICAL\",\"exit_code\":2,"), json);
      assertTrue(json.contains("\"metrics\":[],"), json);
    }
  }

  private static String versionless(ProbeRun run) {
    return run.normalized().replaceFirst("\"version\":\"[^\"]+\"", "\"version\":\"VERSION\"");
  }

  @Test
  void masksTheAddress() throws Exception {
    try (ScriptedDaemon daemon = ScriptedDaemon.start(ScriptedDaemon.GOOD)) {
      int port = daemon.port();
      CheckRun.against(daemon, 10, "--privacy", "mask")
          .assertGives(0, GoodDaemonTest.ok("127.0.x.x:" + port));
      CheckRun.of("-H", "one.test", "-p", port, "--privacy", "mask")
          .assertGives(0, GoodDaemonTest.ok("one.test (127.0.x.x:" + port + ")"));
    }
  }

  @Test
  void hidesTheAddress() throws Exception {
    try (ScriptedDaemon daemon = ScriptedDaemon.start(ScriptedDaemon.GOOD)) {
      ProbeRun run = CheckRun.against(daemon, 10, "--privacy", "hide", "-vvv");
      run.assertGives(0, GoodDaemonTest.ok("(hidden):" + daemon.port()));
      assertTrue(!run.output().contains("127."), run.output());
    }
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1,-6", "::1,-4", "127.1,-4", "2130706433,-4"})
  void hidesTheAddressInWhatFails(String address, String family) throws Exception {
    ProbeRun run =
        CheckRun.of(
            "-H", address, family, "--privacy", "hide", "-p", SilenceTest.closedPort(), "-v");
    assertTrue(run.exitCode() >= 2, run.output());
    assertTrue(!run.output().contains(address), run.output());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      quoteCharacter = '`',
      textBlock =
          """
          -p 1701                     > option -H, --hostname is needed
          -H x -4 -6                  > options --use-ipv4 and --use-ipv6 exclude each other
          -H x -p 0                   > option --port: "0" is not a whole number from 1 to 65535
          -H x -p l2tp                > option --port: "l2tp" is not a whole number from 1 to 65535
          -H x --no-answer maybe      > option --no-answer: "maybe" is not OK, WARNING, CRITICAL, UNKNOWN or 0 to 3
          -H x --no-answer 4          > option --no-answer: "4" is not OK, WARNING, CRITICAL, UNKNOWN or 0 to 3
          -H x --no-answer            > option --no-answer needs a value: STATE
          -H x --secret-file          > option --secret-file needs a value: FILE
          -H x --secret-file=         > option --secret-file needs a value: FILE
          -H x --establish=1          > option --establish takes no value
          -H x --all-addresses        > unknown option "--all-addresses"
          -H x -c rta=1               > option --critical: "rta=1": unknown metric "rta" (this command has time, establish_time)
          """)
  void refusesAWrongOption(String line, String sentence) throws Exception {
    ProbeRun run = CheckRun.of((Object[]) line.strip().split(" +"));
    assertEquals(
        List.of(
            "L2TP-CONTROL UNKNOWN - " + sentence, "See check_l2tp_udp1701 --help for its options."),
        run.lines());
    assertEquals(3, run.exitCode());
  }

  /** Not judged as OK: the option that measures it is missing. */
  @Test
  void aRangeOnWhatIsNotMeasuredIsUnknown() throws Exception {
    ProbeRun run = good("-c", "establish_time=1");
    assertEquals(3, run.exitCode());
    assertTrue(
        run.line1()
            .startsWith(
                "L2TP-CONTROL UNKNOWN - establish_time has a range but was not measured - 127.0"),
        run.output());
  }
}
