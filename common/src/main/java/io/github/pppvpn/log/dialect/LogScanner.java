package io.github.pppvpn.log.dialect;

import io.github.pppvpn.log.LineBlocks;
import io.github.pppvpn.log.line.Bytes;
import io.github.pppvpn.log.line.LineFeeds;
import io.github.pppvpn.log.line.LineForm;
import io.github.pppvpn.log.line.LineHeader;
import io.github.pppvpn.log.line.LineParser;
import java.io.Closeable;
import java.io.IOException;

/**
 * Finds the lines of the daemons in one log. Most lines of a log are other programs': those cost a
 * search for the line end and a look at the first two letters of the tag.
 *
 * <p>A line without a header counts (as pppd's own logfile) only until the first line with one:
 * after that it is the rest of somebody's message of several lines.
 */
public final class LogScanner implements Closeable {
  private static final int TEXT_LIMIT = 1024;
  private static final String IDENTIFIER = "\"SYSLOG_IDENTIFIER\"";

  private final int log;
  private final LineBlocks blocks;
  private final LineParser parser;
  private final Dialects dialects = new Dialects();
  private final LineHeader header = new LineHeader();

  private byte[] bytes = {};
  private int at;
  private int to;
  private long base;
  private boolean headed;
  private boolean lastKept;
  private LogLine line;

  private byte[] hostBytes = {};
  private String host = "";

  /**
   * Reads one log.
   *
   * @param log its number among the logs that are read together
   * @param parser this scanner's own
   */
  public LogScanner(int log, LineBlocks blocks, LineParser parser) {
    this.log = log;
    this.blocks = blocks;
    this.parser = parser;
  }

  /**
   * Moves to the next line that matters.
   *
   * @return whether there is one
   * @throws IOException as the source has it
   */
  public boolean advance() throws IOException {
    while (true) {
      while (at < to) {
        int start = at;
        int end = LineFeeds.next(bytes, start, to);
        at = end + 1;
        if (mayMatter(start, end) && read(start, end)) {
          lastKept = true;
          return true;
        }
        lastKept = false;
      }
      if (!blocks.next()) {
        return false;
      }
      bytes = blocks.bytes();
      at = blocks.from();
      to = blocks.to();
      base = blocks.position() - at;
    }
  }

  /** The line that {@link #advance()} moved to. */
  public LogLine line() {
    return line;
  }

  @Override
  public void close() throws IOException {
    blocks.close();
  }

  /** Whether the line can be a daemon's; decided by the fewest bytes. */
  private boolean mayMatter(int from, int end) {
    byte[] b = bytes;
    if (end - from < 20) {
      return end > from;
    }
    int word;
    byte first = b[from];
    if (first >= '0' && first <= '9') {
      if (b[from + 4] != '-' || b[from + 10] != 'T') {
        return true;
      }
      word = Bytes.wordEnd(b, from + 19, end) + 1;
    } else if (first == '{') {
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
    return tagMayMatter(b[wordEnd + 1], b[wordEnd + 2]);
  }

  private boolean tagMayMatter(byte first, byte second) {
    return switch (first) {
      case 'p' -> second == 'p' || second == 't' || second == 'l';
      case 'x' -> second == 'l';
      case 'a' -> second == 'c';
      case 'r' -> second == 'a';
      case 'f' -> second == 'r';
      case 'c' -> second == 'h';
      case 'i' -> second == 'p';
      case 'v' -> second == 'p';
      case '/', ' ' -> true;
      case 'l' -> lastKept && second == 'a';
      default -> false;
    };
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

  private boolean read(int from, int end) {
    parser.parse(bytes, from, end, header);
    Daemon daemon;
    if (header.form() == LineForm.PLAIN) {
      if (headed || header.messageFrom() >= header.messageTo()) {
        return false;
      }
      daemon = Daemon.PPPD;
    } else {
      headed = true;
      if (header.repeatsLast()) {
        return repeatLast(from, end);
      }
      daemon = dialects.daemonOf(header).orElse(null);
      if (daemon == null) {
        return false;
      }
    }
    Message message =
        dialects.read(daemon, header.bytes(), header.messageFrom(), header.messageTo());
    Kind kind = message.kind();
    if (kind == Kind.UNKNOWN || kind == Kind.IGNORED) {
      return false;
    }
    line =
        new LogLine(
            log,
            base + from,
            parser.timeOf(header),
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
            parser.timeOf(header),
            thisHost,
            line.daemon(),
            line.pid(),
            line.message(),
            header.repeats(),
            line.text().isEmpty() ? "" : limited(from, end));
    return true;
  }

  private String host() {
    int length = header.hostTo() - header.hostFrom();
    byte[] b = header.bytes();
    if (length != hostBytes.length || !sameHost(b, header.hostFrom())) {
      hostBytes = java.util.Arrays.copyOfRange(b, header.hostFrom(), header.hostTo());
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
