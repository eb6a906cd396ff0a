package io.github.pppvpn.checks.gre;

import io.github.pppvpn.wire.Octets;
import java.net.InetAddress;
import java.util.Optional;

/**
 * A complaint about a packet of ours that could not go on.
 *
 * @param local whether this host's own kernel complains
 * @param type of the ICMP message
 * @param code of the ICMP message
 * @param mtu with "fragmentation needed" the MTU that would do, 0 if the router does not say
 * @param from who complains
 * @param quoted the beginning of the packet, GRE header first, as far as it is quoted
 */
record IcmpError(
    boolean local, int type, int code, int mtu, Optional<InetAddress> from, Octets quoted) {
  private static final int UNREACHABLE = 3;
  private static final int FRAGMENTATION_NEEDED = 4;
  private static final int GRE_HEADER = 8;

  boolean isFragmentationNeeded() {
    return local ? mtu > 0 : type == UNREACHABLE && code == FRAGMENTATION_NEEDED;
  }

  /** The Call ID in the quoted packet; -1 if that much is not quoted. */
  int callId() {
    return quoted.length() < GRE_HEADER ? -1 : u16(6);
  }

  /** Bytes of the quoted packet with its IP header, as the GRE header claims. */
  int packetSize() {
    int numbers = (quoted.at(0) & 0x10) / 4 + (quoted.at(1) & 0x80) / 32;
    return 20 + GRE_HEADER + numbers + u16(4);
  }

  private int u16(int at) {
    return quoted.at(at) << 8 | quoted.at(at + 1);
  }

  /** The ICMP message's name. */
  String text() {
    if (type == 11) {
      return "time to live exceeded";
    }
    if (type != UNREACHABLE) {
      return "ICMP type " + type + " code " + code;
    }
    return switch (code) {
      case 0 -> "network unreachable";
      case 1 -> "host unreachable";
      case 2 -> "protocol unreachable";
      case 3 -> "port unreachable";
      case FRAGMENTATION_NEEDED -> "fragmentation needed";
      case 9, 10, 13 -> "administratively prohibited";
      default -> "destination unreachable, code " + code;
    };
  }
}
