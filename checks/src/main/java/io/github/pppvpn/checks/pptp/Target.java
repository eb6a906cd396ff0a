package io.github.pppvpn.checks.pptp;

import io.github.pppvpn.plugin.AddressText;
import io.github.pppvpn.plugin.Privacy;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** One address of the host and how it is shown. */
record Target(InetAddress address, int port, String shown) {

  static Target of(String host, InetAddress address, int port, Privacy privacy) {
    String text = AddressText.of(address);
    String masked = privacy.address(text);
    String socket = (address instanceof Inet6Address ? "[" + masked + "]" : masked) + ":" + port;
    boolean isLiteral = host.equals(text) || host.indexOf(':') >= 0;
    return new Target(address, port, isLiteral ? socket : host + " (" + socket + ")");
  }

  InetSocketAddress socketAddress() {
    return new InetSocketAddress(address, port);
  }
}
