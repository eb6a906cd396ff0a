package io.github.pppvpn.checks.pool;

import io.github.pppvpn.host.Ipv4;
import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.Detail;
import io.github.pppvpn.plugin.Finding;
import io.github.pppvpn.plugin.Metric;
import io.github.pppvpn.plugin.Privacy;
import io.github.pppvpn.plugin.Report;
import io.github.pppvpn.plugin.Unit;
import io.github.pppvpn.pool.AddressRange;
import io.github.pppvpn.pool.Conflict;
import io.github.pppvpn.pool.Pool;
import io.github.pppvpn.pool.PoolConfig;
import io.github.pppvpn.pool.PoolDoubt;
import io.github.pppvpn.pool.PoolUse;
import io.github.pppvpn.session.AccelDaemon;
import io.github.pppvpn.session.Mismatch;
import io.github.pppvpn.session.Session;
import io.github.pppvpn.session.Sessions;
import io.github.pppvpn.session.Unplaced;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was found of the pools, in words and numbers. */
final class PoolReport {
  /** From here on a pool's state is worth lines of its own: the default warning. */
  private static final double NEARLY_FULL = 80;

  private static final String RUN =
      "pppd writes them into /run (pppN.pid, pppd2.tdb): let this user read those files, and in a"
          + " container mount the host's /run below --root too; of a pppd in a container of its own,"
          + " run the command in there.";

  private final Privacy privacy;
  private final List<PoolConfig> configs;
  private final Report.Builder report = Report.builder();
  private boolean isSilent;
  private String doubt = "";
  private String doubtNext = "";

  PoolReport(Privacy privacy, List<PoolConfig> configs) {
    this.privacy = privacy;
    this.configs = configs;
  }

  /**
   * That accel-ppp has not said its sessions.
   *
   * @param interfaces how many PPP interfaces it should have spoken for
   * @param silent which accel-pppd, if that is known
   */
  void silentAccelPpp(int interfaces, Optional<AccelDaemon.Silent> silent) {
    isSilent = true;
    StringBuilder sentence = new StringBuilder("accel-ppp");
    if (silent.isPresent()) {
      sentence.append(" (").append(silent.get().daemon().file()).append(')');
    }
    sentence.append(" has not said what its sessions are");
    if (interfaces > 0) {
      sentence.append(", and ").append(interfaces);
      sentence.append(
          interfaces == 1 ? " PPP interface is nobody's" : " PPP interfaces are nobody's");
    }
    if (silent.isPresent()) {
      sentence.append(": ").append(silent.get().why());
    }
    report.finding(
        Finding.unknown(
            sentence.toString(),
            silent.isPresent()
                ? silent.get().daemon().remedy()
                : "Enable [cli] tcp=127.0.0.1:2001 in accel-ppp.conf; its password, if any, must be"
                    + " readable for this user."));
  }

  /** That there are sessions whose addresses are not known: more may be taken than is counted. */
  private void doubts(Sessions sessions) {
    int unseen = 0;
    String first = "";
    for (Mismatch mismatch : sessions.mismatches()) {
      if (mismatch.kind() == Mismatch.Kind.INTERFACE_WITHOUT_DAEMON
          && !sessions.addressless().contains(mismatch.subject())) {
        first = unseen == 0 ? mismatch.subject() : first;
        unseen++;
      }
    }
    int addressless = sessions.addressless().size();
    if (sessions.unplaced().isPresent()) {
      Unplaced unplaced = sessions.unplaced().get();
      doubt(unplaced.why(), unplaced.nextStep().orElse(RUN), unplaced.addressless() > 0);
    }
    if (addressless > 0) {
      String which = " (" + sessions.addressless().get(0) + (addressless > 1 ? ", …)" : ")");
      doubt(
          "the address of "
              + (addressless == 1 ? "1 session" : addressless + " sessions")
              + which
              + " is not known",
          RUN,
          true);
    }
    if (unseen > 0) {
      doubt(
          unseen == 1
              ? first + " is a PPP interface that no process has which is seen here"
              : unseen + " PPP interfaces (" + first + ", …) no process has which is seen here",
          "Run it where every process of the host is seen: outside of a container, or with the"
              + " host's /proc, /sys and /run below --root.",
          true);
    }
  }

