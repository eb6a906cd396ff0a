package io.github.pppvpn.checks.pptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.pppvpn.checks.pptp.Installation.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The installed command as a monitoring system starts it: from anywhere, in any environment. */
class CommandIT {
  @TempDir Path folder;
  private Installation installed;

  @BeforeEach
  void install() throws Exception {
    installed = Installation.at(folder);
  }

  /** A run that a good server answers. */
  private interface Run {
    Outcome against(int port) throws Exception;
  }

  private static void assertOk(Run run) throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer.GOOD)) {
      run.against(server.port()).assertGives(0, GoodServerTest.ok(server) + "\n");
      assertEquals(Peer.End.CLOSED, server.endedPeer().end());
    }
  }

  private static Map<String, String> with(String name, String value) {
    Map<String, String> environment = Installation.environment();
    environment.put(name, value);
    return environment;
  }

  private static Map<String, String> without(String name) {
    Map<String, String> environment = Installation.environment();
    environment.remove(name);
    return environment;
  }

  @Test
  void ok() throws Exception {
    assertOk(port -> installed.run("-H", "127.0.0.1", "-p", port));
  }

  @Test
  void warning() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer.GOOD)) {
      Outcome outcome = installed.run("-H", "127.0.0.1", "-p", server.port(), "-w", "1us");
      assertEquals("", outcome.err());
      assertTrue(outcome.out().startsWith("PPTP WARNING - time is "), outcome.out());
      assertEquals(1, outcome.code());
    }
  }

  @Test
  void critical() throws Exception {
    int port = ConnectTest.closedPort();
    installed
        .run("-H", "127.0.0.1", "-p", port)
        .assertGives(
            2,
            "PPTP CRITICAL - 127.0.0.1:"
                + port
                + " refused the connection\n"
                + "Nothing listens there, or a firewall rejects: on the server see systemctl status"
                + " pptpd and ss -ltn.\n");
  }

  /** By the real name service: whether it says no or nothing, the name comes out as it went in. */
  @ParameterizedTest
  @ValueSource(strings = {"", "C", "de_DE.UTF-8"})
  void unknownNameInAnyLocale(String locale) throws Exception {
    Map<String, String> environment =
        locale.isEmpty() ? Installation.environment() : with("LC_ALL", locale);
    Outcome outcome = installed.runIn(environment, "-H", "z\u00fcrich.invalid", "-t", "8");
    assertEquals("", outcome.err());
    assertTrue(outcome.out().startsWith("PPTP UNKNOWN - "), outcome.out());
    assertTrue(outcome.out().contains(" the name z\u00fcrich.invalid"), outcome.out());
    assertEquals(3, outcome.code());
  }

  @Test
  void anArgumentThatIsNoUtf8() throws Exception {
    Outcome outcome = installed.shell("\"$@\" \"$(printf '\\377')\"", "-t", "3", "-H");
    assertEquals("", outcome.err());
    assertTrue(outcome.out().startsWith("PPTP UNKNOWN - "), outcome.out());
    assertEquals(3, outcome.code());
  }

  @Test
  void help() throws Exception {
    Outcome outcome = installed.run("--help");
    assertEquals("", outcome.err());
    assertTrue(
        outcome
            .out()
            .startsWith(
                "check_pptp_tcp1723: is the PPTP control channel really answering?\n\nUsage: "),
        outcome.out());
    assertEquals(3, outcome.code());
  }

  @Test
  void version() throws Exception {
    Outcome outcome = installed.run("-V");
    assertEquals("", outcome.err());
    assertTrue(
        outcome.out().matches("check_pptp_tcp1723 \\d+\\.\\d+\\.\\d+ \\(ppp-vpn-checks\\)\n"),
        outcome.out());
    assertEquals(3, outcome.code());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      quoteCharacter = '`',
      textBlock =
          """
          -p 1723          > option -H, --hostname is needed
          --hostname       > option --hostname needs a value: HOST
          -H x -p 99999    > option --port: "99999" is not a whole number from 1 to 65535
          -H x -4 -6       > options --use-ipv4 and --use-ipv6 exclude each other
          -H x --bogus     > unknown option "--bogus"
          -H x -t never    > option --timeout: "never" is not SECONDS[:STATE] with 0.1 to 3600 seconds
          -H x -w 20:10    > option --warning: "20:10"
          -H x --output no > option --output: "no" is not
          """)
  void refusesAWrongOption(String line, String sentence) throws Exception {
    Outcome outcome = installed.run((Object[]) line.strip().split(" +"));
    assertEquals("", outcome.err());
    assertTrue(outcome.out().startsWith("PPTP UNKNOWN - " + sentence), outcome.out());
    assertEquals(3, outcome.code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH"})
  void javasOwnVariablesChangeNothing(String variable) throws Exception {
    assertOk(
        port ->
            installed.runIn(with(variable, "-Duser.language=de"), "-H", "127.0.0.1", "-p", port));
  }

  @ParameterizedTest
  @ValueSource(strings = {"de_DE.UTF-8", "C", "tr_TR.UTF-8", "nonsense"})
  void theLocaleChangesNothing(String locale) throws Exception {
    assertOk(port -> installed.runIn(with("LC_ALL", locale), "-H", "127.0.0.1", "-p", port));
  }

  @Test
  void withoutAnyVariableButJavaHome() throws Exception {
    installed.withoutRuntime();
    assertOk(port -> installed.runIn(without("PATH"), "-H", "127.0.0.1", "-p", port));
  }

  @Test
  void withoutAnyVariable() throws Exception {
    assumeTrue(Files.exists(installed.file("runtime")), "needs a runtime of its own");
    assertOk(port -> installed.runIn(Map.of(), "-H", "127.0.0.1", "-p", port));
  }

  @Test
  void anotherJavaChangesNothing() throws Exception {
    assumeTrue(Files.exists(installed.file("runtime")), "needs a runtime of its own");
    assertOk(
        port -> installed.runIn(with("JAVA_HOME", "/nonexistent"), "-H", "127.0.0.1", "-p", port));
  }

  @Test
  void findsJavaInThePath() throws Exception {
    installed.withoutRuntime();
    Map<String, String> environment = without("JAVA_HOME");
    environment.put("PATH", System.getProperty("java.home") + "/bin:/usr/bin:/bin");
    assertOk(port -> installed.runIn(environment, "-H", "127.0.0.1", "-p", port));
  }

  @Test
  void throughASymbolicLink() throws Exception {
    Path links = Files.createDirectory(folder.resolve("plugins"));
    Path link = links.resolve("check_pptp_tcp1723");
    Files.createSymbolicLink(link, Path.of("../bin/check_pptp_tcp1723"));
    assertOk(port -> installed.shellIn(folder, "\"$@\"", link, "-H", "127.0.0.1", "-p", port));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cd bin; ./check_pptp_tcp1723 \"$@\"",
        "bin/check_pptp_tcp1723 \"$@\"",
        "cd bin; sh check_pptp_tcp1723 \"$@\"",
        "cd bin; PATH=:$PATH; check_pptp_tcp1723 \"$@\"",
        "PATH=bin:$PATH; check_pptp_tcp1723 \"$@\"",
        "cd lib; ../bin/check_pptp_tcp1723 \"$@\"",
      })
  void byARelativePath(String line) throws Exception {
    assertOk(port -> installed.shellIn(folder, line, "-H", "127.0.0.1", "-p", port));
  }

  @Test
  void fromAFolderWithSpaces() throws Exception {
    Installation odd = Installation.at(folder.resolve("a folder with $(spaces) *"));
    assertOk(port -> odd.run("-H", "127.0.0.1", "-p", port));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<&-", "2>&-", "<&- 2>&-", "</dev/full", "3>&1 4>&1"})
  void withOddStreams(String redirection) throws Exception {
    assertOk(port -> installed.shell("\"$@\" " + redirection, "-H", "127.0.0.1", "-p", port));
  }

  /** Nobody reads the text: no verdict may stand without it, least of all OK. */
  @ParameterizedTest
  @ValueSource(strings = {">&-", ">/dev/full", "<&- >&- 2>&-"})
  void withNowhereToWrite(String redirection) throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer.GOOD)) {
      installed
          .shell("\"$@\" " + redirection, "-H", "127.0.0.1", "-p", server.port())
          .assertGives(3, "");
    }
  }

  @Test
  void asAnotherNameItSaysSo() throws Exception {
    Path other = installed.command().resolveSibling("check_nothing");
    Files.copy(installed.command(), other);
    Outcome outcome = installed.shellIn(folder, "\"$@\"", other);
    assertEquals("", outcome.err());
    assertTrue(
        outcome
            .out()
            .startsWith(
                "PPP-VPN-CHECKS UNKNOWN - \"check_nothing\" is not a command of ppp-vpn-checks\n"),
        outcome.out());
    assertEquals(3, outcome.code());
  }
}
