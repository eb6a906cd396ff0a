package io.github.pppvpn.log.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.testkit.Executables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a script in journalctl's place that shows its words and answers as told. */
class JournalTest {
  private static final String ENTRY =
      "{\"__CURSOR\":\"s=a;i=%d\",\"__REALTIME_TIMESTAMP\":\"1790000000%d\",\"MESSAGE\":\"m%d\"}";

  @TempDir Path folder;

  private final List<SourceNote> notes = new ArrayList<>();

  @Test
  void asksForATime() throws Exception {
    script("printf '%s\\n' \"$@\" > " + folder + "/words; echo '" + entry(1) + "'");
    assertEquals(List.of(entry(1)), drain(journal("pppd", "pptpd").since(1_500_999)));
    assertEquals(
        List.of(
            "-o",
            "json",
            "-a",
            "--no-pager",
            "--output-fields=MESSAGE,SYSLOG_IDENTIFIER,SYSLOG_PID,_PID,_COMM,_HOSTNAME,PRIORITY",
            "-t",
            "pppd",
            "-t",
            "pptpd",
            "--since=@1500"),
        Files.readAllLines(folder.resolve("words")));
  }

  @Test
  void goesOnBehindTheLastEntry() throws Exception {
    script("echo '" + entry(1) + "'; echo '" + entry(2) + "'");
    JournalReading first = journal().since(0);
    assertEquals(List.of(entry(1), entry(2)), drain(first));
    JournalPosition position = JournalPosition.parse(first.reached().toLine());
    assertEquals("s=a;i=2", position.cursor());

    script(
        "test \"${8}\" = '--cursor=s=a;i=2' || test \"${6}\" = '--cursor=s=a;i=2' || exit 9;"
            + " echo '"
            + entry(2)
            + "'; echo '"
            + entry(3)
            + "'");
    JournalReading second = journal().resume(position);
    assertEquals(List.of(entry(3)), drain(second));
    assertEquals(List.of(), notes);
    assertEquals("s=a;i=3", second.reached().cursor());

    script("echo '" + entry(3) + "'");
    JournalReading third = journal().resume(second.reached());
    assertEquals(List.of(), drain(third));
    assertEquals(List.of(), notes);
    assertEquals("s=a;i=3", third.reached().cursor());

    script("echo '" + entry(7) + "'");
    assertEquals(List.of(entry(7)), drain(journal().resume(second.reached())));
    assertEquals(SourceNote.Kind.LOST, notes.get(0).kind());
  }

  @Test
  void startsAtTheSameTimeUntilThereIsAnEntry() throws Exception {
    script("echo '-- No entries --'");
    JournalReading reading = journal().since(5000);
    assertEquals(List.of(), drain(reading));
    JournalPosition position = JournalPosition.parse(reading.reached().toLine());
    script("printf '%s\\n' \"$@\" > " + folder + "/words; echo '" + entry(1) + "'");
    assertEquals(List.of(entry(1)), drain(journal().resume(position)));
    assertTrue(Files.readAllLines(folder.resolve("words")).contains("--since=@5"));
  }

  @Test
  void readsTheCursorOfTheEntryNotOfItsMessage() throws Exception {
    String entry =
        "{\"MESSAGE\":\"x \\\"__CURSOR\\\":\\\"s=evil\\\" y\",\"__CURSOR\" : \"s=good;i=1\","
            + " \"__REALTIME_TIMESTAMP\" : \"1\" }";
    script("cat <<'X'\n" + entry + "\nX");
    JournalReading reading = journal().everything();
    assertEquals(List.of(entry), drain(reading));
    assertEquals("s=good;i=1", reading.reached().cursor());
  }

  @Test
  void givesManyEntries() throws Exception {
    script("i=0; while [ $i -lt 20000 ]; do echo '" + entry(5) + "'; i=$((i+1)); done");
    assertEquals(20_000, drain(journal().everything()).size());
  }