  /**
   * @param more whether more may be taken than is counted; else only whose address is whose is open
   */
  private void doubt(String why, String next, boolean more) {
    if (doubt.isEmpty()) {
      doubt = why;
      doubtNext = next;
    }
    if (more) {
      report.finding(Finding.unknown("more may be taken than is counted: " + why, next));
    }
  }

  /** The report of a host whose configurations give no pool, or none that can be counted. */
  Report withoutPools() throws CannotCheckException {
    boolean problem = isSilent;
    StringBuilder why = new StringBuilder();
    for (PoolConfig config : configs) {
      problem |= config.problem().isPresent() || !config.doubts().isEmpty();
      for (String note : config.notes()) {
        why.append(why.length() == 0 ? ": " : "; ").append(note);
      }
    }
    if (problem) {
      configurations();
      return report.build();
    }
    String next = "Name the pools to look at: --pool NAME=RANGES.";
    throw configs.isEmpty()
        ? new CannotCheckException(
            "this host has no configuration of pptpd, xl2tpd or accel-ppp", next)
        : new CannotCheckException("no daemon of this host has a pool of its own" + why, next);
  }

  Report build(
      List<PoolUse> uses, Sessions sessions, GrowthMemory growth, boolean wantsTimeToFull) {
    configurations();
    doubts(sessions);
    List<Conflict> conflicts = PoolUse.conflicts(pools(uses), sessions);
    emptyPools(uses);
    report.summary(summary(uses, conflicts));
    for (PoolUse use : uses) {
      if (percent(use) >= NEARLY_FULL) {
        nearlyFull(use, uses);
      }
    }
    conflicts(conflicts, sessions);
    overlaps(uses);
    metrics(uses, conflicts, growth);
    report.detail(
        wantsTimeToFull ? Detail.ALWAYS : Detail.LOOKED_AT, "time_to_full: " + growth.sentence());
    lookedAt(uses, sessions);
    data(uses, conflicts);
    return report.build();
  }

  private static List<Pool> pools(List<PoolUse> uses) {
    List<Pool> pools = new ArrayList<>(uses.size());
    for (PoolUse use : uses) {
      pools.add(use.pool());
    }
    return pools;
  }

  private void configurations() {
    for (PoolConfig config : configs) {
      if (config.refusal().isPresent()) {
        report.finding(
            Finding.critical(
                config.problem().orElse(config.path()),
                config.daemon()
                    + " does not come back from its next restart: correct the line in "
                    + (config.refusal().get().file().isEmpty()
                        ? config.path()
                        : config.refusal().get().file())
                    + "."));
      } else if (config.problem().isPresent()) {
        report.finding(
            Finding.unknown(
                "the pools of " + config.daemon() + " are not known: " + config.problem().get(),
                "Run it as root, or let its user read "
                    + config.path()
                    + " (setfacl -m u:nagios:r); or name the pools: --pool NAME=RANGES."));
      }
      for (PoolDoubt doubt : config.doubts()) {
        report.finding(
            Finding.unknown(
                "the pools of " + config.daemon() + " are not known: " + doubt.why(),
                doubt.nextStep()));
      }
    }
  }

  /** A pool of nothing is not full, it was never there. */
  private void emptyPools(List<PoolUse> uses) {
    for (PoolUse use : uses) {
      if (use.chainSize() == 0) {
        report.finding(
            Finding.critical(
                use.pool().name() + " has no address to hand out: every call to it is refused",
                forEmpty(use.pool())));
      }
    }
  }

  private String forEmpty(Pool pool) {
    if (pool.daemon().equals("xl2tpd")) {
      return "Give the lns section an ip range, or assign ip = no where pppd or RADIUS choose the"
          + " addresses.";
    }
    return pool.addresses().ranges().isEmpty()
        ? "Give the pool a range, or take its name out of " + path(pool) + "."
        : "It has a range, so most likely gw-ip-address= is missing in [ip-pool] of "
            + path(pool)
            + ": -v shows which lines accel-ppp passes over.";
  }

