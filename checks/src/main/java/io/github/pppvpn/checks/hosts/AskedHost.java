package io.github.pppvpn.checks.hosts;

import io.github.pppvpn.checks.net.Target;
import io.github.pppvpn.plugin.Privacy;
import java.util.Locale;

/**
 * A server to be asked.
 *
 * @param host a name or an address in text form
 * @param port 1 to 65535
 * @param ownPort whether the port was given with this host
 */
public record AskedHost(String host, int port, boolean ownPort) {

  /** How the output names it: as it was given, an address as far as {@code privacy} lets it. */
  String name(Privacy privacy) {
    String shown = Target.shownHost(host, privacy);
    if (!ownPort) {
      return shown;
    }
    return (host.indexOf(':') >= 0 ? "[" + shown + "]" : shown) + ":" + port;
  }

  /** The same for every way to write the same name and port. */
  String key() {
    return host.toLowerCase(Locale.ROOT) + " " + port;
  }

  /**
   * Whether it can be had without asking a name service, which may take its time: what Java reads
   * as an address by itself.
   */
  boolean isLiteral() {
    return host.indexOf(':') >= 0 ? hasOnly("0123456789abcdefABCDEF:.") : isDottedQuad();
  }

  private boolean hasOnly(String characters) {
    for (int i = 0; i < host.length(); i++) {
      if (characters.indexOf(host.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private boolean isDottedQuad() {
    int numbers = 1;
    int number = -1;
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c == '.' && number >= 0) {
        numbers++;
        number = -1;
      } else if (c >= '0' && c <= '9') {
        number = Math.max(0, number) * 10 + (c - '0');
      } else {
        return false;
      }
      if (number > 255) {
        return false;
      }
    }
    return numbers == 4 && number >= 0;
  }
}
