package io.github.pppvpn.log.line;

/**
 * What {@link LineParser} found in a line. Mutable and reused, so that reading a line allocates
 * nothing; valid until the parser gets its next line or the bytes change.
 */
public final class LineHeader {
  /** The pid of a line that has none. */
  public static final int NO_PID = -1;

  static final byte[] EMPTY = {};

  byte[] bytes = EMPTY;
  LineForm form = LineForm.PLAIN;
  int stampFrom;
  int hostFrom;
  int hostTo;
  int programFrom;
  int programTo;
  int pid;
  int messageFrom;
  int messageTo;
  int repeats;
  boolean repeatsLast;
  long journalTime;

  void clear(byte[] newBytes, int to) {
    bytes = newBytes;
    form = LineForm.PLAIN;
    stampFrom = -1;
    hostFrom = 0;
    hostTo = 0;
    programFrom = 0;
    programTo = 0;
    pid = NO_PID;
    messageFrom = to;
    messageTo = to;
    repeats = 1;
    repeatsLast = false;
    journalTime = LineParser.NO_TIME;
  }

  /** The bytes that all positions here speak of: the line's own, or those decoded from JSON. */
  public byte[] bytes() {
    return bytes;
  }

  public LineForm form() {
    return form;
  }

  /** Where the host's name starts; as {@link #hostTo()} if the line names none. */
  public int hostFrom() {
    return hostFrom;
  }

  public int hostTo() {
    return hostTo;
  }

  /** Where the program's name (the tag without its path) starts; as its end if there is none. */
  public int programFrom() {
    return programFrom;
  }

  public int programTo() {
    return programTo;
  }

  /** The process id, or {@link #NO_PID}. */
  public int pid() {
    return pid;
  }

  public int messageFrom() {
    return messageFrom;
  }

  /** The message's end: without line end, carriage returns and NULs. */
  public int messageTo() {
    return messageTo;
  }

  /**
   * How many times the message occurred: 1, or N of rsyslog's {@code message repeated N times: [
   * message]} and of BSD's {@code last message repeated N times}. Those N come after the first
   * occurrence, which has a line of its own.
   */
  public int repeats() {
    return repeats;
  }

  /** Whether the line is BSD's {@code last message repeated N times}, which has no message. */
  public boolean repeatsLast() {
    return repeatsLast;
  }

  /** Whether the program's name is the ASCII text. */
  public boolean programIs(String name) {
    return Bytes.equal(bytes, programFrom, programTo, name);
  }
}
