package io.github.pppvpn.log.event;

import java.util.Optional;

/** Which of the texts that daemons call a number, a station or a peer are IP addresses. */
final class Addresses {
  private Addresses() {}

  /** The text if it looks like an IPv4 or IPv6 address, without a port. */
  static Optional<String> peer(String text) {
    int dots = 0;
    int colons = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        dots++;
      } else if (c == ':') {
        colons++;
      } else if (c == '%' && colons >= 2) {
        break;
      } else if (!isHex(c)) {
        return Optional.empty();
      }
    }
    boolean plausible = (dots == 3 && colons == 0) || colons >= 2;
    return plausible && text.length() <= 64 ? Optional.of(text) : Optional.empty();
  }

  private static boolean isHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }
}
