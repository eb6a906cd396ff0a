package io.github.pppvpn.checks.pppd;

import io.github.pppvpn.host.ProcessInfo;

/** One process and no later one of the same number: pid and start in clock ticks since boot. */
record ProcessKey(int pid, long startTicks) {
  static ProcessKey of(ProcessInfo process) {
    return new ProcessKey(process.pid(), process.startTicks());
  }
}
