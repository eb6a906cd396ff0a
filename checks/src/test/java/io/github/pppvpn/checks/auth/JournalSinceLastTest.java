package io.github.pppvpn.checks.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.testkit.Executables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What successive runs count of a journal: each entry once, wherever it is put. */
class JournalSinceLastTest {
  private static final Instant NOW = Instant.parse("2026-11-21T20:05:00Z");

  @TempDir Path root;
  @TempDir Path state;
  @TempDir Path bin;

  private final List<String> entries = new ArrayList<>();

  @BeforeEach
  void host() throws Exception {
    writeJournalctl();
    new Host(root)
        .file("etc/timezone", NOW, "UTC\n")
        .file("var/log/journal/0123456789abcdef/system.journal", NOW, "stands for one");
  }

  private static String entry(
      String sequence, int number, int seconds, String program, int pid, String message) {
    long micros = NOW.plusSeconds(seconds).toEpochMilli() * 1000;
    return "{\"__CURSOR\":\"s="
        + sequence
        + ";i="
        + Integer.toHexString(number)
        + ";b="
        + sequence
        + ";m=1;t="
        + Long.toHexString(micros)
        + ";x=0\",\"__REALTIME_TIMESTAMP\":\""
        + micros
        + "\",\"_HOSTNAME\":\"vpn\",\"SYSLOG_IDENTIFIER\":\""
        + program
        + "\",\"_PID\":\""
        + pid
        + "\",\"MESSAGE\":\""
        + message
        + "\"}";
  }

  private static String failure(String sequence, int number, int seconds) {
    return entry(
        sequence,
        number,
        seconds,
        "pppd",
        100 * sequence.charAt(0) + number,
        "Peer bob failed CHAP authentication");
  }

  /** What FreeRADIUS says of the same login. */
  private static String twin(String sequence, int number, int seconds) {
    return entry(
        sequence,
        number,
        seconds,
        "radiusd",
        7,
        "(5) Login incorrect (mschap: no): [bob] (from client x port 0 cli 192.0.2.4)");
  }

  /**
   * A journalctl that gives the entries, from that of a cursor on if it is there, from the first of
   * a time on, or up to the first behind one.
   */
  private void writeJournalctl() throws IOException {
    Path program = bin.resolve("journalctl");
    Executables.write(
        program,
        """
        #!/bin/sh
        for word; do
          case $word in
          --cursor=*)
            grep -qF "${word#--cursor=}" BIN/entries
            awk -v c="${word#--cursor=}" -v on=$? 'index($0, c) { on = 1 } on' BIN/entries >BIN/shown
            . BIN/end
            exit
            ;;
          --since=*)
            awk -v s="${word#--since=@}" -F'TIMESTAMP":"' '$2 / 1000000 >= s { on = 1 } on' \\
              BIN/entries
            exit
            ;;
          --until=*)
            awk -v u="${word#--until=@}" -F'TIMESTAMP":"' '$2 / 1000000 > u { exit } 1' BIN/entries
            exit
            ;;
          esac
        done
        cat BIN/entries
        """
            .replace("BIN", bin.toString()));
    Files.createFile(bin.resolve("entries"));
  }

  /**
   * Runs.
   *
   * @param end what journalctl does with the file of what is to be shown from a cursor on
   */
  private AuthRun run(Instant now, String end) throws IOException {
    Files.write(bin.resolve("entries"), entries);
    Files.writeString(bin.resolve("end"), end.replace("FILE", bin.resolve("shown").toString()));
    return AuthRun.at(
        new CheckAuthFailures(List.of(bin.resolve("journalctl").toString())),
        now,
        "--root",
        root,
        "--state-dir",
        state,
        "--since-last",
        "k",
        "--journal");
  }

