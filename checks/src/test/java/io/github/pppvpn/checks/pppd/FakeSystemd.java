package io.github.pppvpn.checks.pppd;

import io.github.pppvpn.host.CommandRunner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** systemctl show, for some units. */
final class FakeSystemd implements CommandRunner {
  private final Map<String, String> units = new HashMap<>();
  private int asked;

  static FakeSystemd with(String unit, String state, int restarts) {
    return new FakeSystemd().set(unit, state, restarts);
  }

  FakeSystemd set(String unit, String state, int restarts) {
    units.put(
        unit,
        "LoadState=loaded\nNRestarts="
            + restarts
            + "\nActiveState="
            + state
            + "\nMainPID=1\nExecMainStartTimestampMonotonic=1\n");
    return this;
  }

  /** How often it was started. */
  int asked() {
    return asked;
  }

  @Override
  public Reply run(List<String> command, LongSupplier remainingNanos) {
    asked++;
    String unit = command.get(command.size() - 1);
    return new Reply(
        0, units.getOrDefault(unit, "LoadState=not-found\nActiveState=inactive\nMainPID=0\n"));
  }
}
