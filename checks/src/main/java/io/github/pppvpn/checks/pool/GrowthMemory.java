package io.github.pppvpn.checks.pool;

import io.github.pppvpn.checks.sessions.Memory;
import io.github.pppvpn.checks.sessions.Moment;
import io.github.pppvpn.checks.sessions.Numerals;
import io.github.pppvpn.plugin.Invocation;
import io.github.pppvpn.pool.PoolUse;
import io.github.pppvpn.state.StateContent;
import io.github.pppvpn.state.StateContent.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * When a pool is full, with those that follow it, from what earlier runs have seen.
 *
 * @param known whether enough has been seen to tell
 * @param seconds until the first of them is; nothing while none grows, or nothing is known
 * @param sentence which that is, or why there is none
 * @param remedy what to do where nothing is known; empty if time will tell
 */
record GrowthMemory(boolean known, OptionalDouble seconds, String sentence, String remedy) {
  private static final String BOOT = "boot";
  private static final String UP = "up";
  private static final String POOL = "pool";

  /** Remembers this run and tells from it and those before. */
  static GrowthMemory of(
      Invocation invocation, String key, Optional<Moment> moment, List<PoolUse> uses) {
    for (PoolUse use : uses) {
      if (use.chainFree() == 0 && use.chainSize() > 0) {
        remember(invocation, key, moment, uses);
        return new GrowthMemory(true, OptionalDouble.of(0), use.pool().name() + " is full", "");
      }
    }
    return remember(invocation, key, moment, uses);
  }

  private static GrowthMemory remember(
      Invocation invocation, String key, Optional<Moment> moment, List<PoolUse> uses) {
    if (moment.isEmpty()) {
      return none("/proc does not tell how long the host has been up", "");
    }
    try (Memory memory = Memory.open(invocation, CheckIpPool.NAME, key)) {
      Optional<StateContent> before = memory.before();
      boolean rebooted =
          before.isPresent()
              && !moment
                  .get()
                  .isSameBoot(
                      before.get().text(BOOT).orElse(""),
                      Numerals.decimal(before.get().text(UP).orElse("")));
      List<Value> values = new ArrayList<>();
      values.add(new Value(BOOT, moment.get().bootId()));
      values.add(new Value(UP, "" + moment.get().upSeconds()));
      List<String> kept = before.isPresent() && !rebooted ? before.get().texts(POOL) : List.of();
      List<Growth> growths = new ArrayList<>(uses.size());
      for (PoolUse use : uses) {
        long used = use.chainSize() - use.chainFree();
        Growth growth = growth(kept, use).plus(new Growth.Sample(moment.get().upSeconds(), used));
        growths.add(growth);
        values.add(new Value(POOL, growth.text() + "\n" + name(use)));
      }
      memory.keep(invocation.currentMillis().getAsLong(), values);
      if (!memory.trouble().isEmpty()) {
        return none(memory.trouble(), memory.remedy());
      }
      return rebooted
          ? none("the host has been rebooted since the last run", "")
          : soonest(uses, growths);
    }
  }

  /** A pool that has got another size is another pool. */
  private static String name(PoolUse use) {
    return use.chainSize() + " " + use.pool().name();
  }

  private static Growth growth(List<String> kept, PoolUse use) {
    for (String text : kept) {
      int line = text.indexOf('\n');
      if (line >= 0 && text.substring(line + 1).equals(name(use))) {
        return Growth.parse(text.substring(0, line));
      }
    }
    return new Growth(List.of());
  }

  private static GrowthMemory soonest(List<PoolUse> uses, List<Growth> growths) {
    OptionalDouble least = OptionalDouble.empty();
    String name = "";
    long span = 0;
    for (int i = 0; i < uses.size(); i++) {
      span = Math.max(span, growths.get(i).seconds());
      if (uses.get(i).chainSize() == 0) {
        continue;
      }
      OptionalDouble seconds = growths.get(i).secondsToFull(uses.get(i).chainFree());
      if (seconds.isPresent() && (least.isEmpty() || seconds.getAsDouble() < least.getAsDouble())) {
        least = seconds;
        name = uses.get(i).pool().name();
      }
    }
    String seen = " in the last " + (span + 30) / 60 + " min";
    if (least.isPresent()) {
      return new GrowthMemory(true, least, name + " has grown" + seen, "");
    }
    return span < Growth.LEAST_SECONDS
        ? none("less than five minutes have been seen", "")
        : new GrowthMemory(true, OptionalDouble.empty(), "no pool has grown" + seen, "");
  }

  private static GrowthMemory none(String sentence, String remedy) {
    return new GrowthMemory(false, OptionalDouble.empty(), sentence, remedy);
  }
}