  @Test
  void saysWhyItCannotBeRead() throws Exception {
    assertRefusal(
        "echo 'No journal files were opened due to insufficient permissions.' >&2; exit 1",
        "the journal may not be read by the user nagios");
    assertRefusal(
        "echo 'Hint: You are currently not seeing messages from other users and the system.' >&2",
        "the journal may not be read by the user nagios");
    assertRefusal(
        "echo 'No journal files were found.' >&2", "the journal has no files on this machine");
    assertRefusal(
        "echo 'Failed to add match: bad' >&2; echo more >&2; exit 1",
        "the journal cannot be read: journalctl ended with exit code 1: Failed to add match: bad");
    assertRefusal("exit 3", "the journal cannot be read: journalctl ended with exit code 3");
  }

  @Test
  void notesADamagedFile() throws Exception {
    script("echo 'Journal file x corrupted, ignoring file.' >&2; echo '" + entry(1) + "'");
    assertEquals(List.of(entry(1)), drain(journal().everything()));
    assertEquals(
        "the journal could be read in part only: Journal file x corrupted, ignoring file.",
        notes.get(0).text());
  }

  private static String named(String sequence, int number, String boot, long millis) {
    return "{\"__CURSOR\":\"s="
        + sequence
        + ";i="
        + Integer.toHexString(number)
        + ";b="
        + boot
        + ";m=1;t="
        + Long.toHexString(millis * 1000)
        + ";x=0\",\"__REALTIME_TIMESTAMP\":\""
        + millis * 1000
        + "\"}";
  }

  private void scripts(List<String> since, List<String> cursor) throws IOException {
    Files.write(folder.resolve("since"), since);
    Files.write(folder.resolve("cursor"), cursor);
    script(
        "case \"$*\" in *--cursor=*) exec cat "
            + folder
            + "/cursor;; esac; echo \"$@\" > "
            + folder
            + "/words; exec cat "
            + folder
            + "/since");
  }

  /** Which entries it gives, those that an earlier reading had in brackets. */
  private static List<String> told(JournalReading reading) throws IOException {
    List<String> told = new ArrayList<>();
    while (reading.next()) {
      for (String line : block(reading).split("\n", -1)) {
        int at = line.indexOf(";i=");
        if (at > 0) {
          String name = line.substring(at - 1, line.indexOf(";m="));
          told.add(reading.counted() ? "(" + name + ")" : name);
        }
      }
    }
    return told;
  }

  /** Another machine's, or of a boot whose clock is behind. */
  @Test
  void entriesThatHaveComeBeforeThePlaceAreNew() throws Exception {
    String last = named("1", 0x12, "a", 1_000_000);
    List<String> first =
        List.of(
            named("1", 0x10, "a", 990_000),
            named("2", 7, "b", 991_000),
            named("1", 0x11, "a", 992_000),
            last);
    scripts(first, List.of());
    JournalReading reading = journal().since(5_000);
    assertEquals(List.of("1;i=10;b=a", "2;i=7;b=b", "1;i=11;b=a", "1;i=12;b=a"), told(reading));
    JournalPosition place = JournalPosition.parse(reading.reached().toLine());
    assertEquals(reading.reached(), place);

    String next = named("1", 0x13, "a", 1_001_000);
    List<String> second = new ArrayList<>(first);
    second.add(2, named("2", 8, "b", 991_500));
    second.add(3, named("2", 9, "c", 991_600));
    second.add(1, named("3", 1, "d", 990_500));
    second.add(next);
    scripts(second, List.of(last, next));
    JournalReading fresh = journal().resume(place);
    assertTrue(fresh.knowsBefore());
    JournalReading before = journal().before(fresh, 1_200_000);
    assertEquals(
        List.of(
            "(1;i=10;b=a)",
            "3;i=1;b=d",
            "(2;i=7;b=b)",
            "2;i=8;b=b",
            "2;i=9;b=c",
            "(1;i=11;b=a)",
            "(1;i=12;b=a)"),
        told(before));
    assertEquals(List.of("1;i=13;b=a"), told(fresh));
    assertEquals(List.of(), fresh.notes());
    String words = Files.readString(folder.resolve("words"));
    assertTrue(words.contains("--since=@700"), words);
    assertFalse(words.contains("--until"), words);

    scripts(second, List.of(next));
    JournalReading third = journal().resume(fresh.reached());
    assertTrue(third.knowsBefore());
    for (String entry : told(journal().before(third, 650_000))) {
      assertTrue(entry.startsWith("("), entry);
    }
    assertTrue(Files.readString(folder.resolve("words")).contains("--since=@350"));
    assertEquals(List.of(), told(third));
  }

