package io.github.pppvpn.log.line;

import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Supplier;

/**
 * Reads the header of a log line in any {@link LineForm}. Total: every byte sequence has a header,
 * at worst {@link LineForm#PLAIN}. Forms are told apart by each line's own first bytes, so a log
 * may change its form in the middle.
 *
 * <p>Not for several threads.
 */
public final class LineParser {
  /** The time of a line that has none. */
  public static final long NO_TIME = Long.MIN_VALUE;

  private static final int MAX_REPEATS = 1_000_000;

  private final Instant reference;
  private final Supplier<ZoneId> zone;
  private final StampReader stamps;
  private JournalJson journal;

  /**
   * Infers what stamps leave out.
   *
   * @param reference now, or when the log was written last: the year of a stamp is the latest that
   *     is at most a day after it
   * @param zone the zone of stamps that name none; asked only when there is one, as time zone rules
   *     are slow to load
   */
  public LineParser(Instant reference, Supplier<ZoneId> zone) {
    this.reference = reference;
    this.zone = zone;
    this.stamps = new StampReader(reference.toEpochMilli(), zone);
  }

  /**
   * The earliest time that a line can be of: of one of the hour that clocks show twice, the hour's
   * start; else as {@link #timeOf(byte[], int, int)} has it.
   */
  public long earliestOf(byte[] bytes, int from, int to) {
    long time = timeOf(bytes, from, to);
    return wasAmbiguous() ? change() - doubled() : time;
  }

  /** The same, of the latest time: where the hour ends for the second time. */
  public long latestOf(byte[] bytes, int from, int to) {
    long time = timeOf(bytes, from, to);
    return wasAmbiguous() ? change() + doubled() : time;
  }

  /**
   * The time of a line that is looked at alone, as in a binary search.
   *
   * @return milliseconds since 1970, or {@link #NO_TIME}
   */
  public long timeOf(byte[] bytes, int from, int to) {
    stamps.wasAmbiguous();
    stamps.forgetMinute();
    int at = start(bytes, from, to);
    if (at < to && bytes[at] == '{') {
      return JournalJson.timeOf(bytes, at, to);
    }
    return stampAt(bytes, afterPriority(bytes, at, to), to);
  }

  /** The time of the line that {@code header} was read from; see {@link #NO_TIME}. */
  public long timeOf(LineHeader header) {
    if (header.form == LineForm.JOURNAL_JSON) {
      return header.journalTime;
    }
    return header.stampFrom < 0
        ? NO_TIME
        : stampAt(header.bytes, header.stampFrom, header.messageTo);
  }

  /** Reads the line's header, but not its time: {@link #timeOf(LineHeader)} does. */
  public void parse(byte[] bytes, int from, int lineEnd, LineHeader header) {
    int to = lineEnd;
    while (to > from && (bytes[to - 1] == '\r' || bytes[to - 1] == 0 || bytes[to - 1] == '\n')) {
      to--;
    }
    int at = start(bytes, from, to);
    header.clear(bytes, to);
    header.messageFrom = at;
    if (at == to) {
      return;
    }
    if (bytes[at] == '{') {
      if (journal == null) {
        journal = new JournalJson();
      }
      journal.parse(bytes, at, to, header);
    } else {
      int afterPriority = afterPriority(bytes, at, to);
      header(bytes, afterPriority, to, afterPriority > at, header);
    }
    repeats(header);
  }

  /**
   * Reads the line's header as {@link #parse(byte[], int, int, LineHeader)} does, faster.
   *
   * @param shape fits the line, and the line has two bytes or more behind that
   */
  public void parse(byte[] bytes, int from, int lineEnd, HeaderShape shape, LineHeader header) {
    int at = from + shape.length();
    if (bytes[at] == ' ' || !shape.isStamp(bytes, from)) {
      parse(bytes, from, lineEnd, header);
      return;
    }
    int to = lineEnd;
    while (to > at && (bytes[to - 1] == '\r' || bytes[to - 1] == 0)) {
      to--;
    }
    header.clear(bytes, to);
    header.form = shape.form();
    header.stampFrom = from;
    header.hostFrom = from + shape.hostFrom();
    header.hostTo = at - 1;
    behindHost(bytes, at, to, header);
    repeats(header);
  }

