package io.github.pppvpn.pool;

import io.github.pppvpn.host.Ipv4;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pool that the operator names: {@code NAME=RANGES}.
 *
 * <p>RANGES are items with commas between, blanks around them allowed: {@code 10.0.0.1}, {@code
 * 10.0.0.1-10.0.0.9}, {@code 10.0.0.1-9} (the last octet alone), {@code 10.0.0.0/24} (all of its
 * addresses, the first and the last included). Items may overlap.
 *
 * @param name not empty, without {@code =}
 * @param addresses at least one
 */
public record GivenPool(String name, AddressSet addresses) {

  /**
   * Reads {@code NAME=RANGES}.
   *
   * @throws IllegalArgumentException with a sentence that quotes what is wrong
   */
  public static GivenPool parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException("\"" + text + "\" is not NAME=RANGES");
    }
    String ranges = text.substring(equals + 1);
    List<AddressRange> read = new ArrayList<>();
    int at = 0;
    while (at <= ranges.length()) {
      int comma = ranges.indexOf(',', at);
      int end = comma < 0 ? ranges.length() : comma;
      read.add(range(AccelPppOption.trimmed(ranges.substring(at, end))));
      at = end + 1;
    }
    return new GivenPool(text.substring(0, equals), AddressSet.of(read));
  }

  private static AddressRange range(String item) {
    int mark = item.indexOf('-');
    if (mark < 0) {
      mark = item.indexOf('/');
    }
    if (mark < 0) {
      return AddressRange.of(address(item, item));
    }
    Ipv4 first = address(AccelPppOption.trimmed(item.substring(0, mark)), item);
    String right = AccelPppOption.trimmed(item.substring(mark + 1));
    if (item.charAt(mark) == '/') {
      int prefix = number(right, 32, item);
      long hosts = (1L << (32 - prefix)) - 1;
      if ((first.value() & hosts) != 0) {
        throw new IllegalArgumentException(
            "\""
                + item
                + "\" is no network: its first address is "
                + Ipv4.of(first.value() & ~hosts));
      }
      return new AddressRange(first, Ipv4.of(first.value() | hosts));
    }
    Ipv4 last =
        right.indexOf('.') < 0
            ? Ipv4.of((first.value() & ~0xFFL) | number(right, 255, item))
            : address(right, item);
    if (first.compareTo(last) > 0) {
      throw new IllegalArgumentException("\"" + item + "\" ends below its start");
    }
    return new AddressRange(first, last);
  }

  private static Ipv4 address(String text, String item) {
    Optional<Ipv4> address = Ipv4.parse(text);
    if (address.isEmpty()) {
      throw new IllegalArgumentException(
          "\"" + item + "\" is no range of addresses: \"" + text + "\" is no IPv4 address");
    }
    return address.get();
  }

  private static int number(String text, int most, String item) {
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      number = c < '0' || c > '9' || number > most ? most + 1 : number * 10 + c - '0';
    }
    if (text.isEmpty() || number > most) {
      throw new IllegalArgumentException(
          "\""
              + item
              + "\" is no range of addresses: \""
              + text
              + "\" is not a number up to "
              + most);
    }
    return number;
  }
}
