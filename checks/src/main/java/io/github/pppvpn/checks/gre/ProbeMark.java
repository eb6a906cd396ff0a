package io.github.pppvpn.checks.gre;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How a probe is told from a user's session by another probe on the same host: a Unix socket in the
 * abstract name space, whose name says which control connection and which raw socket are the
 * probe's. Everybody can see it in /proc/net/unix, it is no file, it belongs to the network name
 * space, and it goes with its process, however that ends.
 */
final class ProbeMark {
  private static final String NAME = "ppp-vpn-checks/check_gre_probe/";

  private ProbeMark() {}

  /**
   * Marks the sockets of this process, for as long as it lives, before the connection is made.
   * Where that is forbidden, only other probes suffer: they will refuse to run.
   *
   * @param localPort of the control connection
   * @param rawInode of the raw socket
   */
  static void set(int localPort, String rawInode) {
    int socket = LibC.socket(LibC.AF_UNIX, LibC.SOCK_DGRAM | LibC.SOCK_CLOEXEC, 0);
    if (socket >= 0) {
      byte[] address = Sockets.abstractAddress(NAME + localPort + "/" + rawInode);
      LibC.bind(socket, address, address.length);
    }
  }

  /**
   * What marks say.
   *
   * @param localPorts of control connections of probes
   * @param rawInodes of raw sockets of probes
   */
  record Marked(Set<Integer> localPorts, Set<String> rawInodes) {}

  /** The marks among the lines of /proc/net/unix. */
  static Marked in(List<String> lines) {
    Set<Integer> ports = new HashSet<>();
    Set<String> inodes = new HashSet<>();
    for (String line : lines) {
      int at = line.indexOf("@" + NAME);
      if (at >= 0) {
        String values = line.substring(at + 1 + NAME.length()).strip();
        int slash = values.indexOf('/');
        Integer port = slash > 0 ? number(values.substring(0, slash)) : null;
        if (port != null) {
          ports.add(port);
          inodes.add(values.substring(slash + 1));
        }
      }
    }
    return new Marked(ports, inodes);
  }

  private static Integer number(String text) {
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
