package io.github.pppvpn.host;

import java.util.Optional;

/** Turns host names into IPv4 addresses, as gethostbyname(3) does for the daemons. */
@FunctionalInterface
public interface HostNames {
  /** Knows no name. */
  HostNames NONE =
      new HostNames() {
        @Override
        public Optional<Ipv4> lookup(String name) {
          return Optional.empty();
        }
      };

  /** The first IPv4 address of a host name; nothing if it has none. */
  Optional<Ipv4> lookup(String name);

  /** What gethostbyname(3) gives: a numeric address as it is, else the name's address. */
  default Optional<Ipv4> resolve(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '.' && (c < '0' || c > '9')) {
        return lookup(text);
      }
    }
    return Ipv4.parseAsLibc(text);
  }
}
