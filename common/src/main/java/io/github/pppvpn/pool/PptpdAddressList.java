package io.github.pppvpn.pool;

import io.github.pppvpn.host.HostNames;
import io.github.pppvpn.host.Ipv4;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The value of remoteip or localip: items with commas between (pptpd.c, processIPStr).
 *
 * <p>An item of digits, three dots and one hyphen is a range in one of its four numbers; any other
 * is one address, or a host name. Items beyond the limit are not read, so mistakes there pass.
 */
final class PptpdAddressList {
  private static final int MOST_ITEM = 127;
  private static final int MOST_NUMBER = 7;

  private final String kind;
  private final int limit;
  private final HostNames names;
  private final List<Ipv4> addresses = new ArrayList<>();
  private final Set<String> texts = new HashSet<>();
  private PptpdFile.Line line;

  /** {@code kind} is "remote" or "local". */
  PptpdAddressList(String kind, int limit, HostNames names) {
    this.kind = kind;
    this.limit = limit;
    this.names = names;
  }

  List<Ipv4> read(PptpdFile.Line from) throws RefusedConfigException {
    line = from;
    String value = from.value();
    int at = 0;
    while (at <= value.length()) {
      int comma = value.indexOf(',', at);
      int end = comma < 0 ? value.length() : comma;
      String item = value.substring(at, Math.min(end, at + MOST_ITEM));
      at = end + 1;
      // pptpd's message about a range quotes what stands behind the item, if anything does.
      String shown = comma < 0 ? item : value.substring(at, until(value, ',', at));
      if (!(isRange(item) ? range(item, shown) : one(item))) {
        break;
      }
    }
    return addresses;
  }

  private boolean one(String item) throws RefusedConfigException {
    Optional<Ipv4> address = Ipv4.parseAsLibc(item);
    if (address.isEmpty() || address.get().bits() == -1) {
      address = names.resolve(item);
    }
    if (address.isEmpty()) {
      throw bad(item);
    }
    return add(address.get(), item);
  }

  private boolean range(String item, String shown) throws RefusedConfigException {
    String[] parts = split(item);
    int with = -1;
    for (int i = parts.length - 1; i >= 0 && with < 0; i--) {
      with = parts[i].indexOf('-') >= 0 ? i : -1;
    }
    for (String part : parts) {
      if (part.isEmpty()) {
        // pptpd then reads memory that it never set; Debian's build ends with this.
        throw bad(item);
      }
    }
    int hyphen = parts[with].indexOf('-');
    if (hyphen >= MOST_NUMBER) {
      return true; // pptpd loses sight of the hyphen and passes over the item.
    }
    String low = parts[with].substring(0, hyphen);
    String high = cut(parts[with], MOST_NUMBER).substring(hyphen + 1);
    int from = PptpdConf.atoi(cut(low, 3));
    int to = PptpdConf.atoi(cut(high, 3));
    if (low.isEmpty() || high.isEmpty() || to < from) {
      throw refused("MGR: Bad " + kind + " IP range: " + shown);
    }
    for (int number = from; number <= to; number++) {
      StringBuilder text = new StringBuilder(15);
      for (int i = 0; i < parts.length; i++) {
        text.append(i == 0 ? "" : ".").append(i == with ? "" + number : cut(parts[i], 3));
      }
      Optional<Ipv4> address = Ipv4.parseAsLibc(text.toString());
      if (address.isEmpty() || address.get().bits() == -1) {
        throw bad(text.toString());
      }
      if (!add(address.get(), text.toString())) {
        return false;
      }
    }
    return true;
  }

  /** False when the limit is reached. */
  private boolean add(Ipv4 address, String text) throws RefusedConfigException {
    if (addresses.size() == limit) {
      return false;
    }
    // Texts are compared, not addresses: 10.0.0.1 and 10.0.0.01 pass.
    if (!texts.add(text) && kind.equals("remote")) {
      throw refused("MGR: Remote IP address " + text + " in config is a duplicate!");
    }
    addresses.add(address);
    return true;
  }

  private RefusedConfigException bad(String item) {
    return refused("MGR: Bad IP address (" + item + ") in config file!");
  }

  private RefusedConfigException refused(String said) {
    return new RefusedConfigException("pptpd", line.number(), line.text(), said);
  }

  private static boolean isRange(String item) {
    int hyphens = 0;
    int dots = 0;
    for (int i = 0; i < item.length(); i++) {
      char c = item.charAt(i);
      if (c == '-') {
        hyphens++;
      } else if (c == '.') {
        dots++;
      } else if (c < '0' || c > '9') {
        return false;
      }
    }
    return hyphens == 1 && dots == 3;
  }

  private static String[] split(String item) {
    String[] parts = new String[4];
    int at = 0;
    for (int i = 0; i < 4; i++) {
      int end = until(item, '.', at);
      parts[i] = item.substring(at, end);
      at = end + 1;
    }
    return parts;
  }

  private static int until(String text, char stop, int from) {
    int at = text.indexOf(stop, from);
    return at < 0 ? text.length() : at;
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }
}
