package io.github.pppvpn.checks.pppd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.pppvpn.checks.Exposition;
import io.github.pppvpn.state.StateContent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The errors' counters for Prometheus only grow. */
class ErrorTotalsTest {
  @TempDir Path folder;
  @TempDir Path states;

  /** Interfaces come, go, are made anew and set back, and the host boots. */
  @Property(tries = 300)
  void neverLess(
      @ForAll @Size(min = 5, max = 40) List<@IntRange(max = 99) Integer> steps, @ForAll long seed) {
    Random random = new Random(seed);
    Map<String, Counters> now = new HashMap<>();
    ErrorTotals before = ErrorTotals.of(Optional.empty(), true);
    long index = 5;
    long added = 0;
    for (int step : steps) {
      String name = "ppp" + random.nextInt(4);
      Counters old = now.get(name);
      boolean boot = false;
      if (step < 50 && old != null) {
        long more = random.nextInt(100);
        added += more;
        now.put(
            name, new Counters(old.index(), old.rxErrors() + more, old.txErrors() + more, 0, more));
      } else if (step < 70) {
        long first = random.nextInt(100);
        added += first;
        now.put(name, new Counters(index++, first, first, 0, 0));
      } else if (step < 80) {
        now.remove(name);
      } else if (step < 90) {
        now.clear();
        boot = true;
      } else if (old != null) {
        now.put(name, new Counters(old.index(), 0, 0, 0, 0));
      }
      List<StateContent.Value> kept = new ArrayList<>();
      before.addTo(kept);
      ErrorTotals next =
          ErrorTotals.of(Optional.of(new StateContent(1, kept)), !boot).next(Map.copyOf(now));
      assertFalse(next.sum().isBelow(before.sum()), next + " after " + before);
      before = next;
    }
    // What an interface had before it was set back is not in doubt, only what came in that step.
    assertEquals(before.sum().rxErrors(), before.sum().txErrors());
    assertFalse(before.sum().rxErrors() > added);
  }

  @Test
  void overRebootAndLostState() throws IOException {
    FakeHost host = new FakeHost(folder).daemons().network("ppp0", 512, 10, 7, 2, 0, 1);
    assertReceiveErrors(7, host);
    host.later(5_000).network("ppp0", 512, 10, 9, 2, 0, 1);
    assertReceiveErrors(9, host);
    host.later(60_000).network("ppp0", 512, 11, 3, 0, 0, 0);
    assertReceiveErrors(12, host);
    host.file("/proc/sys/kernel/random/boot_id", "22222222-2222-3333-4444-555555555555\n")
        .later(-3_000_000)
        .network("ppp0", 512, 4, 2, 0, 0, 0);
    host.clockError(6_000_000);
    assertReceiveErrors(14, host);
    PppdRun without = PppdRun.on(host, folder.resolve("none"), "--output", "prometheus");
    assertFalse(without.output().contains("interface_receive"), without.output());
  }

  private void assertReceiveErrors(int expected, FakeHost host) {
    PppdRun run = PppdRun.on(host, states, "--output", "prometheus");
    assertEquals(
        expected, Exposition.of(run.output()).value("pppvpn_interface_receive_errors_total"));
  }
}
