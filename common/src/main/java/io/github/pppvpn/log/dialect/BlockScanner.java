package io.github.pppvpn.log.dialect;

import io.github.pppvpn.log.dialect.Headless.Header;
import io.github.pppvpn.log.line.Bytes;
import io.github.pppvpn.log.line.HeaderShape;
import io.github.pppvpn.log.line.LineFeeds;
import io.github.pppvpn.log.line.LineForm;
import io.github.pppvpn.log.line.LineHeader;
import io.github.pppvpn.log.line.LineParser;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds the lines of the daemons in one block of a log after the other. Most lines of a log are
 * other programs': those cost a search for the line end and a look at the first two letters of the
 * tag, and at what follows the tag.
 *
 * <p>A line without a header counts (as pppd's own logfile) only until the first line with one:
 * after that it is the rest of somebody's message of several lines, unless it reads like pppd's;
 * see {@link #headless()}, which also tells of pppd's lines behind another's header. A line with a
 * header that bears no time stamp has the time of the line before it.
 *
 * <p>What a block's lines mean can depend on what stood before it: a repetition's first line, the
 * hour that clocks show twice, a time stamp. So a block is scanned in one of two ways: behind the
 * one before, or alone, which tells {@link #isDependent()} afterwards where that was not enough.
 */
final class BlockScanner {
  private static final int TEXT_LIMIT = 1024;

  private static final String IDENTIFIER = "\"SYSLOG_IDENTIFIER\"";

  /** How their names start, and {@code last message repeated}. */
  private static final List<String> DAEMONS =
      List.of("pp", "pt", "pl", "xl", "ac", "ra", "fr", "ch", "ip", "vp", "la");

  /** Those that daemons log to, in BusyBox's form. */
  private static final List<String> FACILITIES = List.of("da", "lo", "us", "au");

  /** Of another header in the tag's place. */
  private static final List<String> STAMPS =
      List.of("Ja", "Fe", "Ma", "Ap", "Ju", "Au", "Se", "Oc", "No", "De", "20");

  /** For each first byte of what stands in the tag's place, the second ones, modulo 64, as bits. */
  private static final long[] SECOND_BYTES = secondBytes();

  private final int log;
  private final LineParser parser;
  private final Dialects dialects = new Dialects();
  private final LineHeader header = new LineHeader();
  private final HeaderShape shape = new HeaderShape();

  private byte[] bytes = {};
  private int first;
  private int at;
  private int to;
  private long base;
  private boolean alone;
  private boolean dependent;
  private boolean headed;
  private boolean lastKept;
  private LogLine line;

  private final LineParser stamps;
  private final StrayLogins strays;

  /** The last time stamp before {@link #stampTo}, whatever program's. */
  private long stamp = LineParser.NO_TIME;

  private int stampTo;

  /** The same, before the block. */
  private long stampAtStart = LineParser.NO_TIME;

  /** Made for the first stamp of that hour: most logs show none. */
  private TwiceShownHour twice;

  private Optional<Headless> headless = Optional.empty();

  private byte[] hostBytes = {};
  private String host = "";

  /**
   * @param log its number among the logs that are read together
   * @param parser this scanner's own
   */
  BlockScanner(int log, LineParser parser) {
    this.log = log;
    this.parser = parser;
    this.stamps = parser.another();
    this.strays = new StrayLogins(dialects, parser);
  }

  /** Another one like this, for another thread. */
  BlockScanner another() {
    return new BlockScanner(log, parser.another());
  }

  /** Begins the block that follows the one before. */
  void start(byte[] block, int from, int end, long position) {
    bytes = block;
    first = from;
    at = from;
    to = end;
    base = position - from;
    stampTo = from;
    alone = false;
    stampAtStart = stamp;
    if (twice != null) {
      twice.start(block, from, stamp);
    }
    parser.startBlock();
  }

  /** Begins a block of a log of lines with headers, of which nothing before it is known. */
  void startAlone(byte[] block, int from, int end, long position) {
    start(block, from, end, position);
    alone = true;
    dependent = false;
    headed = true;
    // It may be; the line that would need it makes the block a dependent one.
    lastKept = true;
    line = null;
    stamp = LineParser.NO_TIME;
    headless = Optional.empty();
  }

  /** Whether scanning the block alone was not enough. */
  boolean isDependent() {
    return dependent;
  }

  /** Whether a line with a header was seen. */
  boolean isHeaded() {
    return headed;
  }

  boolean lastKept() {
    return lastKept;
  }

  /** The last time stamp of what was scanned, or {@link LineParser#NO_TIME}. */
  long stamp() {
    return stamp;
  }

  /**
   * The last line that reads like a failed login of pppd's in a log of lines with headers, and
   * whose own header does not say that it is pppd's. Whether syslog had a line of pppd's own
   * logfile too cannot be known, nor who wrote a line behind another's header, nor when one behind
   * a header of a form that is not known, so they count for nothing.
   */
  Optional<Headless> headless() {
    return headless;
  }

  /** Goes on as if the block had been scanned here. */
  void passed(ScanTask task) {
    lastKept = task.lastKept();
    if (!task.lines().isEmpty()) {
      line = task.lines().get(task.lines().size() - 1);
    }
    if (task.stamp() != LineParser.NO_TIME) {
      stamp = task.stamp();
    }
    if (task.headless().isPresent()) {
      headless = task.headless();
    }
  }

  /** Whether what follows must be scanned here, since it may tell what a stamp means. */
  boolean isInDoubt() {
    return twice != null && twice.isOpen();
  }

  /** What lines that matter may mean whose stamps are of the hour that clocks show twice. */
  List<TwoTimes> doubts() {
    return twice == null ? List.of() : twice.doubts();
  }

  /** Moves to the block's next line that matters. */
  boolean advance() {
    byte[] b = bytes;
    int end;
    for (int start = at; start < to; start = end + 1) {
      if (shape.fits(b, start, to)) {
        int tag = start + shape.length();
        end = LineFeeds.next(b, tag, to);
        if (tag + 1 < end) {
          headed = true;
          if (tagMayMatter(b[tag], b[tag + 1]) || Relayed.mayFollow(b, tag, end)) {
            parser.parse(b, start, end, shape, header);
            if (read(start, end)) {
              at = end + 1;
              lastKept = true;
              return true;
            }
          }
          lastKept = false;
          continue;
        }
      } else {
        end = LineFeeds.next(b, start, to);
      }
      if (mayMatter(start, end)) {
        parser.parse(b, start, end, header);
        if (read(start, end)) {
          at = end + 1;
          lastKept = true;
          return true;
        }
      }
      lastKept = false;
    }
    at = to;
    stampBefore(to);
    if (isInDoubt()) {
      twice.end(to);
    }
    return false;
  }

  /** The line that {@link #advance()} moved to. */
  LogLine line() {
    return line;
  }

  /** Whether the line can be a daemon's; decided by the fewest bytes. */
  private boolean mayMatter(int from, int end) {
    byte[] b = bytes;
    if (end - from < 20) {
      return end > from;
    }
    int word;
    byte start = b[from];
    if (start >= '0' && start <= '9') {
      if (b[from + 4] != '-' || b[from + 10] != 'T') {
        return true;
      }
      word = Bytes.wordEnd(b, from + 19, end) + 1;
    } else if (start == '{') {
      return journalMayMatter(from, end);
    } else {
      // "Nov 21 20:01:02 host tag"
      if (b[from + 3] != ' ' || b[from + 6] != ' ' || b[from + 15] != ' ' || b[from + 9] != ':') {
        return true;
      }
      word = from + 16;
    }
    int wordEnd = Bytes.wordEnd(b, word, end);
    if (wordEnd + 2 >= end) {
      return true;
    }
    byte last = b[wordEnd - 1];
    if (last == ':' || last == ']') {
      return true;
    }
    headed = true;
    if (shape.wantsAnother()) {
      parser.parse(b, from, end, header);
      shape.learn(b, from, header);
    }
    return tagMayMatter(b[wordEnd + 1], b[wordEnd + 2]) || Relayed.mayFollow(b, wordEnd + 1, end);
  }

  private static boolean tagMayMatter(byte one, byte two) {
    return (SECOND_BYTES[one & 0xff] >>> two & 1) != 0;
  }

  private static long[] secondBytes() {
    long[] bits = new long[256];
    for (List<String> starts : List.of(DAEMONS, FACILITIES, STAMPS)) {
      for (String start : starts) {
        bits[start.charAt(0)] |= 1L << (start.charAt(1) & 63);
      }
    }
    for (char digit = '0'; digit <= '9'; digit++) {
      // A priority.
      bits['<'] |= 1L << digit;
    }
    // RFC 5424's version.
    bits['1'] |= 1L << ' ';
    bits['/'] = -1;
    bits[' '] = -1;
    return bits;
  }

  private boolean journalMayMatter(int from, int end) {
    int name = Bytes.indexOf(bytes, from, end, IDENTIFIER);
    if (name < 0) {
      return true;
    }
    int value = name + IDENTIFIER.length();
    while (value < end && (bytes[value] == ' ' || bytes[value] == ':' || bytes[value] == '"')) {
      value++;
    }
    return value + 1 >= end || tagMayMatter(bytes[value], bytes[value + 1]);
  }

  /** Reads the line whose header was parsed. */
  private boolean read(int from, int end) {
    Daemon daemon;
    if (header.form() == LineForm.PLAIN) {
      if (header.messageFrom() >= header.messageTo()) {
        return false;
      }
      if (headed) {
        if (strays.isBare(header)) {
          headless(from, stampBefore(from), Header.NONE);
        }
        lookBehindTime(from, end);
        return false;
      }
      daemon = Daemon.PPPD;
    } else {
      headed = true;
      if (header.repeatsLast()) {
        dependent |= alone && from == first;
        return repeatLast(from, end);
      }
      daemon = Dialects.daemonOrNull(header);
      if (daemon == null) {
        if (strays.isRelayed(header)) {
          headless(from, time(from, end), Header.ANOTHERS);
        }
        return false;
      }
    }
    Message message =
        dialects.read(daemon, header.bytes(), header.messageFrom(), header.messageTo());
    Kind kind = message.kind();
    if (kind == Kind.UNKNOWN || kind == Kind.IGNORED) {
      lookAtUnknown(from, end);
      return false;
    }
    line =
        new LogLine(
            log,
            base + from,
            time(from, end),
            host(),
            daemon,
            header.pid(),
            message,
            header.repeats(),
            kind.evidence() ? text(daemon, from, end) : "");
    return true;
  }

  private boolean repeatLast(int from, int end) {
    String thisHost = host();
    if (!lastKept || line == null || !line.host().equals(thisHost)) {
      return false;
    }
    line =
        new LogLine(
            log,
            base + from,
            time(from, end),
            thisHost,
            line.daemon(),
            line.pid(),
            line.message(),
            header.repeats(),
            line.text().isEmpty() ? "" : limited(from, end));
    return true;
  }

  /** Looks for pppd's words where a header in a form that is not known looks like another form. */
  private void lookAtUnknown(int from, int end) {
    switch (header.form()) {
      case PLAIN -> lookBehindTime(from, end);
      case SOFTETHER, CHARON, PLUTO -> {
        // Its stamp is theirs, and behind it stands a host.
        if (strays.isBehindHost(header)) {
          headless(from, time(from, end), Header.UNKNOWN);
        }
      }
      default -> {
        // A form of syslog's, whose tag says who wrote it.
      }
    }
  }

  private void lookBehindTime(int from, int end) {
    if (strays.isBehindTime(bytes, from, end)) {
      headless(from, stampBefore(from), Header.UNKNOWN);
    }
  }

  private void headless(int from, long time, Header instead) {
    headless = Optional.of(new Headless(base + from, time, instead));
  }

  /** The time of the line whose header was parsed, else of the line before it. */
  private long time(int from, int end) {
    long time = parser.timeOf(header);
    if (parser.wasAmbiguous()) {
      time = ofTwo(from, time, parser, true);
    }
    if (time != LineParser.NO_TIME) {
      stamp = time;
      stampTo = Math.min(to, end + 1);
      return time;
    }
    return headed ? stampBefore(from) : time;
  }

  /** The time stamp of the last line before {@code place}, a line's start, that bears one. */
  private long stampBefore(int place) {
    byte[] b = bytes;
    boolean found = false;
    int lineTo = place;
    while (!found && lineTo > stampTo) {
      int start = lineTo - 1;
      while (start > stampTo && b[start - 1] != '\n') {
        start--;
      }
      long time = stamps.timeOf(b, start, b[lineTo - 1] == '\n' ? lineTo - 1 : lineTo);
      if (stamps.wasAmbiguous()) {
        time = ofTwo(start, time, stamps, place < to);
      }
      if (time != LineParser.NO_TIME) {
        stamp = time;
        found = true;
      }
      lineTo = start;
    }
    stampTo = Math.max(stampTo, place);
    // It may stand in the block before.
    dependent |= alone && place < to && stamp == LineParser.NO_TIME;
    return stamp;
  }

  /** The time of a line whose stamp means two. */
  private long ofTwo(int line, long time, LineParser reader, boolean matters) {
    if (alone) {
      dependent = true;
      return time;
    }
    if (twice == null) {
      twice = new TwiceShownHour(stamps);
      twice.start(bytes, first, stampAtStart);
    }
    return twice.timeOf(line, time, reader, matters);
  }

  private String host() {
    int length = header.hostTo() - header.hostFrom();
    byte[] b = header.bytes();
    if (length != hostBytes.length || !sameHost(b, header.hostFrom())) {
      hostBytes = Arrays.copyOfRange(b, header.hostFrom(), header.hostTo());
      host = Bytes.text(hostBytes, 0, Math.min(length, 255));
    }
    return host;
  }

  private boolean sameHost(byte[] b, int from) {
    for (int i = 0; i < hostBytes.length; i++) {
      if (b[from + i] != hostBytes[i]) {
        return false;
      }
    }
    return true;
  }

  private String text(Daemon daemon, int from, int end) {
    byte[] b = header.bytes();
    int messageFrom = header.messageFrom();
    int messageTo = header.messageTo();
    if (header.form() == LineForm.JOURNAL_JSON) {
      String tag = Bytes.text(b, header.programFrom(), header.programTo());
      String pid = header.pid() < 0 ? "" : "[" + header.pid() + "]";
      String of = header.hostFrom() == header.hostTo() ? "" : host() + " ";
      return of + tag + pid + ": " + message(daemon, b, messageFrom, messageTo);
    }
    return daemon == Daemon.FREERADIUS
        ? Bytes.text(b, from, Math.min(messageFrom, from + TEXT_LIMIT))
            + message(daemon, b, messageFrom, messageTo)
        : limited(from, end);
  }

  private static String message(Daemon daemon, byte[] b, int from, int to) {
    String text = Bytes.text(b, from, Math.min(to, from + TEXT_LIMIT));
    if (daemon != Daemon.FREERADIUS) {
      return text;
    }
    int password = FreeRadiusDialect.passwordFrom(b, from, to);
    return password < 0
        ? text
        : Bytes.text(b, from, Math.min(password, from + TEXT_LIMIT))
            + "…"
            + Bytes.text(
                b,
                FreeRadiusDialect.nameClose(b, from, to),
                Math.min(to, FreeRadiusDialect.nameClose(b, from, to) + TEXT_LIMIT));
  }

  private String limited(int from, int end) {
    int lineEnd = end > from && bytes[end - 1] == '\r' ? end - 1 : end;
    return Bytes.text(bytes, from, Math.min(lineEnd, from + TEXT_LIMIT));
  }
}