  /** Tells that what follows is read with nothing before it in mind. */
  public void startBlock() {
    stamps.forgetMinute();
  }

  /** When the clock was put back, of the last stamp that means two times; as times are. */
  public long change() {
    return stamps.change();
  }

  /** By how much, in milliseconds: the stamp's two times lie so far apart. */
  public long doubled() {
    return stamps.doubled();
  }

  /** Now, or when the log was written last, as times are. */
  public long reference() {
    return reference.toEpochMilli();
  }

  /** Whether a stamp was read, since the last call, that means two times; and forgets it. */
  public boolean wasAmbiguous() {
    return stamps.wasAmbiguous();
  }

  /** Another one like this, for another thread. */
  public LineParser another() {
    return new LineParser(reference, zone);
  }

  private long stampAt(byte[] b, int at, int to) {
    if (StampReader.isBsd(b, at, to)) {
      return stamps.bsd(b, at, to, 0);
    }
    if (StampReader.isIso(b, at, to)) {
      return stamps.iso(b, at, to);
    }
    if (StampReader.isCtime(b, at, to)) {
      return stamps.ctime(b, at, to);
    }
    int accel = afterColour(b, at, to);
    if (accel < to && b[accel] == '[' && StampReader.isIso(b, accel + 1, to)) {
      return stamps.iso(b, accel + 1, Math.max(accel + 20, bracket(b, accel, to)));
    }
    if (at + 2 < to && b[at] == '1' && b[at + 1] == ' ' && StampReader.isIso(b, at + 2, to)) {
      return stamps.iso(b, at + 2, to);
    }
    return NO_TIME;
  }

  /** A crash can leave a run of NULs where lines should be. */
  private static int start(byte[] b, int from, int to) {
    int at = from;
    while (at < to && b[at] == 0) {
      at++;
    }
    return at;
  }

  private static int afterPriority(byte[] b, int at, int to) {
    if (at < to && b[at] == '<') {
      int end = Bytes.afterDigits(b, at + 1, Math.min(to, at + 5));
      if (end > at + 1 && end < to && b[end] == '>') {
        return end + 1;
      }
    }
    return at;
  }

  private static void header(byte[] b, int at, int to, boolean priority, LineHeader h) {
    if (StampReader.isBsd(b, at, to)) {
      bsd(b, at, to, h);
    } else if (StampReader.isIso(b, at, to)) {
      iso(b, at, to, h);
    } else if (StampReader.isCtime(b, at, to)) {
      ctime(b, at, to, h);
    } else if (isAccel(b, at, to)) {
      accel(b, at, to, h);
    } else if (isCharonThread(b, at, to)) {
      h.form = LineForm.CHARON;
      h.messageFrom = at;
    } else if (priority
        && at + 1 < to
        && b[at] == '1'
        && b[at + 1] == ' '
        && rfc5424(b, at + 2, to, h)) {
      h.form = LineForm.RFC5424;
    } else if (isTag(b, at, Bytes.wordEnd(b, at, to)) && (priority || hasPid(b, at, to))) {
      h.form = LineForm.TAG;
      tag(b, at, to, h);
    } else {
      int tag = Facility.after(b, at, to);
      if (tag > at && isTag(b, tag, Bytes.wordEnd(b, tag, to)) && hasPid(b, tag, to)) {
        h.form = LineForm.TAG;
        tag(b, tag, to, h);
      } else {
        h.messageFrom = at;
      }
    }
  }

