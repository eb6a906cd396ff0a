package io.github.pppvpn.checks.net;

import io.github.pppvpn.plugin.Arguments;
import io.github.pppvpn.plugin.OptionSpec;
import io.github.pppvpn.plugin.UsageException;

/** The options that say which server is asked, the same in each command that asks one. */
public final class ServerOptions {
  public static final OptionSpec HOST =
      OptionSpec.valued('H', "hostname", "HOST", "name or address of the server")
          .asNeeded()
          .asLabel("target");
  public static final OptionSpec IPV4 =
      OptionSpec.flag('4', "use-ipv4", "use only the host's IPv4 addresses");
  public static final OptionSpec IPV6 =
      OptionSpec.flag('6', "use-ipv6", "use only the host's IPv6 addresses");

  private static final int HIGHEST_PORT = 65_535;

  private ServerOptions() {}

  /** The value of {@link #HOST}, a name or an address in text form. */
  public static String host(Arguments arguments) throws UsageException {
    String host = arguments.required(HOST);
    requireAlone(host);
    return host;
  }

  /**
   * A port behind the host would not resolve, as a part of its name.
   *
   * @throws UsageException if the value of {@link #HOST} is not a host alone
   */
  public static void requireAlone(String host) throws UsageException {
    if (host.isBlank()) {
      throw Arguments.wrong(HOST, host, "a host name or an address");
    }
    int colon = host.lastIndexOf(':');
    boolean isLast = host.indexOf(':') == colon || host.indexOf("]:") == colon - 1;
    if (colon > 0 && isLast && isNumber(host, colon + 1)) {
      // Without the host, which --privacy may hide.
      throw new UsageException(
          "option "
              + HOST.shown()
              + ": a host without its port is wanted, and the port with --port "
              + host.substring(colon + 1));
    }
  }

  private static boolean isNumber(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return from < text.length();
  }

  /** The value of a command's own option for a port, 1 to 65535. */
  public static int port(Arguments arguments, OptionSpec option) throws UsageException {
    return arguments.integer(option, 1, HIGHEST_PORT);
  }

  /** What {@link #IPV4} and {@link #IPV6} say together. */
  public static Family family(Arguments arguments) throws UsageException {
    if (arguments.has(IPV4) && arguments.has(IPV6)) {
      throw exclude(IPV4, IPV6);
    }
    return arguments.has(IPV4) ? Family.IPV4 : arguments.has(IPV6) ? Family.IPV6 : Family.ANY;
  }

  /** For two options that may not stand together. */
  public static UsageException exclude(OptionSpec one, OptionSpec other) {
    return new UsageException(
        "options " + one.shown() + " and " + other.shown() + " exclude each other");
  }
}
