package io.github.pppvpn.host;

import io.github.pppvpn.host.NotVisibleException.Why;
import java.util.HashMap;
import java.util.Map;

/** Who is at the other end of the kernel's L2TP tunnels; /proc/net/pppol2tp does not say. */
public final class L2tpPeers {
  private static final String PATH = "/sys/kernel/debug/l2tp/tunnels";

  private L2tpPeers() {}

  /**
   * The peers' addresses by this side's tunnel id, from debugfs (net/l2tp/l2tp_debugfs.c).
   *
   * @throws NotVisibleException if this user may not read it, or the host does not have it
   */
  public static Map<Integer, String> read(HostRoot root) throws NotVisibleException {
    Scan in = new Scan(root.read(PATH));
    Map<Integer, String> peers = new HashMap<>();
    int tunnel = -1;
    boolean any = false;
    while (in.line()) {
      any = true;
      // TUNNEL 29098 peer 16 from 10.30.0.133 to 203.0.113.7
      // TUNNEL 29098 peer 16, and the addresses on a line of their own
      if (!in.word()) {
        continue;
      }
      if (in.is("TUNNEL")) {
        tunnel = (int) Math.min(0x10000, in.number());
        in.words(2);
        in.word();
      }
      if (tunnel >= 0 && in.is("from") && in.words(2) && in.is("to") && in.word()) {
        peers.put(tunnel, in.text());
      }
    }
    if (any && peers.isEmpty() && tunnel < 0) {
      throw new NotVisibleException(Why.MALFORMED, PATH + " names no tunnel");
    }
    return peers;
  }
}
