package io.github.pppvpn.log.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineParserTest {
  private static final Instant REFERENCE = Instant.parse("2026-11-21T21:00:00Z");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static String read(String line) {
    return read(new LineParser(REFERENCE, () -> BERLIN), line.getBytes(StandardCharsets.UTF_8));
  }

  private static String read(LineParser parser, byte[] line) {
    LineHeader header = new LineHeader();
    parser.parse(line, 0, line.length, header);
    long time = parser.timeOf(header);
    byte[] b = header.bytes();
    String text =
        header.form()
            + "|"
            + (time == LineParser.NO_TIME ? "-" : Instant.ofEpochMilli(time))
            + "|"
            + Bytes.text(b, header.hostFrom(), header.hostTo())
            + "|"
            + Bytes.text(b, header.programFrom(), header.programTo())
            + "|"
            + header.pid()
            + "|"
            + Bytes.text(b, header.messageFrom(), header.messageTo());
    assertEquals(time, parser.timeOf(line, 0, line.length));
    return text + (header.repeats() == 1 ? "" : "|" + header.repeats());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "Nov  1 09:05:07 vpn1 pppd[123]: Exit. ~ BSD|2026-11-01T08:05:07Z|vpn1|pppd|123|Exit.",
        "Nov 21 20:01:02 10.0.0.1 xl2tpd: a: b ~ BSD|2026-11-21T19:01:02Z|10.0.0.1|xl2tpd|-1|a: b",
        "Nov 21 20:01:02 2001:db8::1 pppd[1]: x ~ BSD|2026-11-21T19:01:02Z|2001:db8::1|pppd|1|x",
        "Nov 21 20:01:02 ::1 pppd[1]: x ~ BSD|2026-11-21T19:01:02Z|::1|pppd|1|x",
        "Nov 21 20:01:02 fe80::1: pppd[1]: x ~ BSD|2026-11-21T19:01:02Z|fe80::1:|pppd|1|x",
        "Nov 21 20:01:02.123456 vpn1 pppd[1]: x ~ BSD|2026-11-21T19:01:02.123Z|vpn1|pppd|1|x",
        "Nov 21 20:01:02 h /usr/sbin/pppd[1]: x ~ BSD|2026-11-21T19:01:02Z|h|pppd|1|x",
        "<30>Nov 21 20:00:00 pppd[748]: msg ~ BSD|2026-11-21T19:00:00Z||pppd|748|msg",
        "<29>pppd[748]: msg ~ TAG|-||pppd|748|msg",
        "<29>pppd: msg ~ TAG|-||pppd|-1|msg",
        "pppd[748]: msg ~ TAG|-||pppd|748|msg",
        "2026-11-21T20:01:02.123456+01:00 h charon-systemd[7]: m ~"
            + " RFC3339|2026-11-21T19:01:02.123Z|h|charon-systemd|7|m",
        "2026-11-21T20:01:02Z h pppd[7]: m ~ RFC3339|2026-11-21T20:01:02Z|h|pppd|7|m",
        "2026-11-21T20:01:02+0100 h pppd[7]: m ~ RFC3339|2026-11-21T19:01:02Z|h|pppd|7|m",
        "2026-11-21T20:01:02-05:30 h pppd[7]: m ~ RFC3339|2026-11-22T01:31:02Z|h|pppd|7|m",
        "2026-11-21T20:01:02.5 h pppd[7]: m ~ RFC3339|2026-11-21T19:01:02.500Z|h|pppd|7|m",
        "<30>1 2026-11-21T20:01:02Z h pppd 7 ID1 - m ~ RFC5424|2026-11-21T20:01:02Z|h|pppd|7|m",
        "<30>1 2026-11-21T20:01:02Z - pppd - - [a b=\"]\\\"\"][c] m ~"
            + " RFC5424|2026-11-21T20:01:02Z||pppd|-1|m",
        "<30>1 - h pppd 7 - - \uFEFFm ~ RFC5424|-|h|pppd|7|m",
        "[2026-11-21 20:01:02]:  info: ppp0: bob ~ ACCEL|2026-11-21T19:01:02Z|||-1|ppp0: bob",
        "[2026-11-21 20:01:02]: warn: : x ~ ACCEL|2026-11-21T19:01:02Z|||-1|: x",
        "[2026-11-21 20:01:02]: [77]: warn: x ~ ACCEL|2026-11-21T19:01:02Z|||77|x",
        "Wed Mar 26 12:54:17 2014 : Auth: (1) x ~ FREERADIUS|2014-03-26T11:54:17Z|||-1|Auth: (1) x",
        "Sat Nov 21 20:01:02 2026 daemon.notice pppd[123]: m ~"
            + " LOGREAD|2026-11-21T19:01:02Z||pppd|123|m",
        "2026-11-21 20:01:02.123 L2TP x ~ SOFTETHER|2026-11-21T19:01:02.123Z|||-1|L2TP x",
        "Nov 21 20:01:02 05[IKE] x ~ CHARON|2026-11-21T19:01:02Z|||-1|05[IKE] x",
        "05[IKE] <a|3> x ~ CHARON|-|||-1|05[IKE] <a|3> x",
        "Nov 21 20:01:02.123456: \"a\" #1: x ~ PLUTO|2026-11-21T19:01:02.123Z|||-1|\"a\" #1: x",
        "Peer u failed CHAP authentication ~ PLAIN|-|||-1|Peer u failed CHAP authentication",
        "Nov 21 20:01:02 h last message repeated 3 times ~ BSD|2026-11-21T19:01:02Z|h||-1||3",
        "Nov 21 20:01:02 h pppd[7]: message repeated 3 times: [ Peer a] ~"
            + " BSD|2026-11-21T19:01:02Z|h|pppd|7|Peer a|3",
        "Nov 31 20:01:02 h pppd[7]: m ~ BSD|-|h|pppd|7|m",
        "Nov 21 25:01:02 h pppd[7]: m ~ BSD|-|h|pppd|7|m",
        "2026-02-29T20:01:02Z h pppd[7]: m ~ RFC3339|-|h|pppd|7|m",
        "Nov 21 20:01:02 h pppd[99999999999]: m ~ BSD|2026-11-21T19:01:02Z|h|pppd|-1|m"
      })
  void everyForm(String line, String expected) {
    assertEquals(expected, read(line));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        // BusyBox syslogd's facility and level.
        "Nov 21 20:01:02 h daemon.notice pppd[1]: m ~ BSD|2026-11-21T19:01:02Z|h|pppd|1|m",
        "Nov 21 20:01:02 h local2.warn pppd[1]: m ~ BSD|2026-11-21T19:01:02Z|h|pppd|1|m",
        "Nov 21 20:01:02 h kern.info kernel: m: n ~ BSD|2026-11-21T19:01:02Z|h|kernel|-1|m: n",
        "2026-11-21T20:01:02Z h daemon.err pppd[1]: m ~ RFC3339|2026-11-21T20:01:02Z|h|pppd|1|m",
        "Nov 21 20:01:02 mail.info pppd[1]: m ~ BSD|2026-11-21T19:01:02Z|mail.info|pppd|1|m",
        "Sat Nov 21 20:01:02 2026 h daemon.notice pppd[1]: m ~"
            + " LOGREAD|2026-11-21T19:01:02Z|h|pppd|1|m",
        "Sat Nov 21 20:01:02 2026 h.example.org pppd[1]: m ~"
            + " LOGREAD|2026-11-21T19:01:02Z|h.example.org|pppd|1|m",
        "Sat Nov 21 20:01:02 2026 pppd[1]: m ~ LOGREAD|2026-11-21T19:01:02Z||pppd|1|m",
        "[2026-11-21 20:01:02] h pppd[1]: m ~ RFC3339|2026-11-21T19:01:02Z|h|pppd|1|m",
        "[2026-11-21T20:01:02Z] h pppd[1]: m ~ RFC3339|2026-11-21T20:01:02Z|h|pppd|1|m",
        // A relay's header around RFC 5424's: the log is in the order of the relay's stamps.
        "Nov 21 20:01:02 192.0.2.1 1 2026-11-21T18:30:00Z h pppd 7 - - m ~"
            + " RFC5424|2026-11-21T19:01:02Z|h|pppd|7|m",
        "2026-11-21T20:01:02Z relay 1 2026-11-21T18:30:00Z h pppd 7 - - m ~"
            + " RFC5424|2026-11-21T20:01:02Z|h|pppd|7|m",
      })
  void whatStandsAroundAHeader(String line, String expected) {
    assertEquals(expected, read(line));
  }

  /** None of these is pppd's, whatever stands in it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "Nov 21 20:01:02 h foo: pppd[1]: m ~ foo|pppd[1]: m",
        "Nov 21 20:01:02 h foo: daemon.notice pppd[1]: m ~ foo|daemon.notice pppd[1]: m",
        "Nov 21 20:01:02 h daemons.notice pppd[1]: m ~ |daemons.notice pppd[1]: m",
        "Nov 21 20:01:02 h daemon.notices pppd[1]: m ~ |daemon.notices pppd[1]: m",
        "Nov 21 20:01:02 h daemon.notice.x pppd[1]: m ~ |daemon.notice.x pppd[1]: m",
        "Nov 21 20:01:02 h daemon.notice: pppd[1]: m ~ daemon.notice|pppd[1]: m",
        "Nov 21 20:01:02 h server pppd[1]: m ~ |server pppd[1]: m",
        "Nov 21 20:01:02 h <30>pppd[1]: m ~ |<30>pppd[1]: m",
        "Nov 21 20:01:02 h 2026-11-21T20:01:02Z h pppd[1]: m ~ |2026-11-21T20:01:02Z h pppd[1]: m",
        "Nov 21 20:01:02 h Nov 21 20:01:02 h pppd[1]: m ~ |Nov 21 20:01:02 h pppd[1]: m",
        "Nov 21 20:01:02 h 1 2026-11-21 pppd 7 - - m ~ |1 2026-11-21 pppd 7 - - m",
        "Nov 21 20:01:02 h foo: 1 2026-11-21T18:30:00Z h pppd 7 - - m ~"
            + " foo|1 2026-11-21T18:30:00Z h pppd 7 - - m",
        "Sat Nov 21 20:01:02 2026 h foo: pppd[1]: m ~ foo|pppd[1]: m",
        "[2026-11-21 20:01:02] h foo: pppd[1]: m ~ foo|pppd[1]: m",
      })
  void noDaemonsHeader(String line, String programAndMessage) {
    String[] parts = read(line).split("\\|", -1);
    assertEquals(programAndMessage, parts[3] + "|" + parts[5]);
  }

  @ParameterizedTest
  @CsvSource({
    "+18:00, 2026-11-21T02:01:02Z",
    "-18:00, 2026-11-22T14:01:02Z",
    "+18:01, -",
    "+19:00, -",
    "-25:00, -",
    "+25:00, -",
    "+01:60, -",
    "+2500, -",
  })
  void offsetsUpTo18Hours(String offset, String expected) {
    assertEquals(
        "RFC3339|" + expected + "|h|pppd|7|m",
        read("2026-11-21T20:01:02" + offset + " h pppd[7]: m"));
    assertEquals(
        "RFC3339|" + expected.replace("02Z", "02.123Z") + "|h|pppd|7|m",
        read("2026-11-21T20:01:02.123456" + offset + " h pppd[7]: m"));
  }

  @Test
  void journalObjects() {
    assertEquals(
        "JOURNAL_JSON|2026-11-21T20:01:02.123Z|vpn1|pppd|748|Peer \"u\" failed",
        read(
            "{ \"__REALTIME_TIMESTAMP\" : \"1795291262123456\", \"MESSAGE\" : \"Peer \\\"u\\\""
                + " failed\", \"SYSLOG_IDENTIFIER\" : \"pppd\", \"_PID\" : \"748\","
                + " \"_HOSTNAME\" : \"vpn1\" }"));
    assertEquals(
        "JOURNAL_JSON|2026-11-21T20:01:02.123Z||pppd|7|a\uFFFDb",
        read(
            "{\"SYSLOG_PID\":\"7\",\"_PID\":\"8\",\"MESSAGE\":[97,233,98],"
                + "\"SYSLOG_IDENTIFIER\":\"pppd\",\"__REALTIME_TIMESTAMP\":\"1795291262123456\"}"));
    assertEquals(
        "JOURNAL_JSON|-||pppd|-1|", read("{\"MESSAGE\":null,\"SYSLOG_IDENTIFIER\":\"pppd\"}"));
    assertTrue(read("{\"MESSAGE\":\"cut sho").startsWith("PLAIN|-|||-1|"));
  }

  @Test
  void aMessageCannotNameTheObjectsTime() {
    byte[] line =
        ("{\"MESSAGE\":\"\\\"__REALTIME_TIMESTAMP\\\":\\\"1\\\"\","
                + "\"__REALTIME_TIMESTAMP\":\"1795291262123456\"}")
            .getBytes(StandardCharsets.UTF_8);
    LineParser parser = new LineParser(REFERENCE, () -> BERLIN);
    assertEquals(1795291262123L, parser.timeOf(line, 0, line.length));
  }

  @Test
  void nulsAndCarriageReturns() {
    assertEquals(
        "BSD|2026-11-21T19:01:02Z|h|pppd|7|m",
        read("\u0000\u0000\u0000Nov 21 20:01:02 h pppd[7]: m\u0000\r"));
    assertEquals("PLAIN|-|||-1|", read(""));
    assertEquals("PLAIN|-|||-1|", read("\u0000\r"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T00:10:00Z, Dec 31 23:59:59, 2025-12-31T22:59:59Z",
    "2026-01-01T00:10:00Z, Jan  1 00:00:01, 2025-12-31T23:00:01Z",
    "2025-12-31T23:59:00Z, Jan  1 12:00:00, 2026-01-01T11:00:00Z",
    "2025-12-30T23:59:00Z, Jan  1 12:00:00, 2025-01-01T11:00:00Z",
    "2026-11-21T21:00:00Z, Feb 29 12:00:00, 2024-02-29T11:00:00Z",
    "2028-03-01T21:00:00Z, Feb 29 12:00:00, 2028-02-29T11:00:00Z",
    "2026-11-21T21:00:00Z, Nov 22 20:00:00, 2026-11-22T19:00:00Z",
    "2026-11-21T21:00:00Z, Nov 23 20:00:00, 2025-11-23T19:00:00Z"
  })
  void theYearIsTheLatestPossible(Instant reference, String stamp, Instant expected) {
    byte[] line = (stamp + " h pppd[1]: m").getBytes(StandardCharsets.UTF_8);
    LineParser parser = new LineParser(reference, () -> BERLIN);
    assertEquals(expected, Instant.ofEpochMilli(parser.timeOf(line, 0, line.length)));
  }

  @ParameterizedTest
  @CsvSource({
    "Oct 25 01:59:59, 2026-10-24T23:59:59Z, 2026-10-24T23:59:59Z, 2026-10-24T23:59:59Z",
    "Oct 25 02:00:00, 2026-10-25T00:00:00Z, 2026-10-25T00:00:00Z, 2026-10-25T02:00:00Z",
    "Oct 25 02:59:59, 2026-10-25T00:59:59Z, 2026-10-25T00:00:00Z, 2026-10-25T02:00:00Z",
    "2026-10-25T02:30:00, 2026-10-25T00:30:00Z, 2026-10-25T00:00:00Z, 2026-10-25T02:00:00Z",
    "2026-10-25T02:30:00Z, 2026-10-25T02:30:00Z, 2026-10-25T02:30:00Z, 2026-10-25T02:30:00Z",
    "2026-10-25T02:30:00+02:00, 2026-10-25T00:30:00Z, 2026-10-25T00:30:00Z, 2026-10-25T00:30:00Z",
    "Oct 25 03:00:00, 2026-10-25T02:00:00Z, 2026-10-25T02:00:00Z, 2026-10-25T02:00:00Z"
  })
  void theHourThatComesTwiceHasBounds(
      String stamp, Instant alone, Instant earliest, Instant latest) {
    LineParser parser = new LineParser(REFERENCE, () -> BERLIN);
    byte[] line = (stamp + " h pppd[1]: m").getBytes(StandardCharsets.UTF_8);
    assertEquals(alone, Instant.ofEpochMilli(parser.timeOf(line, 0, line.length)));
    assertEquals(earliest, Instant.ofEpochMilli(parser.earliestOf(line, 0, line.length)));
    assertEquals(latest, Instant.ofEpochMilli(parser.latestOf(line, 0, line.length)));
    parser.timeOf(line, 0, line.length);
    assertEquals(!earliest.equals(latest), parser.wasAmbiguous());
  }

  @Test
  void theHourThatIsSkippedIsReadAsBefore() {
    assertEquals("BSD|2026-03-29T01:30:00Z|h|pppd|1|m", read("Mar 29 02:30:00 h pppd[1]: m"));
  }

  @Test
  void theZoneIsAskedOnlyWhenNeeded() {
    AtomicInteger asked = new AtomicInteger();
    LineParser parser =
        new LineParser(
            REFERENCE,
            () -> {
              asked.incrementAndGet();
              return BERLIN;
            });
    byte[] zoned = "2026-11-21T20:01:02Z h pppd[7]: m".getBytes(StandardCharsets.UTF_8);
    parser.timeOf(zoned, 0, zoned.length);
    assertEquals(0, asked.get());
    byte[] local = "Nov 21 20:01:02 h pppd[7]: m".getBytes(StandardCharsets.UTF_8);
    parser.timeOf(local, 0, local.length);
    parser.timeOf(local, 0, local.length);
    assertEquals(1, asked.get());
  }

  @Test
  void daysAreTheCalendars() {
    for (long day = -800_000; day < 800_000; day += 13) {
      java.time.LocalDate date = java.time.LocalDate.ofEpochDay(day);
      assertEquals(
          day, GregorianDays.epochDay(date.getYear(), date.getMonthValue(), date.getDayOfMonth()));
      assertEquals(
          date.lengthOfMonth(), GregorianDays.daysIn(date.getYear(), date.getMonthValue()));
    }
  }
}
