package io.github.pppvpn.checks.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.checks.net.Family;
import io.github.pppvpn.plugin.Deadline;
import io.github.pppvpn.plugin.Finding;
import io.github.pppvpn.plugin.Invocation;
import io.github.pppvpn.plugin.Privacy;
import io.github.pppvpn.plugin.Report;
import io.github.pppvpn.plugin.State;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hosts that answer or are silent, of which not all can be asked at once. */
class CutShortTest {
  private static final long NEVER = 1_000_000;
  private static final Report GOOD = Report.builder().summary("answered").build();
  private static final Finding SILENT = Finding.critical("was silent", "Look.").inAWord("silent");

  private double seconds;

  /** So long a run, in which as many of these hosts at a time are asked as there is room for. */
  private List<Report> ask(long millis, int most, long... answerMillis) throws Exception {
    long start = System.nanoTime();
    Invocation invocation =
        new Invocation(
            Deadline.after(System::nanoTime, start, millis * 1_000_000),
            System::nanoTime,
            System::currentTimeMillis,
            "/",
            "/",
            Privacy.NONE,
            0,
            phase -> {},
            () -> false);
    List<AskedHost> hosts = new ArrayList<>();
    for (int i = 0; i < answerMillis.length; i++) {
      hosts.add(new AskedHost("127.0.1." + (i + 1), 1000 + i, false));
    }
    Room room = new Room(most, 60);
    List<Asking> asked =
        new ManyHosts(
                new AskedServers(Family.ANY, "", invocation),
                (host, server, share) ->
                    new FakeProbe(answerMillis[host.port() - 1000], share.deadline()),
                invocation,
                most,
                new CutShort(room, millis * 1_000_000, hosts.size()))
            .ask(hosts);
    seconds = (System.nanoTime() - start) / 1e9;
    List<Report> reports = new ArrayList<>();
    for (Asking asking : asked) {
      reports.add(asking.report());
    }
    return reports;
  }

  private static State state(Report report) {
    return report.findings().isEmpty() ? State.OK : report.findings().get(0).state();
  }

  @Test
  void aSilentHostThatHadAllTheTime() throws Exception {
    List<Report> reports = ask(500, 3, 0, NEVER, 0);
    assertEquals(List.of(SILENT), reports.get(1).findings());
    assertTrue(seconds >= 0.5, () -> "it took " + seconds);
  }

  @Test
  void silentInAShareOfTheTime() throws Exception {
    List<Report> reports = ask(600, 1, NEVER, NEVER, NEVER, NEVER);
    for (Report report : reports) {
      assertEquals(
          List.of(
              new Finding(
                  State.UNKNOWN,
                  "was silent; it was given no longer, since at most 1 hosts can be asked at a time",
                  "This process may have 60 files open: let it have more (ulimit -n,"
                      + " LimitNOFILE=), give it more time (-t), or fewer hosts.",
                  "cut short")),
          report.findings());
    }
    assertTrue(seconds <= 0.8, () -> "it took " + seconds);
  }

  /** Where silence is good, that it was heard to the end is still to be said. */
  @Test
  void silenceThatWouldBeGood() {
    Asking asking = given(0, 20);
    Report silent = Report.builder().summary("was silent, which is OK").noValue("time").build();
    Report report = new CutShort(new Room(8, 60), 9_000_000_000L, 5).report(asking, "gw7", silent);
    assertEquals(
        List.of(
            new Finding(
                State.UNKNOWN,
                "gw7 did not answer within 20 ms; no more time was left, with so many hosts before"
                    + " it",
                "Give it more time (-t), or fewer hosts.",
                "cut short")),
        report.findings());
    assertEquals("", report.summary());
    assertEquals(List.of(), report.valueless());
  }

  private static Asking given(long resolvedAfterMillis, long givenMillis) {
    Asking asking = new Asking(new AskedHost("gw7", 1701, false));
    asking.resolved(resolvedAfterMillis * 1_000_000);
    asking.begin(
        new FakeProbe(NEVER, Deadline.after(System::nanoTime, 0, 0)), givenMillis * 1_000_000);
    return asking;
  }

  /** With 9 s for the run, and room for all or not. */
  @ParameterizedTest
  @CsvSource({
    "5,    0, 8500, false, ",
    "5,    0, 5900, true, so many hosts before it",
    "5, 5000, 3700, false, ",
    "5, 5600, 3300, true, once its name had resolved",
    "5, 2000, 3300, true, so many hosts before it",
    "99,   0, 4400, false, ",
    "99,   0, 3500, true, at most 8 hosts",
    "99, 500, 1000, true, at most 8 hosts",
    "99, 6000, 2000, true, once its name had resolved",
  })
  void whenAndWhy(int hosts, long resolvedMillis, long givenMillis, boolean cut, String why) {
    CutShort cutShort = new CutShort(new Room(8, 60), 9_000_000_000L, hosts);
    Asking asking = given(resolvedMillis, givenMillis);
    assertEquals(cut, cutShort.isTooShort(asking));
    if (cut) {
      Report silent = Report.builder().finding(SILENT).build();
      String text = cutShort.report(asking, "gw7", silent).findings().get(0).text();
      assertTrue(text.contains(why), text);
    }
  }

  /** What the others leave is theirs: the dead one is dead, and the slow one answers. */
  @Test
  void askedAgainWithTheTimeThatIsLeft() throws Exception {
    List<Report> reports = ask(1500, 2, NEVER, 500, 0, 0, 0, 0, 0, 0, 0, 0);
    assertEquals(List.of(SILENT), reports.get(0).findings());
    for (int i = 1; i < 10; i++) {
      assertEquals(GOOD, reports.get(i));
    }
  }

  /** As many as can be are heard to the end, though there is no time for all. */
  @Test
  void someAreHeardToTheEnd() throws Exception {
    List<Report> reports = ask(1200, 1, 180, 180, 180, 0, 0, 0, 0, 0, 0, 0);
    int good = 0;
    for (Report report : reports) {
      good += state(report) == State.OK ? 1 : 0;
      assertTrue(state(report) != State.CRITICAL, () -> "" + report);
    }
    assertTrue(good >= 8, "good: " + good);
  }

  private static final class FakeProbe implements HostProbe, Talk {
    private final long answerNanos;
    private final Deadline deadline;
    private long startNanos;
    private boolean begun;
    private boolean answered;
    private boolean over;

    FakeProbe(long answerMillis, Deadline deadline) {
      this.answerNanos = answerMillis * 1_000_000;
      this.deadline = deadline;
    }

    @Override
    public List<Talk> next() {
      List<Talk> talks = begun ? List.of() : List.of(this);
      begun = true;
      return talks;
    }

    @Override
    public void open(Selector selector) {
      startNanos = System.nanoTime();
    }

    @Override
    public void ready(SelectionKey key, ByteBuffer buffer) {}

    @Override
    public void look() {
      answered = System.nanoTime() - startNanos >= answerNanos;
      over = answered || deadline.hasPassed();
    }

    @Override
    public long waitNanos() {
      return Math.min(startNanos + answerNanos - System.nanoTime(), deadline.remainingNanos());
    }

    @Override
    public boolean isOver() {
      return over;
    }

    @Override
    public Report report() {
      return answered ? GOOD : Report.builder().finding(SILENT).build();
    }

    @Override
    public boolean isOutOfTime() {
      return !answered;
    }
  }
}