  private AuthRun run(int seconds) throws IOException {
    AuthRun run = run(NOW.plusSeconds(seconds), "cat FILE");
    assertEquals(0, run.exitCode(), run.output());
    return run;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 60, 280, 281, 282, 300, 400, 500, 700, 840, 843, 900, 1100, 1400})
  void entryThatWasCutOffIsCountedNextTime(int length) throws IOException {
    entries.add(failure("a", 1, -60));
    run(0).assertMetric("failures", 1);
    for (int i = 2; i < 7; i++) {
      entries.add(failure("a", i, i));
    }
    for (String end : List.of("head -c %d FILE; exit 0", "head -c %d FILE; kill -9 $$")) {
      AuthRun cut = run(NOW.plusSeconds(10), end.replace("%d", "" + length));
      int counted = cut.output().contains(" failures=") ? (int) cut.metric("failures") : 0;
      AuthRun next = run(20);
      assertEquals(5, counted + (int) next.metric("failures"), cut.output() + next.output());
      run(30).assertMetric("failures", 0);
      entries.subList(1, entries.size()).clear();
      deleteState();
      run(0);
      for (int i = 2; i < 7; i++) {
        entries.add(failure("a", i, i));
      }
    }
  }

  private void deleteState() throws IOException {
    try (var files = Files.newDirectoryStream(state)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }

  @Test
  void whatStandsBeforeThePlaceAndIsNewCounts() throws IOException {
    entries.add(failure("a", 1, -30));
    entries.add(failure("a", 2, -28));
    run(0).assertMetric("failures", 2);
    entries.add(0, failure("b", 1, -100));
    entries.add(1, failure("b", 2, -99));
    entries.add(3, failure("c", 1, -29));
    run(60).assertMetric("failures", 3);
    run(120).assertMetric("failures", 0);
    entries.add(4, failure("c", 2, -29));
    entries.add(failure("b", 3, 121));
    run(180).assertMetric("failures", 2);
    run(240).assertMetric("failures", 0);
  }

  /** With a clock that is ahead, or a reading that took its time. */
  @ParameterizedTest
  @CsvSource({"-10", "0", "1", "30", "59"})
  void secondDaemonsWordOfALoginIsNoSecondLogin(int seconds) throws IOException {
    entries.add(failure("a", 1, seconds));
    run(0).assertMetric("failures", 1);
    entries.add(twin("a", 2, seconds + 1));
    run(60).assertMetric("failures", 0);
    entries.add(failure("a", 3, seconds + 100));
    run(180).assertMetric("failures", 1);
  }

  @Test
  void placeThatIsGoneIsUnknownOnce() throws IOException {
    entries.add(failure("a", 1, -30));
    run(0).assertMetric("failures", 1);
    entries.clear();
    entries.add(failure("a", 5, 10));
    AuthRun lost = run(NOW.plusSeconds(60), "cat FILE");
    assertEquals(3, lost.exitCode(), lost.output());
    assertTrue(lost.output().contains("removed unread"), lost.output());
    run(120).assertMetric("failures", 0);
  }

  /** A quiet host whose journal is small, or volatile and gone with a reboot. */
  @Test
  void placeThatIsGoneWithNothingBehindItIsUnknownOnce() throws IOException {
    entries.add(failure("a", 1, -30));
    run(0).assertMetric("failures", 1);
    entries.clear();
    AuthRun lost = run(NOW.plusSeconds(60), "cat FILE");
    assertEquals(3, lost.exitCode(), lost.output());
    assertTrue(lost.output().contains("removed unread"), lost.output());
    run(120).assertMetric("failures", 0);
    entries.add(failure("b", 1, 130));
    run(180).assertMetric("failures", 1);
    run(240).assertMetric("failures", 0);
  }

  /** Nothing was read yet, so there is only a time to go on from, and it is still to come. */
  @Test
  void clockThatWasAheadHidesNothing() throws IOException {
    run(80_000);
    entries.add(failure("a", 1, 10));
    run(60).assertMetric("failures", 1);
    run(120).assertMetric("failures", 0);
  }

  /** journalctl merges files by more than one clock, in another order where it begins elsewhere. */
  @Test
  void entryBeforeThePlaceAndBehindItCountsOnce() throws IOException {
    entries.add(failure("a", 1, -30));
    run(0).assertMetric("failures", 1);
    entries.add(0, failure("b", 1, -60));
    entries.add(1, failure("b", 2, -50));
    entries.add(failure("a", 2, 10));
    AuthRun both = run(NOW.plusSeconds(60), "cat FILE; head -n 2 " + bin.resolve("entries"));
    assertEquals(0, both.exitCode(), both.output());
    both.assertMetric("failures", 3);
    run(120).assertMetric("failures", 0);
  }
}