  private String summary(List<PoolUse> uses, List<Conflict> conflicts) {
    PoolUse fullest = fullest(uses);
    StringBuilder text = new StringBuilder();
    if (uses.size() > 1) {
      text.append("fullest of ").append(uses.size()).append(" pools is ");
    }
    text.append(fullest.pool().name())
        .append(fullest.pool().followers().isEmpty() ? ": " : " with what follows it: ")
        .append(usedOfChain(fullest))
        .append(" of ")
        .append(fullest.chainSize())
        .append(" in use");
    if (!conflicts.isEmpty()) {
      text.append(", ").append(conflicts.size());
      text.append(conflicts.size() == 1 ? " conflict" : " conflicts");
    }
    return text.toString();
  }

  private static PoolUse fullest(List<PoolUse> uses) {
    PoolUse fullest = uses.get(0);
    for (PoolUse use : uses) {
      boolean worse = percent(use) > percent(fullest);
      fullest = worse || fullest.chainSize() == 0 ? use : fullest;
    }
    return fullest;
  }

  /** More than all can be taken for a moment, and where a restarted daemon counts anew. */
  private static long usedOfChain(PoolUse use) {
    return use.pool().followers().isEmpty() ? use.used() : use.chainSize() - use.chainFree();
  }

  /** Of a pool and those that follow it: who finds one full gets an address of the next. */
  private static double percent(PoolUse use) {
    return percent(usedOfChain(use), use.chainSize());
  }

  private static double percent(long used, long size) {
    return size == 0 ? 0 : Math.min(100, Math.round(used * 10_000.0 / size) / 100.0);
  }

  private void nearlyFull(PoolUse use, List<PoolUse> uses) {
    Pool pool = use.pool();
    StringBuilder line = new StringBuilder(pool.name());
    line.append(": ").append(taken(use));
    line.append(use.free() == 0 ? "; none is free" : "; " + use.free() + " free");
    if (!pool.followers().isEmpty()) {
      line.append(", and ").append(use.chainFree() - use.free()).append(" in what follows: ");
      line.append(String.join(", ", pool.followers()));
    }
    for (PoolUse other : uses) {
      if (other.pool().followers().contains(pool.name()) && other.free() > 0) {
        line.append("; who begins with ").append(other.pool().name());
        line.append(" finds ").append(other.free()).append(" free there");
      }
    }
    line.append(". ");
    line.append(nextStep(pool));
    report.detail(Detail.ALWAYS, line.toString());
  }

  /** An address that a static one replaces stays kept for the call. */
  private static String taken(PoolUse use) {
    StringBuilder text = new StringBuilder("addresses in sessions: ");
    text.append(use.addressesUp())
        .append(", only kept for calls: ")
        .append(use.addressesKept() - use.addressesUp());
    if (use.slotsUsed().isPresent()) {
      text.append(", slots taken: ").append(use.slotsUsed().getAsLong());
    }
    return text.toString();
  }

  private String nextStep(Pool pool) {
    return switch (pool.daemon()) {
      case "pptpd" ->
          "When none is free pptpd drops the next client or leaves it hanging, mostly without a word"
              + " in its log. More: remoteip and connections in "
              + path(pool)
              + " (no blanks between the items), then a restart of pptpd, which ends the sessions.";
      case "xl2tpd" ->
          "When none is free xl2tpd refuses the next call (No available IP address), which it logs at"
              + " debug level only. More: ip range in "
              + path(pool)
              + ", then a restart of xl2tpd, which ends the sessions.";
      case "accel-ppp" ->
          "When none is free accel-ppp refuses the next session (no free IPv4 address). More: a range"
              + " in [ip-pool] of "
              + path(pool)
              + ", then a restart of accel-ppp, which ends the sessions (after 1.14 accel-cmd"
              + " reload does).";
      default -> "Whoever hands these out needs more: " + pool.addresses() + ".";
    };
  }

