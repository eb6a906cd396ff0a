package io.github.pppvpn.checks.net;

import io.github.pppvpn.plugin.CannotCheckException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Names to addresses, through the system's name service. */
public final class Resolver {
  private Resolver() {}

  /**
   * The addresses of {@code host} that {@code family} includes, in the name service's order; at
   * least one.
   *
   * @param shown how a message names the host
   */
  public static List<InetAddress> addresses(String host, String shown, Family family)
      throws CannotCheckException {
    List<InetAddress> addresses = new ArrayList<>();
    InetAddress[] all = lookup(host, shown);
    if (Target.isAddress(host) && !isUnambiguous(host, all[0])) {
      throw new CannotCheckException(
          shown + " is not one clear address",
          "Write all four numbers of an IPv4 address without leading zeros: programs differ in how"
              + " they read other forms.");
    }
    for (InetAddress address : all) {
      if (family.includes(address)) {
        addresses.add(address);
      }
    }
    if (addresses.isEmpty()) {
      throw new CannotCheckException(
          shown + " has no " + (family == Family.IPV4 ? "IPv4" : "IPv6") + " address",
          "It has " + all.length + " of the other family; see getent ahosts " + shown + ".");
    }
    return addresses;
  }

  /** Whether every program takes {@code host} for this address, and it is one host's. */
  private static boolean isUnambiguous(String host, InetAddress address) {
    boolean isIpv6 = host.indexOf(':') >= 0;
    return !address.isAnyLocalAddress() && (isIpv6 || host.equals(address.getHostAddress()));
  }

  /** A local address to connect from. */
  public static InetAddress source(String text) throws CannotCheckException {
    return lookup(text, text)[0];
  }

  private static InetAddress[] lookup(String host, String shown) throws CannotCheckException {
    try {
      return InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      throw new CannotCheckException(
          "the name " + shown + " does not resolve: " + reason(host, e),
          "Look at getent ahosts " + shown + " and /etc/resolv.conf on this host.");
    }
  }

  /** The name service's own words; Java puts the name before them. */
  private static String reason(String host, UnknownHostException e) {
    String message = e.getMessage() == null ? "" : e.getMessage();
    String prefix = host + ": ";
    return message.startsWith(prefix) ? message.substring(prefix.length()) : "unknown host";
  }
}
