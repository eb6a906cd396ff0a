package io.github.pppvpn.host;

import io.github.pppvpn.host.NotVisibleException.Why;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * What systemd knows of a service.
 *
 * @param activeState {@code active}, {@code inactive}, {@code failed}, {@code activating}, …
 * @param restarts how often systemd has restarted it of its own accord; none if it cannot say
 * @param mainPid its process; 0 if none runs
 * @param startedMicros when that started, in microseconds since boot; none if none has
 */
public record SystemdUnit(
    String activeState, OptionalLong restarts, int mainPid, OptionalLong startedMicros) {

  /**
   * Asks systemctl for a unit.
   *
   * @throws NotVisibleException ABSENT if the host does not run systemd or has no such unit, else
   *     FAILED
   */
  public static SystemdUnit read(CommandRunner runner, String unit, LongSupplier remainingNanos)
      throws NotVisibleException {
    CommandRunner.Reply reply;
    try {
      reply =
          runner.run(
              List.of(
                  "systemctl",
                  "show",
                  "-p",
                  "LoadState,NRestarts,ActiveState,MainPID,ExecMainStartTimestampMonotonic",
                  "--",
                  unit),
              remainingNanos);
    } catch (IOException e) {
      throw new NotVisibleException(Why.ABSENT, "systemd cannot be asked: " + e.getMessage());
    }
    return parse(reply, unit);
  }

  private static SystemdUnit parse(CommandRunner.Reply reply, String unit)
      throws NotVisibleException {
    String load = "";
    String active = "";
    OptionalLong restarts = OptionalLong.empty();
    OptionalLong pid = OptionalLong.empty();
    OptionalLong started = OptionalLong.empty();
    for (String line : reply.output().split("\n", -1)) {
      int equals = line.indexOf('=');
      String value = line.substring(equals + 1);
      switch (line.substring(0, Math.max(0, equals))) {
        case "LoadState" -> load = value;
        case "ActiveState" -> active = value;
        case "NRestarts" -> restarts = number(value);
        case "MainPID" -> pid = number(value);
        case "ExecMainStartTimestampMonotonic" -> started = number(value);
        default -> {
          // Not asked for.
        }
      }
    }
    if (active.isEmpty()) {
      throw new NotVisibleException(Why.ABSENT, "this host does not run systemd");
    }
    if (load.equals("not-found")) {
      throw new NotVisibleException(Why.ABSENT, "systemd has no unit " + unit);
    }
    return new SystemdUnit(
        active,
        restarts,
        (int) Math.min(Integer.MAX_VALUE, pid.orElse(0)),
        started.orElse(0) > 0 ? started : OptionalLong.empty());
  }

  private static OptionalLong number(String text) {
    long number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9' || i > 17) {
        return OptionalLong.empty();
      }
      number = number * 10 + c - '0';
    }
    return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(number);
  }
}
