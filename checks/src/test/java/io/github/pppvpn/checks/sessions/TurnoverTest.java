package io.github.pppvpn.checks.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pppvpn.log.event.DownReason;
import io.github.pppvpn.session.Protocol;
import io.github.pppvpn.session.Session;
import io.github.pppvpn.state.StateContent.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** Sessions come and go, the host is read, then its log: each counts once, whatever is late. */
class TurnoverTest {
  /** In milliseconds; ends without a line if it is killed. */
  private record Life(int pid, int unit, long start, long end, boolean told, boolean killed) {
    private boolean isThere(long time) {
      return start <= time && time < end;
    }

    private Session session() {
      return new Session(
          Protocol.L2TP,
          "xl2tpd",
          "ppp" + unit,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalInt.of(pid),
          OptionalInt.empty(),
          OptionalLong.of(start),
          OptionalLong.empty(),
          OptionalLong.empty());
    }

    private Known known() {
      return new Known(SessionName.of(session()), start / 1000, 0, 0, "");
    }
  }

  private record Line(long written, LoggedSession event) {}

  private final List<Life> lives = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();
  private Map<String, List<String>> kept = new HashMap<>();
  private List<Life> seen = List.of();
  private long lastRun;
  private long lastRead;
  private long opened;
  private long closed;

  private void line(boolean up, Life life, long time, long written, boolean protocolKnown) {
    lines.add(
        new Line(
            written,
            new LoggedSession(
                up,
                new SessionName(life.pid(), up ? "ppp" + life.unit() : ""),
                protocolKnown ? Optional.of(Protocol.L2TP) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                time,
                "",
                DownReason.UNKNOWN,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty())));
  }

  /** The host at {@code time}, its log at {@code read}. */
  private Turnover run(long time, long read) {
    List<Session> now = new ArrayList<>();
    List<Life> there = new ArrayList<>();
    for (Life life : lives) {
      if (life.isThere(time)) {
        there.add(life);
        now.add(life.session());
      }
    }
    List<Known> earlier = seen.stream().map(Life::known).toList();
    Map<String, List<String>> last = kept;
    Turnover turnover =
        new Turnover(
            protocol -> true,
            earlier,
            now,
            name -> last.getOrDefault(name, List.of()),
            time / 1000,
            lastRun / 1000);
    List<LoggedSession> fresh = new ArrayList<>();
    for (Line line : lines) {
      if (line.written() > lastRead && line.written() <= read) {
        fresh.add(line.event());
      }
    }
    turnover.logged(fresh);
    List<Life> before = seen;
    turnover.compared(
        there.stream().filter(life -> !before.contains(life)).map(Life::known).toList(),
        before.stream().filter(life -> !there.contains(life)).map(Life::known).toList(),
        true);
    kept = new HashMap<>();
    for (Value value : turnover.values()) {
      kept.computeIfAbsent(value.name(), name -> new ArrayList<>()).add(value.text());
    }
    opened += turnover.opened();
    closed += turnover.closed();
    seen = there;
    lastRun = time;
    lastRead = read;
    return turnover;
  }

  @Property(tries = 500)
  void eachCountsOnce(@ForAll @LongRange(min = 0, max = 1L << 40) long seed) {
    TurnoverTest world = new TurnoverTest();
    world.live(new java.util.Random(seed));
  }

  private void live(java.util.Random random) {
    long[] free = new long[3];
    long end = 600_000;
    int pid = 100;
    for (int i = 0; i < 30; i++) {
      int unit = random.nextInt(free.length);
      long start = free[unit] + 1 + random.nextInt(60_000);
      long stop = start + 1 + random.nextInt(random.nextBoolean() ? 5_000 : 200_000);
      free[unit] = stop;
      lives.add(new Life(pid++, unit, start, stop, random.nextInt(8) > 0, random.nextInt(4) == 0));
    }
    for (Life life : lives) {
      int late = random.nextInt(1_500);
      if (life.told()) {
        line(true, life, life.start(), life.start() + late, true);
      }
      if (!life.killed()) {
        line(false, life, life.end(), life.end() + late, random.nextBoolean());
      }
    }
    lines.sort(java.util.Comparator.comparingLong(Line::written));
    List<Long> scans = new ArrayList<>();
    run(0, 0);
    for (long time = 1; time < end; time += 500 + random.nextInt(90_000)) {
      scans.add(time);
      run(time, time + random.nextInt(400));
    }
    // All is over, and all is written.
    for (Life life : lives) {
      end = Math.max(end, life.end() + 10_000);
    }
    run(end, end);
    run(end + 60_000, end + 60_000);
    long came = 0;
    long went = 0;
    for (Life life : lives) {
      boolean met = scans.stream().anyMatch(life::isThere);
      came += met || life.told() ? 1 : 0;
      // Of one that nobody saw, and whose start no line told, only a line that says whose it is.
      boolean ownLine = lines.stream().anyMatch(line -> isEndOf(life, line));
      boolean end1 = !life.killed() && (life.told() || ownLine);
      went += met || end1 ? 1 : 0;
    }
    assertEquals(came, opened, "opened");
    assertEquals(went, closed, "closed");
  }

  private static boolean isEndOf(Life life, Line line) {
    return !line.event().up()
        && line.event().name().pid() == life.pid()
        && line.event().protocol().isPresent();
  }
}
