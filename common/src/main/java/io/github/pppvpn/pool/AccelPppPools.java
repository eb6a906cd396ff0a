package io.github.pppvpn.pool;

import io.github.pppvpn.host.Ipv4;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts the pools of an {@code [ip-pool]} section together (accel-ppp's ippool.c). */
final class AccelPppPools {
  private static final String DEFAULT = "default";
  private static final String ALLOCATOR = ",allocator=";
  private static final String NEXT = ",next=";
  private static final int MOST_FOLLOWERS = 256;

  private static final class Builder {
    final String name;
    AddressSet tunnel = AddressSet.EMPTY;
    long gateways;
    boolean net30;
    boolean defined;

    /** Whether a line is its own, not just one that leads to it. */
    boolean own;

    Optional<Builder> next = Optional.empty();

    /** In the list of pools; none of its own if it is not in there. */
    int place = -1;

    /** The pool from which it was last come to. */
    Optional<Builder> from = Optional.empty();

    Builder(String name) {
      this.name = name;
    }
  }

  private final Builder unnamed = new Builder(DEFAULT);
  private final List<Builder> named = new ArrayList<>();
  private final List<String> notes;
  private Optional<Ipv4> gateway = Optional.empty();

  /** Sentences about oddities go to {@code notes}. */
  AccelPppPools(List<String> notes) {
    this.notes = notes;
  }

  void take(AccelPppOption option) throws RefusedConfigException {
    switch (option.name()) {
      case "gw-ip-address" -> gateway(option);
      case "shuffle", "vendor", "attr", "reload-orphan" -> {
        // Nothing about sizes.
      }
      default -> range(option);
    }
  }

  /** parse_gw_ip_address: what has no value, or none that it takes, leaves all as it was. */
  private void gateway(AccelPppOption option) {
    if (option.value().isEmpty()) {
      notes.add(option.where() + " is ignored: gw-ip-address has no value without an equals sign");
      return;
    }
    String text = option.value().get();
    int slash = text.indexOf('/');
    if (slash < 0 || (slash >= 7 && slash <= 15)) {
      // inet_addr's error value is an address to accel-ppp: nothing is left out, all are served.
      Ipv4 address =
          Ipv4.parseAsLibc(slash < 0 ? text : text.substring(0, slash)).orElse(new Ipv4(-1));
      gateway = address.isUnspecified() ? Optional.empty() : Optional.of(address);
    }
  }

  private void range(AccelPppOption option) throws RefusedConfigException {
    String raw = option.raw();
    Builder pool = pool(raw);
    pool.own = true;
    String allocator = after(raw, ALLOCATOR).orElse("p2p");
    if (!allocator.equals("p2p") && !allocator.equals("net30")) {
      notes.add(option.where() + " is ignored: unknown allocator " + allocator);
      return;
    }
    if (!isLast(raw, ALLOCATOR)) {
      notes.add(option.where() + " is ignored: of accel-ppp up to 1.14 allocator= must stand last");
      return;
    }
    boolean ofGateways = option.name().equals("gw");
    Optional<String> written = Optional.empty();
    if (ofGateways || option.name().equals("tunnel")) {
      written = Optional.of(option.value().orElse(""));
    } else if (option.value().isEmpty() || option.name().indexOf(',') >= 0) {
      written = Optional.of(option.name());
    } else if (option.name().indexOf('\t') >= 0) {
      notes.add(
          option.where()
              + " is ignored: the tab before its equals sign is of its name to accel-ppp");
    }
    if (written.isPresent()) {
      AddressRange range = parse(option, written.get());
      add(pool, range, ofGateways, option);
      pool.net30 = allocator.equals("net30");
      pool.defined = true;
    }
    Optional<String> next = after(raw, NEXT);
    if (!isLast(raw, NEXT)) {
      notes.add(
          option.where() + ": of accel-ppp up to 1.14 next= must stand last, nothing follows");
      pool.next = Optional.empty();
    } else if (next.isPresent()) {
      pool.next = Optional.of(named(next.get()));
    }
  }

  /** parse_options copies the comma behind these two as well, so that no name is the same. */
  private static boolean isLast(String raw, String mark) {
    int at = raw.indexOf(mark);
    return at < 0 || raw.indexOf(',', at + mark.length()) < 0;
  }

  private void add(Builder pool, AddressRange range, boolean ofGateways, AccelPppOption option) {
    if (ofGateways) {
      pool.gateways += range.size();
      return;
    }
    AddressSet joined = pool.tunnel.plus(range);
    if (joined.size() < pool.tunnel.size() + range.size()) {
      notes.add(option.where() + " lists addresses again: accel-ppp hands each of them out twice");
    }
    pool.tunnel = joined;
  }

  private AddressRange parse(AccelPppOption option, String text) throws RefusedConfigException {
    long[] numbers = numbers(text);
    char mark = numbers.length == 6 ? (char) numbers[5] : 0;
    boolean octets = numbers.length == 6;
    for (int i = 0; i < 4 && octets; i++) {
      octets = numbers[i] <= 255;
    }
    if (octets) {
      long begin = numbers[0] << 24 | numbers[1] << 16 | numbers[2] << 8 | numbers[3];
      long last = numbers[4];
      if (mark == '/' && last >= 1 && last <= 32) {
        return new AddressRange(Ipv4.of(begin), Ipv4.of(begin | (1L << (32 - last)) - 1));
      }
      if (mark == '-' && last >= numbers[3] && last <= 255) {
        if (text.indexOf('.', text.indexOf('-')) >= 0) {
          notes.add(
              option.where()
                  + ": accel-ppp takes the first number behind the hyphen, "
                  + last
                  + ", for the last octet");
        }
        return new AddressRange(Ipv4.of(begin), Ipv4.of((begin & ~0xFFL) | last));
      }
    }
    throw new RefusedConfigException(
        "accel-ppp",
        option.file(),
        option.line(),
        option.raw(),
        "ippool: cann't parse '" + text + "'");
  }

  /**
   * Five numbers and the mark between the last two, or nothing; what follows has no meaning. Blanks
   * before a number have none either (sscanf's {@code %u}).
   */
  private static long[] numbers(String text) {
    long[] numbers = new long[6];
    int at = 0;
    for (int i = 0; i < 5; i++) {
      if (i > 0) {
        char mark = at < text.length() ? text.charAt(at++) : 0;
        if (i < 4 ? mark != '.' : mark != '/' && mark != '-') {
          return new long[0];
        }
        numbers[5] = mark;
      }
      while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
        at++;
      }
      int from = at;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        numbers[i] = Math.min(1 << 20, numbers[i] * 10 + text.charAt(at++) - '0');
      }
      if (at == from) {
        return new long[0];
      }
    }
    return numbers;
  }

  private Builder pool(String raw) {
    Optional<String> name = after(raw, ",name=");
    if (name.isEmpty()) {
      int comma = raw.indexOf(',');
      if (comma >= 0 && raw.indexOf('=', comma) < 0) {
        name = Optional.of(raw.substring(comma + 1));
      }
    }
    return name.isPresent() ? named(name.get()) : unnamed;
  }

  private Builder named(String name) {
    for (Builder pool : named) {
      if (pool.name.equals(name)) {
        return pool;
      }
    }
    Builder made = new Builder(name);
    named.add(made);
    return made;
  }

  private static Optional<String> after(String raw, String mark) {
    int at = raw.indexOf(mark);
    if (at < 0) {
      return Optional.empty();
    }
    int from = at + mark.length();
    int end = raw.indexOf(',', from);
    return Optional.of(raw.substring(from, end < 0 ? raw.length() : end));
  }

  /**
   * All of them but those that a {@code next=} names and no other line: nothing is in them, and no
   * session is sent there but to be told so.
   */
  List<AccelPppPool> build() {
    List<Builder> kept = new ArrayList<>();
    if (unnamed.defined) {
      kept.add(unnamed);
    }
    for (Builder pool : named) {
      if (!pool.defined) {
        notes.add("pool " + pool.name + " is named, but no line gives it addresses");
      }
      if (pool.own) {
        kept.add(pool);
      }
    }
    List<AccelPppPool> pools = new ArrayList<>(kept.size());
    for (int i = 0; i < kept.size(); i++) {
      kept.get(i).place = i;
    }
    for (Builder pool : kept) {
      pools.add(build(pool, followers(pool)));
    }
    return pools;
  }

  /** accel-ppp goes from pool to pool until it is back at the first (get_ip). */
  private List<Integer> followers(Builder pool) {
    List<Integer> places = new ArrayList<>();
    Builder at = pool;
    while (at.next.isPresent() && places.size() < MOST_FOLLOWERS) {
      at.from = Optional.of(pool);
      at = at.next.get();
      if (at == pool) {
        return places;
      }
      if (at.from.isPresent() && at.from.get() == pool) {
        notes.add(
            "the pools behind "
                + pool.name
                + " lead in a circle that it is not part of: once they are full accel-ppp looks for"
                + " ever");
        return places;
      }
      if (at.own) {
        places.add(at.place);
      }
    }
    return places;
  }

  private AccelPppPool build(Builder pool, List<Integer> followers) {
    if (pool.net30) {
      // Three addresses that are left over make a last group, too.
      long size = pool.tunnel.size();
      long capacity = size / 4 + (size % 4 == 3 ? 1 : 0);
      return new AccelPppPool(pool.name, pool.tunnel, capacity, followers);
    }
    if (gateway.isEmpty()) {
      if (pool.defined && pool.gateways == 0) {
        notes.add("pool " + pool.name + " gives no address, since there is no gw-ip-address");
      }
      long capacity = Math.min(pool.gateways, pool.tunnel.size());
      return new AccelPppPool(pool.name, pool.tunnel, capacity, followers);
    }
    AddressSet left = pool.tunnel.minus(AddressRange.of(gateway.get()));
    return new AccelPppPool(pool.name, left, left.size(), followers);
  }
}
