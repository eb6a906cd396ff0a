package io.github.pppvpn.checks.pppd;

/** Signals by their names (signal(7), the numbers of x86 and ARM). */
final class Signals {
  private Signals() {}

  static String text(long number) {
    String name =
        switch ((int) Math.max(-1, Math.min(number, 64))) {
          case 3 -> " (SIGQUIT)";
          case 4 -> " (SIGILL)";
          case 5 -> " (SIGTRAP)";
          case 6 -> " (SIGABRT)";
          case 7 -> " (SIGBUS)";
          case 8 -> " (SIGFPE)";
          case 9 -> " (SIGKILL)";
          case 11 -> " (SIGSEGV)";
          default -> "";
        };
    return number > 0 ? "signal " + number + name : "a signal";
  }
}
