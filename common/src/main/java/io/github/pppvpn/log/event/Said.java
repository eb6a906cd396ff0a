package io.github.pppvpn.log.event;

import io.github.pppvpn.log.dialect.Daemon;
import io.github.pppvpn.log.dialect.LogLine;
import io.github.pppvpn.log.dialect.Message;

/**
 * What a line says, whichever log it stands in. Each pppd is a process of its own; of a daemon's
 * lines the process does not count, for not all of its logs name it.
 */
public final class Said {
  private final Daemon daemon;
  private final int pppd;
  private final Message message;
  private final int repeats;

  private Said(LogLine line) {
    daemon = line.daemon();
    pppd = line.daemon() == Daemon.PPPD ? line.pid() : -1;
    message = line.message();
    repeats = line.repeats();
  }

  /** What {@code line} says. */
  public static Said by(LogLine line) {
    return new Said(line);
  }

  /**
   * Whether a line can be of a process that has said the same: a daemon's own file names neither
   * host nor pid.
   *
   * @param host of the process, empty if it is not known
   * @param pid of the process, negative if it is not known
   */
  public static boolean mayBeOf(String host, int pid, LogLine line) {
    boolean sameHost = host.isEmpty() || line.host().isEmpty() || host.equals(line.host());
    return sameHost && (pid == line.pid() || pid < 0 || line.pid() < 0);
  }

  // Written out: those of a record cost a command that calls them 5 ms.
  @Override
  public boolean equals(Object other) {
    return other instanceof Said that
        && daemon == that.daemon
        && pppd == that.pppd
        && repeats == that.repeats
        && message.equals(that.message);
  }

  @Override
  public int hashCode() {
    return (message.hashCode() * 31 + repeats) * 31 + pppd;
  }
}