  private String path(Pool pool) {
    for (PoolConfig config : configs) {
      for (Pool one : config.pools()) {
        if (one.name().equals(pool.name())) {
          return config.path();
        }
      }
    }
    return "its configuration";
  }

  private void conflicts(List<Conflict> conflicts, Sessions sessions) {
    if (conflicts.isEmpty()) {
      return;
    }
    Map<String, Session> byInterface = new HashMap<>();
    for (Session session : sessions.sessions()) {
      byInterface.put(session.interfaceName(), session);
    }
    boolean anyTwice = false;
    for (Conflict conflict : conflicts) {
      if (conflict.twice()) {
        anyTwice = true;
        report.detail(Detail.ALWAYS, line(conflict, " is in use twice: ", byInterface));
      }
    }
    if (anyTwice) {
      report.detail(
          Detail.ALWAYS,
          "Of clients with one address only one gets answers: end the older session (kill its pppd)."
              + " A restarted daemon hands out again what sessions from before still have.");
    }
    for (Conflict conflict : conflicts) {
      if (!conflict.twice()) {
        report.detail(Detail.ALWAYS, line(conflict, " is outside every pool: ", byInterface));
      }
    }
  }

  private String line(Conflict conflict, String what, Map<String, Session> byInterface) {
    StringBuilder line = new StringBuilder(conflict.address().toString()).append(what);
    String separator = "";
    for (String name : conflict.interfaces()) {
      line.append(separator).append(name);
      separator = ", ";
      Session session = byInterface.get(name);
      if (session != null) {
        line.append(" (").append(holder(session)).append(')');
      }
    }
    return line.toString();
  }

  private String holder(Session session) {
    StringBuilder text = new StringBuilder();
    text.append(session.user().isPresent() ? privacy.user(session.user().get()) : "unknown user");
    if (session.peer().isPresent()) {
      text.append(" from ").append(privacy.address(session.peer().get()));
    }
    if (session.pppd().isPresent()) {
      text.append(", pppd ").append(session.pppd().getAsInt());
    }
    if (session.assigned().isPresent() && !session.assigned().equals(session.address())) {
      text.append(", instead of ")
          .append(session.assigned().get())
          .append(" of ")
          .append(session.daemon())
          .append(": a static address of chap-secrets or RADIUS");
    }
    return text.toString();
  }

  private void overlaps(List<PoolUse> uses) {
    for (int i = 0; i < uses.size(); i++) {
      for (int j = i + 1; j < uses.size(); j++) {
        Pool one = uses.get(i).pool();
        Pool other = uses.get(j).pool();
        long shared = shared(one, other);
        // Sections of one xl2tpd know of each other's addresses.
        if (shared > 0 && !(one.daemon().equals("xl2tpd") && other.daemon().equals("xl2tpd"))) {
          report.detail(
              Detail.ALWAYS,
              one.name()
                  + " and "
                  + other.name()
                  + " share "
                  + shared
                  + (shared == 1 ? " address" : " addresses")
                  + "; neither knows what the other has handed out.");
        }
      }
    }
  }

  private static long shared(Pool one, Pool other) {
    long shared = 0;
    List<AddressRange> mine = one.addresses().ranges();
    List<AddressRange> theirs = other.addresses().ranges();
    int i = 0;
    int j = 0;
    while (i < mine.size() && j < theirs.size()) {
      long first = Math.max(mine.get(i).first().value(), theirs.get(j).first().value());
      long last = Math.min(mine.get(i).last().value(), theirs.get(j).last().value());
      shared += Math.max(0, last - first + 1);
      if (mine.get(i).last().compareTo(theirs.get(j).last()) < 0) {
        i++;
      } else {
        j++;
      }
    }
    return shared;
  }

