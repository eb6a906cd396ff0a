package io.github.pppvpn.host;

import java.util.List;

/**
 * A process, from /proc/PID/stat and /proc/PID/cmdline (fs/proc/array.c).
 *
 * @param pid its number
 * @param command the kernel's name for it, 15 bytes at most ({@code pptpctrl})
 * @param state the kernel's letter: R, S, D, Z (zombie), T and others
 * @param parent the parent's number; 1 or a subreaper's once the parent has ended
 * @param userTicks processor time in user mode, in clock ticks (1/100 s); likewise systemTicks
 * @param startTicks when it started, in clock ticks since boot
 * @param residentPages memory in pages, whose size the file does not say
 * @param arguments its command line; empty for a zombie
 */
public record ProcessInfo(
    int pid,
    String command,
    char state,
    int parent,
    long userTicks,
    long systemTicks,
    long startTicks,
    long residentPages,
    List<String> arguments) {
  /** Copies the list. */
  public ProcessInfo {
    arguments = List.copyOf(arguments);
  }

  /** Whether it has ended and waits for its parent to notice. */
  public boolean isZombie() {
    return state == 'Z' || state == 'X';
  }

  /** Whether it was stopped, by a signal or by a debugger, and does nothing until it goes on. */
  public boolean isStopped() {
    return state == 'T' || state == 't';
  }

  /**
   * Whether it is a script, which has its own name (execve(2)) behind that of who reads it: an init
   * script is called as its daemon.
   */
  public boolean isScript() {
    if (arguments.isEmpty()) {
      return false;
    }
    String program = arguments.get(0);
    int from = program.lastIndexOf('/') + 1;
    int to = program.length();
    // python3.11
    while (to > from
        && (program.charAt(to - 1) == '.' || Character.isDigit(program.charAt(to - 1)))) {
      to--;
    }
    return switch (program.substring(from, to)) {
      case "sh", "bash", "dash", "ash", "ksh", "mksh", "zsh", "busybox", "openrc-run" -> true;
      case "perl", "python", "ruby", "php", "lua", "tclsh" -> true;
      default -> false;
    };
  }

  /** The argument behind the first {@code option}; empty if there is none. */
  public String argumentAfter(String option) {
    int at = arguments.indexOf(option);
    return at >= 0 && at + 1 < arguments.size() ? arguments.get(at + 1) : "";
  }
}