  @Test
  void entriesThatWereGivenBeforeThePlaceAreNotNewBehindIt() throws Exception {
    String last = named("1", 2, "a", 1_000_000);
    scripts(List.of(named("1", 1, "a", 1_000_000), last), List.of());
    JournalReading reading = journal().since(0);
    assertEquals(2, told(reading).size());
    List<String> more = List.of(named("2", 1, "b", 1_000_001), named("1", 3, "a", 1_000_001));
    scripts(more, List.of(last, more.get(0), more.get(1), named("1", 4, "a", 1_000_002)));
    JournalReading fresh = journal().resume(reading.reached());
    assertTrue(fresh.knowsBefore());
    assertEquals(List.of("2;i=1;b=b", "1;i=3;b=a"), told(journal().before(fresh, 1_000_000)));
    assertEquals(List.of("(2;i=1;b=b)", "(1;i=3;b=a)", "1;i=4;b=a"), told(fresh));
  }

  @Test
  void whatStandsBeforeAPlaceThatIsGoneIsNotKnown() throws Exception {
    scripts(List.of(named("1", 1, "a", 1_000_000)), List.of());
    JournalReading reading = journal().since(0);
    assertEquals(1, told(reading).size());
    scripts(List.of(), List.of(named("1", 2, "a", 1_000_001)));
    JournalReading fresh = journal().resume(reading.reached());
    assertFalse(fresh.knowsBefore());
    assertEquals(List.of("1;i=2;b=a"), told(fresh));
    assertEquals(SourceNote.Kind.LOST, fresh.notes().get(0).kind());
    JournalPosition place = reading.reached();
    scripts(List.of(), List.of(named("1", 1, "a", 1_000_000)));
    JournalReading old =
        journal().resume(new JournalPosition(place.cursor(), place.sinceMillis(), List.of()));
    assertFalse(old.knowsBefore());
  }

