package io.github.pppvpn.host;

import io.github.pppvpn.host.NotVisibleException.Why;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of /proc/net/dev (net/core/net-procfs.c): a network interface and what passed since it
 * came. Seen from this host: what a VPN client sent is received.
 *
 * @param name the interface
 * @param rxBytes received, in bytes; likewise the others
 */
public record InterfaceCounters(
    String name,
    long rxBytes,
    long rxPackets,
    long rxErrors,
    long rxDropped,
    long txBytes,
    long txPackets,
    long txErrors,
    long txDropped) {

  /**
   * Every interface of the host's network namespace, in the kernel's order.
   *
   * @throws NotVisibleException if the file cannot be read, is something else, or was cut off
   */
  public static List<InterfaceCounters> readAll(HostRoot root) throws NotVisibleException {
    return readAll(root, root.procNet("dev"));
  }

  /**
   * Every interface of the network namespace that a process is in.
   *
   * @throws NotVisibleException if the process has ended, as {@link #readAll(HostRoot)} else
   */
  public static List<InterfaceCounters> readAll(HostRoot root, int pid) throws NotVisibleException {
    return readAll(root, "/proc/" + pid + "/net/dev");
  }

  private static List<InterfaceCounters> readAll(HostRoot root, String path)
      throws NotVisibleException {
    Scan in = new Scan(root.read(path));
    List<InterfaceCounters> all = new ArrayList<>();
    if (!in.line() || !in.word() || !in.is("Inter-|") || !in.line()) {
      throw new NotVisibleException(Why.MALFORMED, path + " does not begin as the kernel's does");
    }
    while (in.line()) {
      boolean named = in.until(':');
      String name = named ? in.before() : "";
      long rxBytes = in.number();
      long rxPackets = in.number();
      long rxErrors = in.number();
      long rxDropped = in.number();
      in.words(4);
      long txBytes = in.number();
      long txPackets = in.number();
      long txErrors = in.number();
      long txDropped = in.number();
      boolean whole = named && in.words(4) && in.isWhole();
      long least = Math.min(Math.min(rxBytes, rxPackets), Math.min(rxErrors, rxDropped));
      if (!whole
          || Math.min(least, Math.min(Math.min(txBytes, txPackets), Math.min(txErrors, txDropped)))
              < 0) {
        throw new NotVisibleException(
            Why.MALFORMED, path + " is damaged: it has a row without all counters");
      }
      all.add(
          new InterfaceCounters(
              name, rxBytes, rxPackets, rxErrors, rxDropped, txBytes, txPackets, txErrors,
              txDropped));
    }
    if (all.isEmpty()) {
      // Every network has at least lo.
      throw new NotVisibleException(Why.MALFORMED, path + " is cut off: it has no interface");
    }
    return all;
  }
}
