package io.github.pppvpn.log.event;

import io.github.pppvpn.log.dialect.Kind;
import io.github.pppvpn.log.dialect.LogLine;
import io.github.pppvpn.log.dialect.Message;
import io.github.pppvpn.log.line.LineParser;
import java.util.function.Consumer;

/**
 * Makes events of lines. Lines come in the order of their time (of several logs: merged); events go
 * out in the order of the lines that make them count.
 *
 * <p>An event waits for lines that tell more of it: {@link #JOIN_MILLIS} for another daemon's line
 * about the same attempt, and, where the host runs pptpd, until that long after the pppd's exit or
 * {@link #MAX_HOLD_MILLIS} for the peer's address. These are times of the log. {@link #finish()}
 * tells what still waits. (Logs without any time stamps: each line stands for 20 ms.)
 *
 * <p>Resuming: feed some lines from before the place ({@link #CONTEXT_MILLIS} are enough for all
 * but the peers of sessions that were up before), and leave out the events whose {@link
 * LogEvent#at()} position lies before it. Position and log of an event do not depend on where the
 * reading began, so each event is counted once, whether it was told by the run before at its {@code
 * finish()} with less knowledge, or not.
 *
 * <p>"Repeated N times" stands for N more attempts where each line is an attempt of its own: PAP,
 * the daemons that serve all users in one process, and lines without a pid. One pppd decides about
 * CHAP and EAP once, so there a repeated line is no further attempt. Events of repeated attempts
 * have the same origin.
 *
 * <p>What is remembered is bounded, whatever the lines hold: the least recently seen processes are
 * forgotten first, and the oldest waiting events are told early.
 */
public final class Correlator {
  /** How far two daemons' lines about the same login can be apart. */
  public static final long JOIN_MILLIS = 2_999;

  /** The longest that an event waits, in time of the log. */
  public static final long MAX_HOLD_MILLIS = 10_000;

  /** What to read before a place in the log in order to resume there. */
  public static final long CONTEXT_MILLIS = 120_000;

  /** How many lines an event shows at most. */
  public static final int MAX_LINES = 12;

  private static final long UNTIMED_STEP = 20;

  private final Outbox outbox;
  private final PppdTracker pppd;
  private final PptpdTracker pptpd;
  private final AccelTracker accel;
  private final FreeRadiusTracker freeRadius;
  private final SoftEtherTracker softEther;
  private final IkeTracker ike;
  private long now = Long.MIN_VALUE / 4;
  private boolean timed;

  /**
   * Tells events to the sink, during {@link #accept} and {@link #finish}.
   *
   * @param sink called in the order of the events' lines
   */
  public Correlator(Consumer<? super LogEvent> sink) {
    this(sink, PppdTracker.START_MILLIS);
  }

  /**
   * @param knownMillis how long a pppd is known after its exit
   */
  Correlator(Consumer<? super LogEvent> sink, long knownMillis) {
    outbox = new Outbox(sink);
    LoginJoin join = new LoginJoin(outbox);
    pptpd = new PptpdTracker(outbox);
    pppd = new PppdTracker(outbox, join, pptpd, knownMillis);
    accel = new AccelTracker(outbox, join);
    freeRadius = new FreeRadiusTracker(outbox, join);
    softEther = new SoftEtherTracker(outbox, join);
    ike = new IkeTracker(outbox);
  }

  /** Takes the next line. */
  public void accept(LogLine line) {
    if (line.time() != LineParser.NO_TIME) {
      timed = true;
      now = Math.max(now, line.time());
    } else if (!timed) {
      now += UNTIMED_STEP;
    }
    if (!general(line)) {
      switch (line.daemon()) {
        case PPPD -> pppd.accept(line, now);
        case PPTPD -> pptpd.accept(line, now, pppd);
        case PPTP -> pppd.dialled(line, now);
        case XL2TPD -> xl2tpd(line);
        case ACCEL_PPP -> accel.accept(line, now);
        case FREERADIUS -> freeRadius.accept(line, now);
        case SOFTETHER -> softEther.accept(line, now);
        case CHARON, PLUTO -> ike.accept(line, now);
      }
    }
    outbox.release(now);
  }

  /** Tells everything that waits: the log ends here, for now. */
  public void finish() {
    outbox.releaseAll();
  }

  private void xl2tpd(LogLine line) {
    Message message = line.message();
    if (message.kind() == Kind.CALL_UP && message.number() <= Integer.MAX_VALUE) {
      if (message.number() > 0) {
        pppd.startedFor(line.host(), message.number(), Addresses.peer(message.address()), now);
      } else if (message.number() < 0) {
        pptpd.unsure(line.host());
      }
    } else if (message.kind() == Kind.CALL_UP_CLIENT) {
      pptpd.unsure(line.host());
      pppd.dials(line.host(), now);
    }
  }

  /** What every daemon can say and what needs no memory. */
  private boolean general(LogLine line) {
    Message message = line.message();
    Kind kind = message.kind();
    boolean general =
        switch (kind) {
          case DAEMON_STARTED, DAEMON_STOPPED, DAEMON_FAILED, CRASHED, POOL_EXHAUSTED, PROBE ->
              true;
          default -> false;
        };
    if (!general) {
      return false;
    }
    Origin at = Origin.of(line);
    LogEvent event =
        switch (kind) {
          case DAEMON_STARTED -> new LogEvent.DaemonStarted(at, message.text());
          case DAEMON_STOPPED -> new LogEvent.DaemonStopped(at, message.number());
          case DAEMON_FAILED -> new LogEvent.DaemonFailed(at, message.text());
          case CRASHED -> new LogEvent.Crashed(at, message.number());
          case POOL_EXHAUSTED -> new LogEvent.PoolExhausted(at, message.text());
          case PROBE -> new LogEvent.Probe(at);
          default -> throw new IllegalStateException(kind.name());
        };
    outbox.add(new Ready(now, event));
    return true;
  }
}