  private static void bsd(byte[] b, int at, int to, LineHeader h) {
    h.form = LineForm.BSD;
    h.stampFrom = at;
    int end = at + 15;
    if (end < to && b[end] == '.') {
      end = Bytes.afterDigits(b, end + 1, to);
    }
    if (end < to && b[end] == ':') {
      h.form = LineForm.PLUTO;
      h.messageFrom = Bytes.afterSpaces(b, end + 1, to);
    } else {
      end = Bytes.afterSpaces(b, end, to);
      if (isCharonThread(b, end, to)) {
        h.form = LineForm.CHARON;
        h.messageFrom = end;
      } else {
        hostAndTag(b, end, to, h);
      }
    }
  }

  private static void iso(byte[] b, int at, int to, LineHeader h) {
    h.stampFrom = at;
    if (b[at + 10] == ' ' && at + 23 < to && b[at + 19] == '.' && b[at + 23] == ' ') {
      h.form = LineForm.SOFTETHER;
      h.messageFrom = at + 24;
    } else {
      h.form = LineForm.RFC3339;
      hostAndTag(b, Bytes.afterSpaces(b, Bytes.wordEnd(b, at + 19, to), to), to, h);
    }
  }

  private static void ctime(byte[] b, int at, int to, LineHeader h) {
    h.stampFrom = at;
    int end = at + 24;
    if (Bytes.startsWith(b, end, to, " : ")) {
      h.form = LineForm.FREERADIUS;
      h.messageFrom = end + 3;
      return;
    }
    h.form = LineForm.LOGREAD;
    int word = Bytes.afterSpaces(b, end, to);
    int tag = Facility.after(b, word, to);
    if (tag > word) {
      tag(b, tag, to, h);
    } else {
      hostAndTag(b, word, to, h);
    }
  }

  private static int afterColour(byte[] b, int at, int to) {
    if (at + 1 < to && b[at] == 0x1b && b[at + 1] == '[') {
      int end = Bytes.indexOf(b, at, Math.min(to, at + 12), 'm');
      return end < 0 ? at : end + 1;
    }
    return at;
  }

  private static boolean isAccel(byte[] b, int start, int to) {
    int at = afterColour(b, start, to);
    return to - at >= 21
        && b[at] == '['
        && StampReader.isIso(b, at + 1, to)
        && bracket(b, at, to) > 0;
  }

  private static int bracket(byte[] b, int at, int to) {
    return Bytes.indexOf(b, Math.min(to, at + 20), Math.min(to, at + 28), ']');
  }

  /**
   * {@code [2026-11-21 20:01:02]: level: message}, with {@code [pid]: } before the level or not.
   * Without the colon it is a stamp that a template of syslog's puts in brackets.
   */
  private static void accel(byte[] b, int start, int to, LineHeader h) {
    int at = afterColour(b, start, to);
    h.stampFrom = at + 1;
    int bracket = bracket(b, at, to);
    if (bracket + 1 < to && b[bracket + 1] == ' ') {
      h.form = LineForm.RFC3339;
      hostAndTag(b, Bytes.afterSpaces(b, bracket + 1, to), to, h);
      return;
    }
    h.form = LineForm.ACCEL;
    int end = separator(b, bracket + 1, to);
    if (end < to && b[end] == '[') {
      int close = Bytes.afterDigits(b, end + 1, to);
      if (close > end + 1 && close < to && b[close] == ']') {
        h.pid = pid(Bytes.number(b, end + 1, close));
        end = separator(b, close + 1, to);
      }
    }
    int colon = Bytes.indexOf(b, end, Math.min(to, end + 10), ':');
    h.messageFrom = colon < 0 ? end : Math.min(to, colon + 2);
  }

  private static int separator(byte[] b, int at, int to) {
    int end = at;
    while (end < to && (b[end] == ':' || b[end] == ' ')) {
      end++;
    }
    return end;
  }

  /** {@code 12[IKE] }: strongSwan's thread and message group. */
  private static boolean isCharonThread(byte[] b, int at, int to) {
    int digits = Bytes.afterDigits(b, at, Math.min(to, at + 5));
    return digits > at
        && digits + 4 < to
        && b[digits] == '['
        && b[digits + 4] == ']'
        && b[digits + 1] >= 'A'
        && b[digits + 1] <= 'Z';
  }

