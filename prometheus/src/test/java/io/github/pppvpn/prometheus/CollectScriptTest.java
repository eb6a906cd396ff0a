package io.github.pppvpn.prometheus;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.testkit.Executables;
import io.github.pppvpn.testkit.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ppp-vpn-metrics leaves in the folder of the textfile collector, whatever a command does. */
class CollectScriptTest {
  private static final String GOOD =
      """
      #!/bin/sh
      echo '# HELP pppvpn_check_state What the check says.'
      echo '# TYPE pppvpn_check_state gauge'
      echo 'pppvpn_check_state{check="check_x"} STATE'
      exit STATE
      """;

  @TempDir Path folder;
  private Path metrics;
  private Path state;
  private Path plugins;
  private Path config;

  @BeforeEach
  void make() throws IOException {
    metrics = Files.createDirectory(folder.resolve("metrics"));
    state = folder.resolve("state");
    plugins = Files.createDirectory(folder.resolve("plugins"));
    config = folder.resolve("metrics.conf");
    Files.writeString(config, "# a comment\n\nx  check_x\n");
  }

  private void command(String name, String text) throws IOException {
    Executables.write(plugins.resolve(name), text);
  }

  private Ran run(String... more) throws Exception {
    List<String> words = script();
    words.addAll(List.of(more));
    return Ran.of(words.toArray(String[]::new));
  }

  /** By a command that starts another. */
  private Ran runBy(String... starter) throws Exception {
    List<String> words = new ArrayList<>(List.of(starter));
    words.addAll(script());
    return Ran.of(words.toArray(String[]::new));
  }

  private List<String> script() {
    return new ArrayList<>(
        List.of(
            KnownSeries.SCRIPT.toAbsolutePath().toString(),
            "-c",
            config.toString(),
            "-d",
            metrics.toString(),
            "-s",
            state.toString(),
            "-p",
            plugins.toString()));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(metrics)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private String value(String metric) throws IOException {
    for (String line : Files.readAllLines(metrics.resolve("ppp-vpn-x.prom"))) {
      if (line.startsWith(metric + "{") || line.startsWith(metric + " ")) {
        return line.substring(line.lastIndexOf(' ') + 1);
      }
    }
    return "none";
  }

  private void assertGood(String success, boolean ever) throws IOException {
    assertEquals(success, value("pppvpn_collect_success"));
    assertEquals(ever, !value("pppvpn_collect_last_success_timestamp_seconds").equals("0"));
  }

  @Test
  void whatTheCommandSaysAndWhetherItDid() throws Exception {
    for (String code : List.of("0", "1", "2")) {
      command("check_x", GOOD.replace("STATE", code));
      assertEquals(new Ran(0, ""), run());
      assertEquals(List.of("ppp-vpn-x.prom"), files());
      assertEquals(code, value("pppvpn_check_state"));
      assertGood("1", true);
    }
    assertEquals(
        "rw-r--r--",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(metrics.resolve("ppp-vpn-x.prom"))));
  }

  @Test
  void unknownIsNoMeasurementAndItsStateIsTold() throws Exception {
    command("check_x", GOOD.replace("STATE", "3"));
    run();
    assertEquals("3", value("pppvpn_check_state"));
    assertGood("0", false);
  }

  /** Neither what was measured before nor half of what is new is left. */
  @Test
  void failedRunKeepsTheTimeOfTheLastGoodOne() throws Exception {
    command("check_x", GOOD.replace("STATE", "0"));
    run();
    String then = value("pppvpn_collect_last_success_timestamp_seconds");
    for (String failing :
        List.of(
            "#!/bin/sh\nexit 1\n",
            "#!/bin/sh\nkill -9 $$\n",
            "#!/bin/sh\necho 'X UNKNOWN - internal error'\nexit 3\n",
            GOOD.replace("STATE", "0").replace("exit", "echo 'pppvpn_half{la'\nexit"),
            GOOD.replace("_state", "_other").replace("STATE", "0"))) {
      command("check_x", failing);
      Ran ran = run();
      assertEquals(1, ran.exitCode(), ran.text());
      assertTrue(ran.text().contains("x: check_x gave no metrics, exit code "), ran.text());
      assertEquals("none", value("pppvpn_check_state"));
      assertEquals("none", value("pppvpn_half"));
      assertEquals("0", value("pppvpn_collect_success"));
      assertEquals(then, value("pppvpn_collect_last_success_timestamp_seconds"));
    }
    Files.delete(plugins.resolve("check_x"));
    assertEquals(1, run().exitCode());
    assertGood("0", true);
  }

  @Test
  void commandThatHangsIsKilled() throws Exception {
    command("check_x", "#!/bin/sh\nexec sleep 600\n");
    Ran ran = run("-t", "1");
    assertTrue(ran.text().contains("exit code 124"), ran.text());
    assertGood("0", false);
  }

  @Test
  void oneThatFailsStopsNoOther() throws Exception {
    Files.writeString(
        config, "a check_gone\nx check_x -H \"a$(id)*\nx check_x\nno/good check_x\nb\n");
    command("check_x", GOOD.replace("STATE", "0"));
    Ran ran = run();
    assertEquals(1, ran.exitCode());
    assertEquals(4, ran.text().lines().count(), ran.text());
    assertEquals(List.of("ppp-vpn-a.prom", "ppp-vpn-metrics.conf.prom", "ppp-vpn-x.prom"), files());
    assertGood("1", true);
  }

