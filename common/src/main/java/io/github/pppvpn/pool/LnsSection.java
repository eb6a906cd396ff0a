package io.github.pppvpn.pool;

import io.github.pppvpn.host.Ipv4;
import java.util.Optional;

/**
 * An {@code lns} section of xl2tpd.conf.
 *
 * @param name its name, {@code default} for the one that takes whoever no other takes; empty where
 *     the section has none
 * @param usable the addresses that it can hand out: those whose last {@code ip range} or {@code no
 *     ip range} allows them
 * @param assignIp whether xl2tpd gives the addresses at all; else pppd or RADIUS do
 * @param localIp the server's one own address, if it is set
 * @param localRange the server's own addresses, one per call; then they limit the calls too
 * @param limitedByLocal whether {@code localRange} is set
 * @param serves whether xl2tpd sends anybody to it (aaa.c get_lns): who is of a {@code lac} range
 *     of its own, or, where access control is off, to the default one whoever is of no other's
 */
public record LnsSection(
    String name,
    AddressSet usable,
    boolean assignIp,
    Optional<Ipv4> localIp,
    AddressSet localRange,
    boolean limitedByLocal,
    boolean serves) {

  /** How many calls can have an address at once. */
  public long capacity() {
    return limitedByLocal ? Math.min(usable.size(), localRange.size()) : usable.size();
  }

  static final class Builder {
    final boolean named;
    final String name;
    boolean assignIp = true;
    Optional<Ipv4> localIp = Optional.empty();
    private AddressSet usable = AddressSet.EMPTY;
    private AddressSet localRange = AddressSet.EMPTY;
    private boolean allowsLac;

    Builder(boolean named, String name) {
      this.named = named;
      this.name = name;
    }

    void range(AddressRange range, boolean denied) {
      usable = denied ? usable.minus(range) : usable.plus(range);
    }

    void localRange(AddressRange range) {
      localRange = localRange.plus(range);
    }

    boolean hasLocalRange() {
      return localRange.size() > 0;
    }

    void lac(boolean denied) {
      allowsLac |= !denied;
    }

    boolean isDefault() {
      return named && name.equals("default");
    }

    LnsSection build(boolean accessControl) {
      boolean serves = allowsLac || (isDefault() && !accessControl);
      return new LnsSection(name, usable, assignIp, localIp, localRange, hasLocalRange(), serves);
    }
  }
}
