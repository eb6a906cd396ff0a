package io.github.pppvpn.checks.net;

import java.net.Inet6Address;
import java.net.InetAddress;

/** IP addresses as people write them; Java writes all eight groups of an IPv6 address. */
public final class AddressText {
  private static final int GROUPS = 8;

  private AddressText() {}

  /** The address in dotted decimal or in RFC 5952's canonical form, with its scope if any. */
  public static String of(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address.getHostAddress();
    }
    String full = address.getHostAddress();
    int scope = full.indexOf('%');
    return compressed(address.getAddress()) + (scope < 0 ? "" : full.substring(scope));
  }

  private static String compressed(byte[] bytes) {
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff);
    }
    int runStart = -1;
    int runLength = 1;
    for (int i = 0; i < GROUPS; i++) {
      int length = zeros(groups, i);
      if (length > runLength) {
        runStart = i;
        runLength = length;
      }
    }
    StringBuilder text = new StringBuilder(39);
    for (int i = 0; i < GROUPS; i++) {
      if (i == runStart) {
        text.append("::");
        i += runLength - 1;
      } else {
        boolean separated = text.length() == 0 || text.charAt(text.length() - 1) == ':';
        text.append(separated ? "" : ":").append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }

  private static int zeros(int[] groups, int from) {
    int at = from;
    while (at < GROUPS && groups[at] == 0) {
      at++;
    }
    return at - from;
  }
}
