package io.github.pppvpn.checks.pptp;

import java.net.Inet4Address;
import java.net.InetAddress;

/** Which addresses of a host count. */
enum Family {
  ANY,
  IPV4,
  IPV6;

  boolean includes(InetAddress address) {
    return this == ANY || this == of(address);
  }

  static Family of(InetAddress address) {
    return address instanceof Inet4Address ? IPV4 : IPV6;
  }
}
