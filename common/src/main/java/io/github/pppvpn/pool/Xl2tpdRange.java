package io.github.pppvpn.pool;

import io.github.pppvpn.host.HostNames;
import io.github.pppvpn.host.Ipv4;
import java.util.Optional;

/** The value of {@code ip range} and its like (xl2tpd's file.c, set_range). */
final class Xl2tpdRange {
  /** xl2tpd's buffer for the completed right side. */
  private static final int BUFFER = 16;

  private Xl2tpdRange() {}

  /**
   * @throws BadValueException with what xl2tpd logs
   */
  static AddressRange read(String word, String value, HostNames names) throws BadValueException {
    int hyphen = value.indexOf('-');
    String low = hyphen < 0 ? value : withoutWhiteAtEnd(value.substring(0, hyphen));
    String high = hyphen < 0 ? low : withoutWhiteAtStart(value.substring(hyphen + 1));
    if (low.isEmpty() || high.isEmpty()) {
      throw new BadValueException("format is '" + word + " <host or ip> - <host or ip>'");
    }
    Optional<Ipv4> first = names.resolve(low);
    if (first.isEmpty()) {
      throw new BadValueException("Unknown host " + low);
    }
    if (hyphen < 0) {
      return AddressRange.of(first.get());
    }
    int dots = dots(high);
    if (dots < 3) {
      if (low.length() >= BUFFER || dots(low) <= dots) {
        throw new BadValueException("a short right side behind \"" + low + "\" makes xl2tpd crash");
      }
      high = completed(low, high, dots);
    }
    Optional<Ipv4> last = names.resolve(high);
    if (last.isEmpty()) {
      throw new BadValueException("Unknown host " + high);
    }
    if (first.get().compareTo(last.get()) > 0) {
      throw new BadValueException("start is greater than end!");
    }
    return new AddressRange(first.get(), last.get());
  }

  /** {@code 10.8.0.10} and {@code 1.20} make {@code 10.8.1.20}. */
  private static String completed(String low, String high, int dots) {
    int at = low.length();
    int left = dots;
    while (left >= 0) {
      at = low.lastIndexOf('.', at - 1);
      left--;
    }
    return BUFFER - (at + 1) > high.length() ? low.substring(0, at + 1) + high : high;
  }

  private static int dots(String text) {
    int dots = 0;
    for (int i = 0; i < text.length(); i++) {
      dots += text.charAt(i) == '.' ? 1 : 0;
    }
    return dots;
  }

  private static String withoutWhiteAtEnd(String text) {
    int end = text.length();
    while (end > 0 && Xl2tpdConf.isWhite(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  private static String withoutWhiteAtStart(String text) {
    int from = 0;
    while (from < text.length() && Xl2tpdConf.isWhite(text.charAt(from))) {
      from++;
    }
    return text.substring(from);
  }
}
