package io.github.pppvpn.host;

import io.github.pppvpn.host.NotVisibleException.Why;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How many sockets of each kind there are, at the price of one small file.
 *
 * @param counts by the kernel's name: of /proc/net/protocols the protocol, of /proc/net/sockstat
 *     the protocol whose sockets are in use ({@code RAW}: one per call of pptpd)
 */
public record SocketCounts(Map<String, Long> counts) {
  /** Copies the map. */
  public SocketCounts {
    counts = Map.copyOf(counts);
  }

  /** The count of that name; nothing if the kernel does not know the kind. */
  public OptionalLong of(String name) {
    Long count = counts.get(name);
    return count == null ? OptionalLong.empty() : OptionalLong.of(count);
  }

  /**
   * /proc/net/protocols: all sockets by protocol (net/core/sock.c). Of PPTP and PPPOL2TP it tells
   * only that the module is loaded: PPPoX sockets are not counted, so 0 stands beside live
   * sessions.
   *
   * @throws NotVisibleException if the file cannot be read or is something else
   */
  public static SocketCounts protocols(HostRoot root) throws NotVisibleException {
    String path = root.procNet("protocols");
    Scan in = new Scan(root.read(path));
    if (!in.line() || !in.word() || !in.is("protocol")) {
      throw new NotVisibleException(Why.MALFORMED, path + " does not begin as the kernel's does");
    }
    Map<String, Long> counts = new HashMap<>();
    while (in.line()) {
      if (in.word()) {
        String name = in.text();
        long sockets = in.word() ? in.number() : -1;
        if (sockets >= 0) {
          counts.put(name, sockets);
        }
      }
    }
    return new SocketCounts(counts);
  }

  /**
   * /proc/net/sockstat: IPv4 sockets in use by protocol (net/ipv4/proc.c).
   *
   * @throws NotVisibleException if the file cannot be read or is something else
   */
  public static SocketCounts inUse(HostRoot root) throws NotVisibleException {
    String path = root.procNet("sockstat");
    Scan in = new Scan(root.read(path));
    Map<String, Long> counts = new HashMap<>();
    while (in.line()) {
      if (in.until(':')) {
        String name = in.before();
        long sockets = in.word() && in.is("inuse") ? in.number() : -1;
        if (sockets >= 0) {
          counts.put(name, sockets);
        }
      }
    }
    if (counts.isEmpty()) {
      throw new NotVisibleException(Why.MALFORMED, path + " has no line that says inuse");
    }
    return new SocketCounts(counts);
  }
}
