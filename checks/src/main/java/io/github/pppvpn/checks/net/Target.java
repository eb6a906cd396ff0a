package io.github.pppvpn.checks.net;

import io.github.pppvpn.plugin.Privacy;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** One address of the host and how it is shown. */
public record Target(InetAddress address, int port, String shown) {

  public static Target of(String host, InetAddress address, int port, Privacy privacy) {
    String text = AddressText.of(address);
    String masked = privacy.address(text);
    String socket = (address instanceof Inet6Address ? "[" + masked + "]" : masked) + ":" + port;
    return new Target(address, port, isAddress(host) ? socket : host + " (" + socket + ")");
  }

  /** The host as it was given; an address only as far as {@code privacy} lets it be seen. */
  public static String shownHost(String host, Privacy privacy) {
    return isAddress(host) ? privacy.address(host) : host;
  }

  /** Whether that is no name but an address, in whichever form: {@code 127.1} is one as well. */
  public static boolean isAddress(String host) {
    if (host.indexOf(':') >= 0) {
      return true;
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c != '.' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether those words of the kernel can be a firewall's on the way: over IPv6 an ICMP
   * "administratively prohibited" (RFC 4443 section 3.1) reads as this host's own refusal does.
   */
  public boolean mayBeProhibitedOnTheWay(String why) {
    return address instanceof Inet6Address && why.contains("Permission denied");
  }

  public InetSocketAddress socketAddress() {
    return new InetSocketAddress(address, port);
  }
}
