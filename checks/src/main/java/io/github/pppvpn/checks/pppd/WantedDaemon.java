package io.github.pppvpn.checks.pppd;

import io.github.pppvpn.plugin.Range;
import java.util.Optional;

/**
 * A daemon that is to run.
 *
 * @param name its program
 * @param allowed how many processes of it may run
 * @param mayBeDown whether that range was written so that it allows none: {@code 0:3}, {@code 0}; a
 *     plain {@code 3} does not
 */
record WantedDaemon(String name, Optional<Range> allowed, boolean mayBeDown) {
  /** As many bytes of its name as the kernel keeps of a process's. */
  private static final int COMMAND_BYTES = 15;

  static WantedDaemon running(String name) {
    return new WantedDaemon(name, Optional.empty(), false);
  }

  /** The kernel's name for its processes. */
  String command() {
    return name.length() > COMMAND_BYTES ? name.substring(0, COMMAND_BYTES) : name;
  }
}
