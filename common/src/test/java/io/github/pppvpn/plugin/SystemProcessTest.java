package io.github.pppvpn.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.google.gson.Gson;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real processes: what a monitoring system sees of a run. They mostly wait, so several at once. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(60)
class SystemProcessTest {
  @TempDir private Path folder;
  private final List<String> java = new ArrayList<>();
  private final ProcessBuilder builder = new ProcessBuilder();
  private Process process;

  SystemProcessTest() {
    java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    java.add("-XX:+UseSerialGC");
    java.add("-XX:TieredStopAtLevel=1");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
  }

  @AfterEach
  void leaveNothingBehind() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1,   0, OK - fine | time=0.5s;1;;0",
    "0.1, 1, 'WARNING - time is 500 ms, above 100 ms - fine | time=0.5s;0.1;;0'",
  })
  void verdictIsTheExitCode(String warning, int code, String line) throws Exception {
    start("fine", "-w", warning);
    assertEnds(code, "SAMPLE " + line + "\n");
  }

  @Test
  void exitCodesAreShiftedForTheLauncher() throws Exception {
    java.add("-Dpppvpn.exitbase=64");
    start("fine", "-c", "0.1");
    assertEnds(66, "SAMPLE CRITICAL - time is 500 ms, above 100 ms - fine | time=0.5s;;0.1;0\n");
  }

  @Test
  void exitCodesAreShiftedWhereAMeasurementEndsTheProcess() throws Exception {
    java.add("-Dpppvpn.exitbase=64");
    start("exit");
    assertEnds(67, "SAMPLE UNKNOWN - ended by a signal while starting\n");
  }

  @ParameterizedTest
  @CsvSource({"TERM, wait politely", "INT, wait politely", "HUP, wait politely", "TERM, wait"})
  void signalIsAnsweredWithOneSentence(String signal, String measurement) throws Exception {
    startAndAwaitAnnouncement(measurement, "-t", "50");
    assumeFalse(ignoresSignals(), "a parent has the signal ignored, as nohup does");
    signal(signal);
    assertEnds(3, "SAMPLE UNKNOWN - ended by a signal while waiting\n");
  }

  @Test
  void signalIsAnsweredInTheFormAskedFor() throws Exception {
    startAndAwaitAnnouncement("wait politely", "--output=json");
    signal("TERM");
    String out = assertEnds(3);
    assertTrue(out.startsWith("{\"check\":\"check_sample\","), out);
    assertTrue(out.contains("\"summary\":\"ended by a signal while waiting\""), out);
  }

  @Test
  void deadlineHoldsInAProcess() throws Exception {
    java.add("-Dannounce=" + folder.resolve("announced"));
    start("wait", "-t", "2:CRITICAL");
    assertEnds(2, "SAMPLE CRITICAL - no result within 2 s, while waiting\n");
  }

  @Test
  void timeOfTheLauncherCounts() throws Exception {
    java.add("-Dpppvpn.started=" + (uptime() - 40));
    java.add("-Dannounce=" + folder.resolve("announced"));
    start("wait", "-t", "39");
    String out = assertEnds(3);
    assertTrue(out.startsWith("SAMPLE UNKNOWN - no result within 39 s, while "), out);
  }

  @Test
  void exceptionIsUnknown() throws Exception {
    start("throw");
    String out = assertEnds(3);
    assertTrue(
        out.startsWith("SAMPLE UNKNOWN - internal error: java.lang.IllegalStateException: thrown"),
        out);
  }

  @Test
  void noCheckIsUnknown() throws Exception {
    start("cannot describe itself");
    String out = assertEnds(3);
    assertTrue(out.startsWith("UNKNOWN - internal error: java.lang.NullPointerException"), out);
  }

  @Test
  void stackOverflowIsUnknown() throws Exception {
    start("overflow");
    String out = assertEnds(3);
    assertTrue(
        out.startsWith("SAMPLE UNKNOWN - internal error: java.lang.StackOverflowError at "), out);
  }

  @Test
  void memoryThatIsUsedUpIsUnknown() throws Exception {
    java.add("-Xmx16m");
    start("eat memory");
    assertEnds(3, "SAMPLE UNKNOWN - internal error: out of memory\n");
  }

  @Test
  void exceptionInAnotherThreadLeavesStderrEmpty() throws Exception {
    start("throw elsewhere");
    assertEnds(0, "SAMPLE OK - fine | time=0.5s;;;0\n");
  }

  @Test
  void whatALibraryPrintsDoesNotReachTheOutput() throws Exception {
    start("write to System.out");
    assertEnds(0, "SAMPLE OK - fine | time=0.5s;;;0\n");
  }

  @Test
  void fullDeviceIsUnknown() throws Exception {
    builder.redirectOutput(new File("/dev/full"));
    start("fine");
    assertEnds(3, "");
  }

  @Test
  void closedStdoutIsUnknown() throws Exception {
    java.addAll(0, List.of("sh", "-c", "exec \"$@\" >&-", "sh"));
    start("fine");
    assertEnds(3, "");
  }

  @Test
  void readerThatLeftIsUnknown() throws Exception {
    startAndAwaitAnnouncement("wait politely", "-t", "2:OK");
    process.getInputStream().close();
    assertEquals(3, process.waitFor());
  }

  @Test
  void outputThatBlocksEndsWithTheLastResort() throws Exception {
    start("fill stdout", "-t", "1:OK");
    assertEquals(3, process.waitFor());
  }

  /** As where twenty runtimes start at once on one processor, and all is late from the start. */
  @Test
  void processThatIsEndedFromBesideSaysSo() throws Exception {
    java.add("-Dpppvpn.exitbase=64");
    java.add("-Dpppvpn.started=" + (uptime() - 30));
    start("prepare slowly", "-t", "1:CRITICAL");
    assertEnds(66, "SAMPLE CRITICAL - no result within 1 s, while starting\n");
  }

  @Test
  void processThatWasStoppedSaysSo() throws Exception {
    startAndAwaitAnnouncement("wait", "-t", "3:WARNING");
    signal("STOP");
    // Beyond its deadline, and beyond the time at which it would be ended from beside.
    Thread.sleep(5000);
    signal("CONT");
    assertEnds(1, "SAMPLE WARNING - no result within 3 s, while waiting\n");
  }

  @Test
  void laterTimeoutReplacesTheFirst() throws Exception {
    Path file =
        Files.writeString(folder.resolve("x.ini"), "[check_sample]\ntimeout=12.5:CRITICAL\n");
    java.add("-Dannounce=" + folder.resolve("announced"));
    // With the default timeout the process would be ended 7 s from now.
    java.add("-Dpppvpn.started=" + (uptime() - 4));
    start("wait", "--extra-opts=@" + file);
    assertEnds(2, "SAMPLE CRITICAL - no result within 12.5 s, while waiting\n");
  }

  @Test
  void extraOptsAreFoundThroughTheEnvironment() throws Exception {
    Path file = Files.writeString(folder.resolve("x.ini"), "[check_sample]\nc=0.1\n");
    builder.environment().put("MP_CONFIG_FILE", file.toString());
    start("fine", "--extra-opts");
    assertEnds(2, "SAMPLE CRITICAL - time is 500 ms, above 100 ms - fine | time=0.5s;;0.1;0\n");
  }

  @Test
  void outputIsUtf8InEveryLocale() throws Exception {
    builder.environment().put("LC_ALL", "C");
    java.add("-Dfile.encoding=ISO-8859-1");
    start("speak French");
    assertEnds(0, "SAMPLE OK - caf\u00e9 \u20ac5\n");
  }

  @Test
  void textNeedsNoGson() throws Exception {
    assertEquals(List.of(), classesOf("com.google.gson", "--output=text", "-v"));
    assertEquals(List.of(), classesOf("com.google.gson", "--nope"));
    assertNotEquals(List.of(), classesOf("com.google.gson", "--output=json"));
  }

  @Test
  void onlyPrometheusNeedsItsLibrary() throws Exception {
    assertEquals(List.of(), classesOf("ometheus", "--output=text", "-v", "-H", "vpn"));
    assertEquals(List.of(), classesOf("ometheus", "--output=json"));
    assertEquals(List.of(), classesOf("ometheus", "--nope"));
    assertNotEquals(List.of(), classesOf("io.prometheus", "--output=prometheus"));
  }

  private static double uptime() throws IOException {
    String uptime = Files.readString(Path.of("/proc/uptime"));
    return Double.parseDouble(uptime.substring(0, uptime.indexOf(' ')));
  }

  private List<String> classesOf(String library, String... words) throws Exception {
    Path log = folder.resolve("classes");
    Files.deleteIfExists(log);
    java.add("-Xlog:class+load:file=" + log);
    start("fine", words);
    process.waitFor();
    List<String> lines = Files.readAllLines(log);
    assertTrue(lines.stream().anyMatch(line -> line.contains(Runner.class.getName())));
    return lines.stream().filter(line -> line.contains(library)).toList();
  }

  private void start(String measurement, String... words) throws Exception {
    List<String> command = new ArrayList<>(java);
    command.add("-cp");
    command.add(
        String.join(
            File.pathSeparator,
            place(SampleMain.class),
            place(Runner.class),
            place(Gson.class),
            place(PrometheusTextFormatWriter.class),
            place(MetricSnapshots.class),
            place(EscapingScheme.class)));
    command.add(SampleMain.class.getName());
    command.add(measurement);
    command.addAll(List.of(words));
    builder.redirectError(folder.resolve("stderr").toFile());
    process = builder.command(command).start();
    process.getOutputStream().close();
  }

  private void startAndAwaitAnnouncement(String measurement, String... words) throws Exception {
    Path announced = folder.resolve("announced");
    java.add("-Dannounce=" + announced);
    start(measurement, words);
    while (!Files.exists(announced)) {
      assertTrue(process.isAlive(), "it ended before it measured");
      Thread.sleep(5);
    }
  }

  private static String place(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  private void signal(String name) throws Exception {
    String[] kill = {"sh", "-c", "kill -" + name + " " + process.pid()};
    assertEquals(0, new ProcessBuilder(kill).start().waitFor());
  }

  private boolean ignoresSignals() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("SigIgn:")) {
        long ignored = Long.parseUnsignedLong(line.substring(7).strip(), 16);
        // Signals 1, 2 and 15 are HUP, INT and TERM.
        return (ignored & (1 | 1 << 1 | 1 << 14)) != 0;
      }
    }
    throw new AssertionError("no SigIgn");
  }

  private void assertEnds(int code, String out) throws Exception {
    assertEquals(out, assertEnds(code));
  }

  private String assertEnds(int code) throws Exception {
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertTrue(process.waitFor(40, TimeUnit.SECONDS), "it is still there");
    assertEquals("", Files.readString(folder.resolve("stderr")));
    assertEquals(code, process.exitValue(), out);
    return out;
  }
}
