package io.github.pppvpn.log.event;

import io.github.pppvpn.log.dialect.LogLine;

/** A process of a host. Lines without a pid are kept apart by their log. */
final class ProcessKey {
  private final String host;
  private final int pid;

  private ProcessKey(String host, int pid) {
    this.host = host;
    this.pid = pid;
  }

  static ProcessKey of(LogLine line) {
    return new ProcessKey(line.host(), pid(line));
  }

  /** What tells the line's process from others of its host. */
  static int pid(LogLine line) {
    return line.pid() < 0 ? -1 - line.log() : line.pid();
  }

  static ProcessKey of(String host, long pid) {
    return new ProcessKey(host, (int) pid);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ProcessKey key && key.pid == pid && key.host.equals(host);
  }

  @Override
  public int hashCode() {
    return host.hashCode() * 31 + pid;
  }
}
