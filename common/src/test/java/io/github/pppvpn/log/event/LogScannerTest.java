package io.github.pppvpn.log.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.log.LineBlocks;
import io.github.pppvpn.log.dialect.Headless;
import io.github.pppvpn.log.dialect.LogLine;
import io.github.pppvpn.log.dialect.LogScanner;
import io.github.pppvpn.log.dialect.ScanHelper;
import io.github.pppvpn.log.line.LineParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However a log is scanned, fast or by two threads, its lines are the same. */
class LogScannerTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  // In RFC 5424's form, of which the scanner learns nothing.
  private static final String HEADED = "<30>1 2026-11-21T20:01:02Z vpn1 sshd 812 - - x\n";

  private static final String[] STAMPS = {
    "2026-10-25T02:1%d:0%d.1234%d6+02:00",
    "2026-10-25T02:1%d:0%d.1234%d6+01:00",
    "2026-10-25T02:1%d:0%d.1234%d6",
    "2026-10-25T02:1%d:0%dZ#%d",
    "2026-10-25T02:1%d:0%d.%d+0200",
    "Oct 25 02:1%d:0%d#%d",
    "Oct  5 02:1%d:0%d#%d",
    "Oct 25 02:1%d:0%d.%d",
    "2026-10-25 02:1%d:0%d.%d",
    "2026-10-25T02:1%d:;%d.1234%d6+02:00",
    "Oct ;5 02:1%d:0%d#%d",
    "2026-1:-25T02:1%d:0%d.12%d+01:00",
  };
  private static final String[] HOSTS = {
    "vpn1", "vpn1", "vpn1", "vpn2", "a-longer.host.example", "h:", "9", "[x]"
  };
  private static final String[] MESSAGES = {
    "pptpd[77]: CTRL: Client 203.0.113.7 control connection started",
    "pptpd[77]: CTRL: Client 203.0.113.7 control connection finished",
    "pppd[88]: pppd 2.4.9 started by root, uid 0",
    "pppd[88]: Peer anna failed CHAP authentication",
    "pppd[99999999999]: Peer anna failed CHAP authentication",
    "pppd[]: Exit.",
    "pppd: Exit.",
    "/usr/sbin/pppd[88]: Exit.",
    "pppd[8x]: Exit.",
    "pppd[88] Exit.",
    "pppd[88]: message repeated 3 times: [ Peer anna failed CHAP authentication]",
    "last message repeated 2 times",
    "last message repeated often",
    "last",
    "p",
    "pp",
    "",
    " pppd[88]: Exit.",
    "systemd[1]: Started Session 1.",
    "postfix/smtpd[9]: connect",
    "pppd[88]: Exit.\r",
    "pppd[88]: Exit.\0\0",
    "xl2tpd[5]: Connection established to 192.0.2.1, 1701.  Local: 1, Remote: 2 (ref=0/0).",
    "charon: 12[IKE] x",
    "kernel: pppd[88]: Exit.",
    "pppd[88]: Exit.\tand more",
    "daemon.notice pppd[88]: Peer anna failed CHAP authentication",
    "local2.info pppd[88]: Exit.",
    "user.warn pppd[88]: Exit.",
    "authpriv.notice pppd[88]: Exit.",
    "daemon.notice",
    "1 2026-11-21T20:01:02Z vpn3 pppd 88 - - Peer anna failed CHAP authentication",
    "1 x",
  };

  @Test
  void aLineMeansTheSameAmongOthersAsAlone() throws IOException {
    Random random = new Random(20261121);
    List<String> expected = new ArrayList<>();
    StringBuilder log = new StringBuilder(HEADED);
    String stamp = STAMPS[0];
    String host = HOSTS[0];
    // A line without a stamp of its own has that of the line before, whoever's that is.
    long inherited = utc().timeOf(bytes(HEADED), 0, HEADED.length() - 1);
    int without = 0;
    for (int i = 0; i < 20_000; i++) {
      // Mostly the header of the line before, as in real logs.
      if (random.nextInt(6) == 0) {
        stamp = STAMPS[random.nextInt(STAMPS.length)];
        host = HOSTS[random.nextInt(HOSTS.length)];
      }
      String line = line(random, stamp, host);
      if (line.contains("last message")) {
        continue;
      }
      byte[] bytes = bytes(line);
      long own = utc().timeOf(bytes, 0, bytes.length - 1);
      inherited = own == LineParser.NO_TIME ? inherited : own;
      for (LogLine alone : lines(new MemoryBlocks(bytes(HEADED + line), 1 << 20), utc())) {
        long position = alone.position() - HEADED.length() + log.length();
        expected.add(text(alone, position, inherited));
        without += own == LineParser.NO_TIME ? 1 : 0;
      }
      log.append(line);
    }
    assertTrue(without > 100);
    List<String> found = new ArrayList<>();
    for (LogLine line : lines(new MemoryBlocks(bytes(log.toString()), 1 << 20), utc())) {
      found.add(text(line, line.position(), line.time()));
    }
    assertTrue(found.size() > 5_000);
    assertSame(expected, found);
  }

  @Test
  void twoThreadsFindWhatOneFinds() throws IOException {
    Random random = new Random(20261122);
    StringBuilder log = new StringBuilder(HEADED);
    while (log.length() < 6_000_000) {
      // The hour that clocks show twice, and others.
      String stamp =
          STAMPS[random.nextInt(50) == 0 ? 5 + random.nextInt(3) : random.nextInt(20) == 0 ? 2 : 0];
      log.append(line(random, stamp, HOSTS[random.nextInt(4)]));
    }
    byte[] bytes = bytes(log.toString());
    for (int blockSize : new int[] {500, 300_000}) {
      List<LogLine> one = lines(new MemoryBlocks(bytes, blockSize), berlin());
      for (boolean gives : new boolean[] {true, false}) {
        List<LogLine> two = new ArrayList<>();
        try (ScanHelper helper = new ScanHelper();
            LogScanner scanner =
                new LogScanner(
                    0, new Copies(bytes, blockSize, gives), berlin(), Optional.of(helper))) {
          while (scanner.advance()) {
            two.add(scanner.line());
          }
        }
        assertSame(one, two);
      }
    }
  }

  /** Lines without a stamp, many at a time: over the blocks' ends, and for the helper too. */
  @Test
  void twoThreadsFindTheSameTimesOfLinesWithoutStamps() throws IOException {
    Random random = new Random(20261128);
    StringBuilder log = new StringBuilder(HEADED);
    while (log.length() < 3_000_000) {
      String time = STAMPS[random.nextInt(2)].formatted(5, 5, 5);
      if (random.nextInt(40) == 0) {
        log.append(time.replace("#", " ")).append(" vpn1 cron[1]: x\n");
      }
      log.append("pppd[88]: Peer anna failed CHAP authentication\n");
      if (random.nextInt(9) == 0) {
        log.append("Peer anna failed CHAP authentication\n");
      }
    }
    byte[] bytes = bytes(log.toString());
    List<LogLine> one = lines(new MemoryBlocks(bytes, bytes.length), berlin());
    assertTrue(one.size() > 50_000);
    for (int blockSize : new int[] {500, 300_000}) {
      List<LogLine> two = new ArrayList<>();
      try (ScanHelper helper = new ScanHelper();
          LogScanner scanner =
              new LogScanner(
                  0, new Copies(bytes, blockSize, true), berlin(), Optional.of(helper))) {
        while (scanner.advance()) {
          two.add(scanner.line());
        }
        long last = log.lastIndexOf("\nPeer anna") + 1L;
        assertEquals(last, scanner.headless().orElseThrow().position());
        assertNotEquals(LineParser.NO_TIME, scanner.headless().orElseThrow().time());
      }
      assertSame(one, two);
    }
  }

  /** By the other programs' lines, wherever blocks end and whoever scans them. */
  @Test
  void hourThatClocksShowTwiceIsToldByEveryLine() throws IOException {
    Random random = new Random(20261025);
    DateTimeFormatter stamps = DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT);
    long start = Instant.parse("2026-10-24T21:00:00Z").getEpochSecond();
    for (int round = 0; round < 12; round++) {
      StringBuilder log = new StringBuilder();
      List<Long> expected = new ArrayList<>();
      int step = new int[] {1, 7, 60}[round % 3];
      int rare = new int[] {500, 4_000}[round % 2];
      for (int second = 0; second < 7 * 3600; second++) {
        long time = start + second;
        String stamp = stamps.format(Instant.ofEpochSecond(time).atZone(BERLIN)) + " vpn1 ";
        if (second % step == 0) {
          // Now and then some minutes late, as from another host.
          String late = stamps.format(Instant.ofEpochSecond(time - 200).atZone(BERLIN)) + " vpn2 ";
          log.append(random.nextInt(30) == 0 ? late : stamp).append("cron[1]: (root) CMD (x)\n");
          log.append(random.nextInt(9) == 0 ? "  and more of it\n" : "");
        }
        if (random.nextInt(rare) == 0) {
          log.append(stamp).append("pppd[88]: Peer anna failed CHAP authentication\n");
          expected.add(time * 1000);
        }
      }
      byte[] bytes = bytes(log.toString());
      for (int blockSize : new int[] {1, 300, 10_000, 300_000, bytes.length}) {
        assertEquals(
            expected, times(new LogScanner(0, new MemoryBlocks(bytes, blockSize), berlin())));
        try (ScanHelper helper = new ScanHelper()) {
          LineBlocks copies = new Copies(bytes, Math.min(blockSize, 300_000), true);
          assertEquals(expected, times(new LogScanner(0, copies, berlin(), Optional.of(helper))));
        }
      }
    }
  }

  private static List<Long> times(LogScanner scanner) throws IOException {
    List<Long> times = new ArrayList<>();
    try (scanner) {
      while (scanner.advance()) {
        times.add(scanner.line().time());
      }
      assertEquals(List.of(), scanner.doubts());
    }
    return times;
  }

  /** Whether a line of these is the first of its host's or one after many. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "true ~ foo: pppd[1]: PAP peer authentication failed for bob",
        "true ~ foo[12]: pppd[1]: PAP peer authentication failed for bob",
        "true ~ a-container/0123456789abcdef[12]: pppd[1]: Peer bob failed CHAP authentication",
        "true ~ daemon.notice foo: pppd[1]: PAP peer authentication failed for bob",
        "true ~ foo: pppd[1]: peer refused to authenticate: terminating link",
        "true ~ server pppd[1]: PAP peer authentication failed for bob",
        "true ~ Nov 21 20:01:02 server pppd[1]: PAP peer authentication failed for bob",
        "true ~ Nov 21 20:01:02 server daemon.notice pppd[1]: Peer bob failed CHAP authentication",
        "true ~ 2026-11-21T20:01:02Z server pppd[1]: PAP peer authentication failed for bob",
        "true ~ <29>pppd[1]: PAP peer authentication failed for bob",
        "true ~ <29>Nov 21 20:01:02 server pppd[1]: PAP peer authentication failed for bob",
        "true ~ <29>1 2026-11-21T20:01:02Z server pppd 1 - - Peer bob failed CHAP authentication",
        "false ~ foo: pppd[1]: PAP peer authentication succeeded for bob",
        "false ~ foo: pppd[]: PAP peer authentication failed for bob",
        "false ~ foo: pppd[1x]: PAP peer authentication failed for bob",
        "false ~ foo: pppd: PAP peer authentication failed for bob",
        "false ~ foo:  pppd[1]: PAP peer authentication failed for bob",
        "false ~ foo: \"pppd[1]: PAP peer authentication failed for bob",
        "false ~ foo: bar: pppd[1]: PAP peer authentication failed for bob",
        "false ~ nginx: GET /pppd[1]: PAP peer authentication failed for bob HTTP/1.1",
        "false ~ sshd[9]: Invalid user pppd[1]: PAP peer authentication failed for bob",
        "false ~ sshd[9]: Nov 21 20:01:02 h pppd[1]: PAP peer authentication failed for bob",
        "false ~ kernel: pppd[1]: segfault at 0 ip 0 sp 0 error 4 in pppd[55d0+4000]",
        "false ~ pptpd[9]: pppd[1]: PAP peer authentication failed for bob",
      })
  void failedLoginsBehindAnothersHeaderAreSeenButNotCounted(boolean seen, String line)
      throws IOException {
    for (String header : List.of("Nov 21 20:01:02 vpn1 ", "2026-11-21T20:01:02.123456Z vpn1 ")) {
      String other = header + "cron[1]: a line to learn the header from, and then some more\n";
      for (String log : List.of(header + line, other.repeat(3) + header + line + "\n" + other)) {
        MemoryBlocks blocks = new MemoryBlocks(bytes(log), 1 << 20);
        try (LogScanner scanner = new LogScanner(0, blocks, utc())) {
          assertFalse(scanner.advance(), log);
          assertEquals(seen, scanner.headless().isPresent(), log);
          if (seen) {
            Headless found = scanner.headless().orElseThrow();
            assertEquals(Headless.Header.ANOTHERS, found.header());
            assertEquals(log.indexOf(header + line), found.position());
            assertEquals("2026-11-21T20:01:02", stamp(found.time()));
          }
        }
      }
    }
  }

  @Test
  void anothersTagMayHaveAnyLength() throws IOException {
    String other = "Nov 21 20:01:02 vpn1 cron[1]: a line to learn the header from, and more\n";
    for (int length = 1; length < 60; length++) {
      String line =
          "Nov 21 20:01:02 vpn1 " + "q".repeat(length) + ": pppd[1]: EAP: too many Requests sent\n";
      MemoryBlocks blocks = new MemoryBlocks(bytes(other + other + line), 1 << 20);
      try (LogScanner scanner = new LogScanner(0, blocks, utc())) {
        assertFalse(scanner.advance());
        assertTrue(scanner.headless().isPresent(), line);
      }
    }
  }

  private static String stamp(long time) {
    return Instant.ofEpochMilli(time).toString().substring(0, 19);
  }

  @Test
  void aFailureOfTheSourceComesBehindTheLinesBeforeIt() throws IOException {
    String line =
        "2026-10-25T02:10:00.000000+01:00 vpn1 pppd[88]: Peer anna failed CHAP authentication\n";
    byte[] bytes = bytes(HEADED + line.repeat(60_000));
    int found = 0;
    String failure = "";
    try (ScanHelper helper = new ScanHelper();
        LogScanner scanner =
            new LogScanner(
                0,
                new Copies(bytes, 10_000, true) {
                  @Override
                  public boolean next() throws IOException {
                    if (!super.next()) {
                      throw new IOException("the disk is gone");
                    }
                    return true;
                  }
                },
                berlin(),
                Optional.of(helper))) {
      while (scanner.advance()) {
        found++;
      }
    } catch (IOException e) {
      failure = e.getMessage();
    }
    assertEquals("the disk is gone", failure);
    assertEquals(60_000, found);
  }

  /** Says where they differ: as a whole they would be megabytes. */
  private static void assertSame(List<?> expected, List<?> found) {
    for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
      assertEquals(expected.get(i), found.get(i));
    }
    assertEquals(expected.size(), found.size());
  }

  private static String line(Random random, String stamp, String host) {
    String time = stamp.formatted(random.nextInt(10), random.nextInt(10), random.nextInt(10));
    int end = time.indexOf('#');
    String message = MESSAGES[random.nextInt(MESSAGES.length)];
    return (end < 0 ? time : time.substring(0, end)) + " " + host + " " + message + "\n";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static LineParser utc() {
    return Logs.parser();
  }

  private static LineParser berlin() {
    return new LineParser(Instant.parse("2026-10-25T10:00:00Z"), () -> BERLIN);
  }

  private static String text(LogLine line, long position, long time) {
    return position
        + " "
        + time
        + " "
        + line.host()
        + " "
        + line.daemon()
        + " "
        + line.pid()
        + " "
        + line.message().kind()
        + " "
        + line.repeats()
        + " "
        + line.text();
  }

  private static List<LogLine> lines(LineBlocks blocks, LineParser parser) throws IOException {
    List<LogLine> lines = new ArrayList<>();
    try (LogScanner scanner = new LogScanner(0, blocks, parser)) {
      while (scanner.advance()) {
        lines.add(scanner.line());
      }
    }
    return lines;
  }

  /** Blocks in a buffer that is used again, as of a file. */
  private static class Copies implements LineBlocks {
    private final MemoryBlocks all;
    private final boolean gives;
    private byte[] buffer = new byte[400_000];

    Copies(byte[] bytes, int blockSize, boolean gives) {
      this.all = new MemoryBlocks(bytes, blockSize);
      this.gives = gives;
    }

    @Override
    public boolean next() throws IOException {
      boolean more = all.next();
      if (more) {
        System.arraycopy(all.bytes(), all.from(), buffer, 3, all.to() - all.from());
      }
      return more;
    }

    @Override
    public byte[] bytes() {
      return buffer;
    }

    @Override
    public int from() {
      return 3;
    }

    @Override
    public int to() {
      return 3 + all.to() - all.from();
    }

    @Override
    public long position() {
      return all.position();
    }

    @Override
    public boolean give(byte[] spare) {
      if (gives) {
        buffer = spare;
      }
      return gives;
    }

    @Override
    public void close() {}
  }
}