  private void metrics(List<PoolUse> uses, List<Conflict> conflicts, GrowthMemory growth) {
    report.metric(Metric.of(PoolMetrics.USED_PERCENT, percent(fullest(uses))));
    for (PoolUse use : uses) {
      if (use.slotsUsed().isPresent()) {
        report.metric(Metric.of(PoolMetrics.SLOTS_USED, (double) use.slotsUsed().getAsLong()));
      }
    }
    if (doubt.isEmpty()) {
      report.metric(Metric.of(PoolMetrics.CONFLICTS, conflicts.size()));
    } else {
      report.missing(PoolMetrics.CONFLICTS, doubt, doubtNext);
    }
    if (growth.seconds().isPresent()) {
      report.metric(Metric.of(PoolMetrics.TIME_TO_FULL, growth.seconds().getAsDouble()));
    } else if (growth.known()) {
      report.noValue(PoolMetrics.TIME_TO_FULL.name());
    } else {
      report.missing(PoolMetrics.TIME_TO_FULL, growth.sentence(), growth.remedy());
    }
    List<String> labels = PoolLabels.of(uses);
    for (int i = 0; i < uses.size(); i++) {
      PoolUse use = uses.get(i);
      report.metric(new Metric(labels.get(i) + "_used", PoolMetrics.USED, (double) use.used()));
      report.metric(new Metric(labels.get(i) + "_free", PoolMetrics.FREE, (double) use.free()));
      report.metric(
          new Metric(labels.get(i) + "_size", PoolMetrics.SIZE, (double) use.pool().size()));
      String label = labels.get(i);
      String daemon = use.pool().daemon();
      report
          .value(PoolMetrics.USED_RATIO, Math.rint(percent(use) * 100) / 10_000, label, daemon)
          .value(PoolMetrics.TAKEN, (double) use.used(), label, daemon)
          .value(PoolMetrics.ROOM, (double) use.free(), label, daemon)
          .value(PoolMetrics.CAPACITY, (double) use.pool().size(), label, daemon);
    }
  }

  private void lookedAt(List<PoolUse> uses, Sessions sessions) {
    for (PoolUse use : uses) {
      Pool pool = use.pool();
      StringBuilder line = new StringBuilder(pool.name());
      if (!pool.daemon().isEmpty()) {
        line.append(" (").append(path(pool)).append(')');
      }
      line.append(": ")
          .append(pool.addresses().ranges().isEmpty() ? "no address" : pool.addresses().toString())
          .append("; ")
          .append(Unit.PERCENT.text(percent(use.used(), pool.size())))
          .append(" taken; ")
          .append(taken(use));
      if (!pool.followers().isEmpty()) {
        line.append("; ")
            .append(Unit.PERCENT.text(percent(use)))
            .append(" with what follows it: ")
            .append(String.join(", ", pool.followers()));
      }
      report.detail(Detail.LOOKED_AT, line.toString());
    }
    for (PoolConfig config : configs) {
      for (String note : config.notes()) {
        report.detail(Detail.LOOKED_AT, config.path() + ": " + note);
      }
    }
    for (String note : sessions.notes()) {
      report.detail(Detail.LOOKED_AT, note);
    }
  }

  private void data(List<PoolUse> uses, List<Conflict> conflicts) {
    List<Object> pools = new ArrayList<>(uses.size());
    for (PoolUse use : uses) {
      Map<String, Object> pool = new LinkedHashMap<>();
      pool.put("name", use.pool().name());
      pool.put("daemon", use.pool().daemon());
      pool.put("ranges", use.pool().addresses().toString());
      pool.put("size", use.pool().size());
      pool.put("used", use.used());
      pool.put("free", use.free());
      pool.put("used_percent", percent(use));
      if (!use.pool().followers().isEmpty()) {
        pool.put("followers", use.pool().followers());
      }
      pool.put("addresses_up", use.addressesUp());
      pool.put("addresses_kept", use.addressesKept());
      pools.add(pool);
    }
    report.data("pools", pools);
    List<Object> list = new ArrayList<>(conflicts.size());
    for (Conflict conflict : conflicts) {
      Map<String, Object> entry = new LinkedHashMap<>();
      Ipv4 address = conflict.address();
      entry.put("address", address.toString());
      entry.put("kind", conflict.twice() ? "used twice" : "outside every pool");
      entry.put("interfaces", conflict.interfaces());
      list.add(entry);
    }
    report.data("conflicts", list);
  }
}