  /**
   * A line that is none, as one with a carriage return, measures nothing: Prometheus hears of it.
   */
  @Test
  void linesThatAreNoneAreToldAsARunThatFailed() throws Exception {
    command("check_x", GOOD.replace("STATE", "0"));
    for (String bad : List.of("y check_x\r", "Y check_x", "x check_x -v", "y /bin/check_x", "y")) {
      Files.writeString(config, "x check_x\n" + bad + "\n");
      assertEquals(1, run().exitCode(), bad);
      assertEquals(List.of("ppp-vpn-metrics.conf.prom", "ppp-vpn-x.prom"), files(), bad);
      String told = Files.readString(metrics.resolve("ppp-vpn-metrics.conf.prom"));
      String series = "pppvpn_collect_success{check=\"ppp-vpn-metrics\",run=\"metrics.conf\"} 0\n";
      assertTrue(told.contains("\n" + series), told);
      assertGood("1", true);
    }
    Files.writeString(config, "x check_x\n");
    assertEquals(new Ran(0, ""), run());
    assertEquals(List.of("ppp-vpn-x.prom"), files());
  }

  /** node_exporter serves one of two equal series, maybe the one that is not CRITICAL. */
  @Test
  void linesOfEqualSeriesAreToldAsARunThatFailed() throws Exception {
    command("check_y", GOOD.replace("STATE", "0"));
    command("check_x", GOOD.replace("STATE", "2"));
    command("check_z", GOOD.replace("check_x", "check_z a").replace("STATE", "2"));
    Files.writeString(config, "y check_y\nz check_z\nx check_x\n");
    for (int runs = 0; runs < 2; runs++) {
      Ran ran = run();
      String line = "x: a line above gives pppvpn_check_state{check=\"check_x\"} too";
      assertTrue(ran.text().endsWith(": " + line + "\n"), ran.text());
      assertEquals(1, ran.text().lines().count(), ran.text());
      assertGood("0", false);
    }
    Files.writeString(config, "z check_z\nx check_x\n");
    assertEquals(new Ran(0, ""), run());
    assertGood("1", true);
  }

  @Test
  void fileThatCannotBeWrittenStopsNoOther() throws Exception {
    Files.createDirectory(metrics.resolve("ppp-vpn-a.prom.new"));
    Files.writeString(config, "a check_x\nx check_x\n");
    command("check_x", GOOD.replace("STATE", "0"));
    Ran ran = run();
    assertEquals(1, ran.exitCode());
    assertTrue(ran.text().contains("ppp-vpn-a.prom cannot be written"), ran.text());
    assertGood("1", true);
  }

  /** Words reach the command as they stand: nothing in them is a pattern, a variable, a command. */
  @Test
  void argumentsAreWords() throws Exception {
    Files.writeString(config, "x check_x -H \"a$(id)* ;ls `id` ~ $HOME\n");
    command("check_x", "#!/bin/sh\nprintf '%s,' \"$@\" >" + folder + "/seen\n");
    run();
    assertEquals(
        "-H,\"a$(id)*,;ls,`id`,~,$HOME,--output,prometheus,--state-dir," + state + ",",
        Files.readString(folder.resolve("seen")));
  }

  @Test
  void whatIsNotRunAnyMoreGoes() throws Exception {
    command("check_x", GOOD.replace("STATE", "0"));
    Files.writeString(metrics.resolve("ppp-vpn-old.prom"), "pppvpn_sessions 5\n");
    Files.writeString(metrics.resolve("ppp-vpn-x.prom.new"), "half");
    Files.writeString(metrics.resolve("apt.prom"), "apt_upgrades_pending 1\n");
    run();
    assertEquals(List.of("apt.prom", "ppp-vpn-x.prom"), files());
  }

  /** What lies where the new file is to be, a pipe or a link, is replaced and not written to. */
  @Test
  void whatLiesInTheWayIsReplaced() throws Exception {
    command("check_x", GOOD.replace("STATE", "0"));
    Path other = Files.writeString(folder.resolve("other"), "another's");
    for (List<String> words :
        List.of(
            List.of("mkfifo"),
            List.of("ln", "-s", other.toString()),
            List.of("ln", "-s", "/nowhere/x"))) {
      List<String> make = new ArrayList<>(words);
      make.add(metrics.resolve("ppp-vpn-x.prom.new").toString());
      assertEquals(new Ran(0, ""), Ran.of(make.toArray(String[]::new)));
      assertEquals(new Ran(0, ""), runBy("timeout", "20"), words.toString());
      assertGood("1", true);
      assertTrue(Files.isRegularFile(metrics.resolve("ppp-vpn-x.prom"), NOFOLLOW_LINKS));
    }
    assertEquals("another's", Files.readString(other));
  }

  @Test
  void oneRunAtATime() throws Exception {
    Files.createDirectories(state);
    command("check_x", GOOD.replace("STATE", "0"));
    Ran ran = runBy("flock", state.resolve("lock").toString());
    assertEquals(1, ran.exitCode());
    assertTrue(ran.text().contains("another run has not ended"), ran.text());
    assertEquals(List.of(), files());
  }

  @Test
  void foldersThatAreMissingAreSaid() throws Exception {
    Files.delete(metrics);
    Ran ran = run();
    assertEquals(1, ran.exitCode());
    assertTrue(ran.text().contains(metrics + " is no folder that "), ran.text());
    assertFalse(Files.exists(metrics));
    assertEquals(2, run("-q").exitCode());
  }
}
