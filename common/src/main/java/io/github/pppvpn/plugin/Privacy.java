package io.github.pppvpn.plugin;

/** What the output shows of the people behind the measured things. */
public enum Privacy {
  /** Everything. */
  NONE,
  /** The beginning: {@code al…}, {@code 203.0.x.x}, {@code 2001:db8:…}. */
  MASK,
  /** Nothing. */
  HIDE;

  private static final String HIDDEN = "(hidden)";

  /** A user name or a name that the peer gave itself. */
  public String user(String name) {
    return switch (this) {
      case NONE -> name;
      case MASK -> name.substring(0, name.offsetByCodePoints(0, shown(name))) + "…";
      case HIDE -> HIDDEN;
    };
  }

  /** At most two characters, and never the whole of a name. */
  private static int shown(String name) {
    return Math.min(2, Math.max(0, name.codePointCount(0, name.length()) - 1));
  }

  /** An IPv4 or IPv6 address in text form. */
  public String address(String address) {
    return switch (this) {
      case NONE -> address;
      case MASK -> masked(address);
      case HIDE -> HIDDEN;
    };
  }

  /** A server that the operator named: of a name nothing is hidden, of an address as of others. */
  String host(String host) {
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c == ':') {
        return address(host);
      }
      if (c != '.' && (c < '0' || c > '9')) {
        return host;
      }
    }
    return address(host);
  }

  private static String masked(String address) {
    char separator = address.indexOf(':') >= 0 ? ':' : '.';
    int first = address.indexOf(separator);
    int second = address.indexOf(separator, first + 1);
    if (first < 0 || second < 0) {
      return "…";
    }
    return address.substring(0, second) + (separator == '.' ? ".x.x" : ":…");
  }
}