  private static void hostAndTag(byte[] b, int at, int to, LineHeader h) {
    int wordEnd = Bytes.wordEnd(b, at, to);
    if (isTag(b, at, wordEnd)) {
      tag(b, at, to, h);
      return;
    }
    h.hostFrom = at;
    h.hostTo = wordEnd;
    behindHost(b, Bytes.afterSpaces(b, wordEnd, to), to, h);
  }

  /**
   * Reads what stands in the tag's place: the tag, behind BusyBox's facility and level or not; or
   * another header, of what a relay took for a message. That of RFC 5424 is read, for nothing else
   * begins with a version and a stamp; of another kind it is left in the message. Whoever could
   * write that place could write the tag as well: a program's message always follows its tag.
   */
  private static void behindHost(byte[] b, int at, int to, LineHeader h) {
    byte first = at < to ? b[at] : 0;
    if (first == 'p' || first == 'x') {
      // No facility's first letter, but of most daemons' names.
      tag(b, at, to, h);
    } else if (first >= 'a') {
      tag(b, Facility.after(b, at, to), to, h);
    } else if (first == '1'
        && at + 2 < to
        && b[at + 1] == ' '
        && StampReader.isIso(b, at + 2, to)) {
      relayed(b, at, to, h);
    } else if (afterPriority(b, at, to) > at || StampReader.isIso(b, at, to)) {
      h.messageFrom = at;
    } else {
      tag(b, at, to, h);
    }
  }

  /** The log is in the order of the relay's stamps, and the host is the one that sent it. */
  private static void relayed(byte[] b, int at, int to, LineHeader h) {
    int stampFrom = h.stampFrom;
    if (rfc5424(b, at + 2, to, h)) {
      h.form = LineForm.RFC5424;
      h.stampFrom = stampFrom;
    } else {
      h.messageFrom = at;
    }
  }

  /** Whether the word is a tag and not a host: it ends in a colon and is no IPv6 address. */
  private static boolean isTag(byte[] b, int at, int wordEnd) {
    if (wordEnd - at < 2 || b[wordEnd - 1] != ':') {
      return false;
    }
    int colons = 0;
    for (int i = at; i < wordEnd; i++) {
      byte c = b[i];
      if (c == ':') {
        colons++;
      } else if (!Bytes.isDigit(c) && !(c >= 'a' && c <= 'f') && !(c >= 'A' && c <= 'F')) {
        return true;
      }
    }
    return colons < 2;
  }

  private static boolean hasPid(byte[] b, int at, int to) {
    int end = Bytes.wordEnd(b, at, to);
    int open = Bytes.indexOf(b, at, end, '[');
    return open > at
        && Bytes.afterDigits(b, open + 1, end) > open + 1
        && Bytes.startsWith(b, Bytes.afterDigits(b, open + 1, end), end, "]:");
  }

  /** Reads {@code path/program[pid]: message}; without a colon all of it is the message. */
  private static void tag(byte[] b, int at, int to, LineHeader h) {
    int name = at;
    int end = at;
    while (end < to && b[end] != '[' && b[end] != ':' && b[end] != ' ') {
      if (b[end] == '/') {
        name = end + 1;
      }
      end++;
    }
    int after = end;
    int pid = LineHeader.NO_PID;
    if (after < to && b[after] == '[') {
      long number = -1;
      int digits = after + 1;
      while (digits < to && Bytes.isDigit(b[digits])) {
        // Once too great for a pid it is not read further.
        if (number <= Integer.MAX_VALUE) {
          number = Math.max(0, number) * 10 + (b[digits] - '0');
        }
        digits++;
      }
      if (digits < to && b[digits] == ']') {
        pid = pid(number);
        after = digits + 1;
      } else {
        int close = Bytes.indexOf(b, after, Math.min(to, after + 40), ']');
        after = close < 0 ? to : close + 1;
      }
    }
    if (end == at || after >= to || b[after] != ':') {
      h.messageFrom = at;
      return;
    }
    h.programFrom = name;
    h.programTo = end;
    h.pid = pid;
    after++;
    h.messageFrom = after < to && b[after] == ' ' ? after + 1 : after;
  }

