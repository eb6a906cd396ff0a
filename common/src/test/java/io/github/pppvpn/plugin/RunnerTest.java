package io.github.pppvpn.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that come to their end by themselves; {@link RunnerTimeTest} has the others. */
class RunnerTest {
  private static final String SEE_HELP = "See check_sample --help for its options.";

  @ParameterizedTest
  @CsvSource({
    "-w 1,            0, OK - fine | time=0.5s;1;;0",
    "-w 0.1 -c 1,     1, 'WARNING - time is 500 ms, above 100 ms - fine | time=0.5s;0.1;1;0'",
    "-w 0.1 -c 400ms, 2, 'CRITICAL - time is 500 ms, above 400 ms - fine | time=0.5s;0.1;0.4;0'",
  })
  void rangesDecide(String words, int code, String line) {
    TestRun run = TestRun.of(FakeCheck.fine(), words.split(" ", -1));
    assertEquals("SAMPLE " + line + "\n", run.out());
    assertEquals(code, run.code());
  }

  @Test
  void unmeasuredRangeIsUnknown() {
    TestRun run = TestRun.of(FakeCheck.fine(), "-w", "loss=5");
    assertEquals(
        """
        SAMPLE UNKNOWN - loss has a range but was not measured - fine | time=0.5s;;;0
        --help says what loss needs, an option perhaps; or leave out the range.
        """,
        run.out());
    assertEquals(3, run.code());
  }

  @Test
  void measurementIsToldOfTheOptions() {
    List<Invocation> seen = new ArrayList<>();
    FakeCheck check =
        new FakeCheck(
            invocation -> {
              seen.add(invocation);
              return FakeCheck.FINE;
            });
    TestRun.of(check, "-vv", "--privacy=mask");
    assertEquals(2, seen.get(0).verbosity());
    assertEquals(Privacy.MASK, seen.get(0).privacy());
    assertTrue(!seen.get(0).cancelled().getAsBoolean());
  }

  @Test
  void missingThingIsUnknownWithWhatToDo() {
    FakeCheck check =
        new FakeCheck(
            invocation -> {
              throw new CannotCheckException("vpn|x does not resolve", "Check the name.");
            });
    TestRun run = TestRun.of(check);
    assertEquals("SAMPLE UNKNOWN - vpn\\x7cx does not resolve\nCheck the name.\n", run.out());
    assertEquals(3, run.code());
  }

  @ParameterizedTest
  @CsvSource({
    "-x,               unknown option \"-x\"",
    "-w abc,           'option --warning: \"abc\" is not a range (END, START:, START:END, ~:END,"
        + " or one of these after @)'",
    "-w 1 -c nope=5,   'option --critical: \"nope=5\": unknown metric \"nope\" (this command has"
        + " time, loss, drift, size, sent, POOL_used)'",
    "-t 0,             'option --timeout: \"0\" is not SECONDS[:STATE] with 0.1 to 3600 seconds'",
    "-p 0,             option --port: \"0\" is not a whole number from 1 to 65535",
    "--output xml,     'option --output: \"xml\" is not text, json or prometheus'",
    "--extra-opts=@/n, option --extra-opts \"@/n\": /n does not exist",
  })
  void wrongUseIsUnknown(String words, String sentence) {
    TestRun run = TestRun.of(FakeCheck.fine(), words.split(" ", -1));
    assertEquals("SAMPLE UNKNOWN - " + sentence + "\n" + SEE_HELP + "\n", run.out());
    assertEquals(3, run.code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--output=json -x", "-x --output json", "--output=json -w abc"})
  void wrongUseIsToldInTheFormAskedFor(String words) {
    TestRun run = TestRun.of(FakeCheck.fine(), words.split(" ", -1));
    assertTrue(
        run.out()
            .startsWith(
                "{\"check\":\"check_sample\",\"version\":\""
                    + Version.text()
                    + "\",\"state\":\"UNKNOWN\",\"exit_code\":3,\"summary\":\""),
        run.out());
    assertTrue(run.out().endsWith(",\"details\":[\"" + SEE_HELP + "\"],\"data\":{}}\n"));
    assertEquals(3, run.code());
  }

  @Test
  void jsonHasTheSameExitCode() {
    TestRun run = TestRun.of(FakeCheck.fine(), "--output=json", "-c", "0.1");
    assertTrue(run.out().contains("\"state\":\"CRITICAL\",\"exit_code\":2,"), run.out());
    assertEquals(2, run.code());
  }

  @Test
  void extraOptsAreOverriddenByTheCommandLine(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("x.ini"), "[check_sample]\nwarning=0.1\ntimeout=60\noutput=json\nv=\n");
    TestRun run =
        TestRun.with(
            Map.of("MP_CONFIG_FILE", file.toString()),
            FakeCheck.fine(),
            "--output=text",
            "--extra-opts",
            "-v",
            "-w",
            "0.6");
    assertEquals(
        """
        SAMPLE OK - fine | time=0.5s;0.6;;0
        time: 500 ms is OK, warning 0.6
        """,
        run.out());
    assertTrue(run.lifecycle().lastEnd() > 50_000_000_000L);
  }

  @Test
  void extraOptsAreMadeOfTheSameOptions(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("x.ini"), "[a]\nnope=1\n[b]\nport=1\nport=2");
    TestRun run = TestRun.of(FakeCheck.fine(), "--extra-opts=a@" + file);
    assertEquals(
        "SAMPLE UNKNOWN - in the file of --extra-opts: unknown option \"--nope=1\"\n"
            + SEE_HELP
            + "\n",
        run.out());
    run = TestRun.of(FakeCheck.fine(), "--extra-opts=b@" + file);
    assertEquals(
        "SAMPLE UNKNOWN - in the file of --extra-opts: option --port is given twice\n"
            + SEE_HELP
            + "\n",
        run.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-h", "--help", "-h -w abc -t 0", "--output=json -V -h"})
  void help(String words) {
    TestRun run = TestRun.of(FakeCheck.fine(), words.split(" ", -1));
    assertEquals(HelpText.of(Samples.COMMAND), run.out());
    assertEquals(3, run.code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-V", "--version", "-V -w abc"})
  void version(String words) {
    TestRun run = TestRun.of(FakeCheck.fine(), words.split(" ", -1));
    assertEquals("check_sample " + Version.text() + " (ppp-vpn-checks)\n", run.out());
    assertTrue(Version.text().matches("[0-9]+\\.[0-9]+\\.[0-9]+.*"), Version.text());
    assertEquals(3, run.code());
  }

  @Test
  void lastWordsOfAnAnsweredRunAreItsExitCode() {
    TestRun run = TestRun.of(FakeCheck.fine(), "-w", "0.1");
    assertEquals(1, run.lifecycle().lastWords.size());
    String before = run.out();
    assertEquals(1, run.lifecycle().lastWords.get(0).getAsInt());
    assertEquals(before, run.out());
  }
}