  @Test
  void forgetsWhatWasReadLongAgoFirst() throws Exception {
    JournalMarks marks = new JournalMarks(List.of());
    for (int i = 0; i < 300; i++) {
      byte[] cursor = ("s=1;i=5;b=" + i).getBytes(StandardCharsets.US_ASCII);
      assertFalse(marks.pass(cursor, 0, cursor.length, true));
    }
    assertEquals(List.of(), marks.texts());
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      texts.add("s=1;i=5;b=" + i);
    }
    JournalMarks more = new JournalMarks(texts);
    for (String text : List.of("s=1;i=5;b=0", "s=2;i=1;b=0")) {
      byte[] cursor = text.getBytes(StandardCharsets.US_ASCII);
      assertEquals(text.startsWith("s=1"), more.pass(cursor, 0, cursor.length, false));
    }
    assertEquals(200, more.texts().size());
    assertEquals("s=1;i=5;b=2", more.texts().get(0));
    assertEquals("s=2;i=1;b=0", more.texts().get(199));
  }

  /** Whatever exit code it has: nothing is said of what is not known. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello\n",
        "{}\n",
        "\n",
        "{\"a\":1}\n",
        "{broken\n",
        "{\"__CURSOR\":\"s=a\",\"MESSAGE\":\"no time\"}\n",
        "{\"__REALTIME_TIMESTAMP\":\"1\",\"MESSAGE\":\"no cursor\"}\n",
        "{\"x\":{\"__CURSOR\":\"s=a\",\"__REALTIME_TIMESTAMP\":\"1\"}}\n",
        "{\"__CURSOR\":\"s=a\",\"__REALTIME_TIMESTAMP\":\"1\"\n",
        "{\"__CURSOR\":\"s=a\",\"__REALTIME_TIMESTAMP\":\"1\"} x\n",
        "{\"__CURSOR\":\"$(x)\",\"__REALTIME_TIMESTAMP\":\"1\"}\n",
        "{\"__CURSOR\":\"s=a\",\"__REALTIME_TIMESTAMP\":\"1\",\"MESSAGE\":\"no end}\n",
        "\0\0\0\0",
        "\0\0\n",
      })
  void somethingElseThanEntriesIsNotRead(String text) throws Exception {
    Files.writeString(folder.resolve("text"), text);
    String sentence =
        "the journal cannot be read: journalctl wrote something else than whole entries";
    assertRefusal("cat " + folder + "/text", sentence);
    script("echo '" + entry(1) + "'; cat " + folder + "/text; echo '" + entry(2) + "'");
    try (JournalReading reading = journal().everything()) {
      assertTrue(reading.next());
      assertEquals(entry(1) + "\n", block(reading));
      LogSourceException e = assertThrows(LogSourceException.class, reading::next);
      assertEquals(sentence, e.getMessage());
      assertEquals("s=a;i=1", reading.reached().cursor());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 12, 40, 70})
  void entryThatWasCutOffIsNotGiven(int length) throws Exception {
    String part = entry(3).substring(0, Math.min(length, entry(3).length()));
    for (String end : List.of("exit 0", "exit 1", "kill -9 $$")) {
      script("echo '" + entry(1) + "'; echo '" + entry(2) + "'; printf %s '" + part + "'; " + end);
      try (JournalReading reading = journal().everything()) {
        assertTrue(reading.next());
        assertEquals(entry(1) + "\n" + entry(2) + "\n", block(reading));
        assertThrows(LogSourceException.class, reading::next);
        assertEquals("s=a;i=2", reading.reached().cursor());
      }
    }
    assertRefusal(
        "printf %s '" + part + "'",
        "the journal cannot be read: journalctl ended in the middle of an entry");
  }

  @Test
  void remarksAreNoEntries() throws Exception {
    script(
        "echo '-- Reboot --'; echo '"
            + entry(1)
            + "'; echo '-- Reboot --'; echo '"
            + entry(2)
            + "'");
    assertEquals(List.of(entry(1), entry(2)), drain(journal().everything()));
  }

  @Test
  void entryOfALongMessageIsPassedOver() throws Exception {
    String head = entry(2).substring(0, entry(2).length() - 2);
    script(
        "echo '"
            + entry(1)
            + "'; printf %s '"
            + head
            + "'; head -c 300000 /dev/zero | tr '\\0' x;"
            + " echo '\"}'; echo '"
            + entry(3)
            + "'");
    List<String> lines = drain(journal().everything());
    assertEquals(3, lines.size());
    assertEquals(entry(3), lines.get(2));
  }

  private static String block(JournalReading reading) {
    return new String(
        reading.bytes(), reading.from(), reading.to() - reading.from(), StandardCharsets.UTF_8);
  }

  @Test
  void endsItWhenTimeIsUp() throws Exception {
    script("echo $$ > " + folder + "/pid; echo '" + entry(1) + "'; exec sleep 600");
    AtomicInteger asked = new AtomicInteger();
    Journal journal = journal(() -> asked.incrementAndGet() > 20);
    LogSourceException e =
        assertThrows(LogSourceException.class, () -> drain(journal.everything()));
    assertTrue(e.getMessage().contains("could not be read in time"), e.getMessage());
    assertGone();
  }

  @Test
  void endsItWhenClosed() throws Exception {
    script(
        "echo $$ > " + folder + "/pid; yes '" + entry(1) + "' | head -c 10000000; exec sleep 600");
    try (JournalReading reading = journal().everything()) {
      assertTrue(reading.next());
    }
    assertGone();
  }

  private void assertGone() throws Exception {
    String pid = Files.readString(folder.resolve("pid")).strip();
    for (int i = 0; i < 500 && Files.exists(Path.of("/proc", pid)); i++) {
      Thread.sleep(10);
    }
    assertFalse(Files.exists(Path.of("/proc", pid)));
  }

  @Test
  void isNotStoppedByALotOfComplaints() throws Exception {
    script("yes complaint | head -c 1000000 >&2; echo '" + entry(1) + "'");
    assertEquals(List.of(entry(1)), drain(journal().everything()));
  }

  @Test
  void findsTheProgram() throws Exception {
    script("echo '" + entry(1) + "'");
    Journal found =
        Journal.of(Path.of("/"), List.of(), List.of("/none/x"), "::.:" + folder, "u", () -> false);
    assertEquals(1, drain(found.everything()).size());
    LogSourceException e =
        assertThrows(
            LogSourceException.class,
            () ->
                Journal.of(
                    Path.of("/"), List.of(), List.of("/none/x"), "/none:", "u", () -> false));
    assertTrue(e.getMessage().contains("no journalctl"), e.getMessage());
  }

  @Test
  void staysBelowTheRoot() throws Exception {
    script("printf '%s\\n' \"$@\" > " + folder + "/words");
    Path root = folder.resolve("root");
    String program = folder.resolve("journalctl").toString();
    LogSourceException e =
        assertThrows(
            LogSourceException.class,
            () -> Journal.of(root, List.of(), List.of(program), "", "u", () -> false));
    assertTrue(e.getMessage().startsWith("there is no journal below " + root), e.getMessage());
    Files.createDirectories(root.resolve("run/log/journal"));
    drain(Journal.of(root, List.of(), List.of(program), "", "u", () -> false).everything());
    List<String> words = Files.readAllLines(folder.resolve("words"));
    assertTrue(words.contains("--root=" + root), words.toString());
  }

  @Test
  void tellsWhenItsFilesWereWritten() throws Exception {
    Path root = folder.resolve("root");
    assertTrue(JournalFiles.of(root).none());
    Path kept = Files.createDirectories(root.resolve("var/log/journal/0123"));
    assertTrue(JournalFiles.of(root).none());
    assertEquals(OptionalLong.empty(), JournalFiles.of(root).lastWritten());
    written(kept.resolve("system@1.journal~"), 5_000);
    Path living = Files.createDirectories(root.resolve("run/log/journal/0123"));
    written(living.resolve("system.journal"), 9_000);
    written(Files.createDirectories(living.resolve("../remote")).resolve("r.journal"), 99_000);
    JournalFiles files = JournalFiles.of(root);
    assertFalse(files.none());
    assertEquals(OptionalLong.of(9_000), files.lastWritten());
    assertEquals(Optional.empty(), files.unreadable());
  }

  private static void written(Path file, long millis) throws IOException {
    Files.setLastModifiedTime(Files.createFile(file), FileTime.fromMillis(millis));
  }

  private void assertRefusal(String body, String sentence) throws IOException {
    script(body);
    LogSourceException e =
        assertThrows(LogSourceException.class, () -> drain(journal().everything()));
    assertEquals(sentence, e.getMessage());
  }

  private static String entry(int n) {
    return ENTRY.replace("%d", "" + n);
  }

  private void script(String body) throws IOException {
    Executables.write(folder.resolve("journalctl"), "#!/bin/sh\n" + body + "\n");
  }

  private Journal journal(String... identifiers) throws LogSourceException {
    return journal(() -> false, identifiers);
  }

  private Journal journal(BooleanSupplier expired, String... identifiers)
      throws LogSourceException {
    return Journal.of(
        Path.of("/"),
        List.of(identifiers),
        List.of(folder.resolve("journalctl").toString()),
        "",
        "nagios",
        expired);
  }

  private List<String> drain(JournalReading reading) throws IOException {
    try (reading) {
      List<String> lines = StampedLines.drain(reading);
      notes.addAll(reading.notes());
      return lines;
    }
  }
}