  private static int pid(long number) {
    return number < 0 || number > Integer.MAX_VALUE ? LineHeader.NO_PID : (int) number;
  }

  /** {@code TIMESTAMP HOST APP PROCID MSGID [SD] MSG}; {@code -} stands for what is not known. */
  private static boolean rfc5424(byte[] b, int at, int to, LineHeader h) {
    int stampEnd = Bytes.wordEnd(b, at, to);
    boolean stamp = StampReader.isIso(b, at, to);
    if (!stamp && !Bytes.equal(b, at, stampEnd, "-")) {
      return false;
    }
    int host = Math.min(to, stampEnd + 1);
    int hostEnd = Bytes.wordEnd(b, host, to);
    int app = Math.min(to, hostEnd + 1);
    int appEnd = Bytes.wordEnd(b, app, to);
    int process = Math.min(to, appEnd + 1);
    int processEnd = Bytes.wordEnd(b, process, to);
    int id = Math.min(to, processEnd + 1);
    int idEnd = Bytes.wordEnd(b, id, to);
    if (idEnd >= to) {
      return false;
    }
    h.stampFrom = stamp ? at : -1;
    if (!Bytes.equal(b, host, hostEnd, "-")) {
      h.hostFrom = host;
      h.hostTo = hostEnd;
    }
    if (!Bytes.equal(b, app, appEnd, "-")) {
      h.programFrom = Math.max(app, Bytes.lastIndexOf(b, app, appEnd, "/") + 1);
      h.programTo = appEnd;
    }
    if (Bytes.afterDigits(b, process, processEnd) == processEnd) {
      h.pid = pid(Bytes.number(b, process, processEnd));
    }
    int message = afterStructuredData(b, idEnd + 1, to);
    if (message < to && b[message] == ' ') {
      message++;
    }
    boolean bom =
        message + 2 < to
            && b[message] == (byte) 0xef
            && b[message + 1] == (byte) 0xbb
            && b[message + 2] == (byte) 0xbf;
    h.messageFrom = bom ? message + 3 : message;
    return true;
  }

  private static int afterStructuredData(byte[] b, int from, int to) {
    int at = from;
    if (at < to && b[at] == '-') {
      return at + 1;
    }
    while (at < to && b[at] == '[') {
      boolean quoted = false;
      while (at < to && (quoted || b[at] != ']')) {
        if (b[at] == '\\' && quoted) {
          at++;
        } else if (b[at] == '"') {
          quoted = !quoted;
        }
        at++;
      }
      at = Math.min(to, at + 1);
    }
    return at;
  }

  private static void repeats(LineHeader h) {
    byte[] b = h.bytes;
    int at = h.messageFrom;
    int to = h.messageTo;
    if (at >= to || (b[at] != 'm' && b[at] != 'l')) {
      return;
    }
    boolean last = Bytes.startsWith(b, at, to, "last message repeated ");
    if (!last && !Bytes.startsWith(b, at, to, "message repeated ")) {
      return;
    }
    int number = at + (last ? "last message repeated " : "message repeated ").length();
    int end = Bytes.afterDigits(b, number, to);
    if (end == number) {
      return;
    }
    int times = (int) Math.min(MAX_REPEATS, Bytes.number(b, number, end));
    if (last) {
      if (Bytes.equal(b, end, to, " times") || Bytes.equal(b, end, to, " time")) {
        h.repeats = times;
        h.repeatsLast = true;
        h.messageFrom = to;
      }
    } else if (Bytes.startsWith(b, end, to, " times: [") && b[to - 1] == ']') {
      h.repeats = times;
      h.messageFrom = Math.min(to - 1, Bytes.afterSpaces(b, end + " times: [".length(), to - 1));
      h.messageTo = to - 1;
    }
  }
}
