package io.github.pppvpn.pool;

import io.github.pppvpn.host.HostNames;
import io.github.pppvpn.host.Ipv4;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A word of the fourth column of chap-secrets, or of a later one.
 *
 * @param permit whether the addresses are allowed; else denied, which is written {@code !}
 * @param base the address, its host part zero unless {@code perUnit}
 * @param prefix how many leading bits count, 0 to 32; 0 covers every address ({@code *})
 * @param perUnit {@code +}: the one address that the PPP unit's number plus 1 makes with the prefix
 */
public record AddressRule(boolean permit, Ipv4 base, int prefix, boolean perUnit) {

  /** Whether the rule says something about this address; with perUnit for whichever unit. */
  public boolean covers(Ipv4 address) {
    return prefix == 0 || (address.bits() ^ base.bits()) >>> (32 - prefix) == 0;
  }

  /** The words up to one that ends the list; words that pppd warns about are left out. */
  static List<AddressRule> parseAll(List<String> words, HostNames names) {
    List<AddressRule> rules = new ArrayList<>();
    for (String word : words) {
      if (word.equals("-")) {
        break;
      }
      if (word.equals("*")) {
        rules.add(new AddressRule(true, new Ipv4(0), 0, false));
        break;
      }
      parse(word, names).ifPresent(rules::add);
    }
    return rules;
  }

  private static Optional<AddressRule> parse(String word, HostNames names) {
    boolean permit = !word.startsWith("!");
    String text = permit ? word : word.substring(1);
    int slash = text.indexOf('/');
    int prefix = 32;
    boolean perUnit = false;
    if (slash >= 0) {
      String length = text.substring(slash + 1);
      text = text.substring(0, slash);
      perUnit = length.endsWith("+");
      prefix = prefix(perUnit ? length.substring(0, length.length() - 1) : length);
      if (prefix < 0) {
        return Optional.empty();
      }
    }
    Optional<Ipv4> address = names.resolve(text);
    if (address.isEmpty()) {
      address = Ipv4.parseAsLibc(text);
    }
    int mask = -1 << (32 - prefix);
    int ignored = prefix;
    boolean unit = perUnit;
    return address.map(
        found -> new AddressRule(permit, new Ipv4(found.bits() & mask), ignored, unit));
  }

  private static int prefix(String digits) {
    int number = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9' || number > 32) {
        return -1;
      }
      number = number * 10 + c - '0';
    }
    return number >= 1 && number <= 32 ? number : -1;
  }
}
