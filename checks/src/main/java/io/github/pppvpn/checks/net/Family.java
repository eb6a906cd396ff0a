package io.github.pppvpn.checks.net;

import java.net.Inet4Address;
import java.net.InetAddress;

/** Which addresses of a host count. */
public enum Family {
  ANY,
  IPV4,
  IPV6;

  public boolean includes(InetAddress address) {
    return this == ANY || this == of(address);
  }

  public static Family of(InetAddress address) {
    return address instanceof Inet4Address ? IPV4 : IPV6;
  }
}
