package io.github.pppvpn.checks.hosts;

import io.github.pppvpn.checks.net.Family;
import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.Deadline;
import io.github.pppvpn.plugin.Detail;
import io.github.pppvpn.plugin.Invocation;
import io.github.pppvpn.plugin.Metric;
import io.github.pppvpn.plugin.MetricSpec;
import io.github.pppvpn.plugin.Part;
import io.github.pppvpn.plugin.Parts;
import io.github.pppvpn.plugin.Privacy;
import io.github.pppvpn.plugin.Report;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the hosts that were chosen, and reports on all of them together.
 *
 * @param choice which they are
 * @param family which of their addresses count
 * @param source the local address to ask from in text form; empty for the kernel's choice
 * @param metrics the totals
 * @param single the metrics of a host, the first of which tells how soon it answered
 * @param socketsEach how many sockets a conversation takes
 */
public record HostsMeasuring(
    HostChoice choice,
    Family family,
    String source,
    HostMetrics metrics,
    List<MetricSpec> single,
    int socketsEach) {
  private static final String NOUN = "hosts";

  /**
   * What taking leave of a silent host takes on a busy machine; all may have to be left at once.
   */
  private static final long LEAVE_NANOS = 1_000_000;

  /**
   * Asks them.
   *
   * @param report what there is to say of the run as a whole
   * @param prober the command's way to ask one
   * @throws CannotCheckException if none could be asked
   * @throws InterruptedException if the run was told to end
   */
  public Report measure(Report.Builder report, Prober prober, Invocation invocation)
      throws CannotCheckException, InterruptedException {
    if (!choice.file().isEmpty()) {
      invocation.phase().accept("reading the hosts file " + choice.file());
    }
    List<AskedHost> duplicates = new ArrayList<>();
    List<AskedHost> hosts = choice.hosts(duplicates);
    invocation.phase().accept("asking " + hosts.size() + " " + NOUN);
    AskedServers servers = new AskedServers(family, source, invocation);
    Room room = Room.ofThisProcess(socketsEach);
    CutShort cutShort = new CutShort(room, invocation.deadline().remainingNanos(), hosts.size());
    List<Asking> asked =
        new ManyHosts(
                servers, prober, early(servers, invocation, hosts.size()), room.hosts(), cutShort)
            .ask(hosts);
    if (hosts.size() > room.hosts()) {
      report.detail(Detail.ALWAYS, room.note());
    }
    for (AskedHost duplicate : duplicates) {
      String twice = servers.name(duplicate) + " is named more than once and was asked once";
      report.detail(Detail.LOOKED_AT, twice);
    }
    return build(report, asked, servers);
  }

  /** The same with a deadline that leaves time for all of them. */
  private static Invocation early(AskedServers servers, Invocation invocation, int hosts) {
    Deadline deadline = invocation.deadline();
    return servers.within(
        deadline.before(Math.min(hosts * LEAVE_NANOS, deadline.remainingNanos() / 4)));
  }

  private Report build(Report.Builder report, List<Asking> asked, AskedServers servers) {
    List<Part> parts = new ArrayList<>();
    ShownNames names = new ShownNames(servers);
    Answers answers = new Answers(single.get(0));
    int good = 0;
    for (Asking asking : asked) {
      Part part =
          new Part(names.of(asking.host()), asking.host().name(Privacy.NONE), asking.report());
      parts.add(part);
      answers.add(part);
      good += asking.report().findings().isEmpty() ? 1 : 0;
    }
    return report
        .summary(answers.text())
        .metric(Metric.of(metrics.hosts(), parts.size()))
        .metric(Metric.of(metrics.ok(), good))
        .metric(Metric.of(metrics.failed(), parts.size() - good))
        .parts(
            new Parts(
                NOUN,
                HostMetrics.PLACEHOLDER,
                HostChoice.HOST.label(),
                single,
                choice.perfdata(),
                parts))
        .build();
  }
}
