package io.github.pppvpn.checks.auth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who failed how often, in bounded memory: exact up to {@link #LIMIT} names; beyond, those with the
 * fewest failures are forgotten, so that whoever stands out still does, with a count that can be
 * too low by {@link #uncertainty()}.
 */
final class Parties {
  static final int LIMIT = 8192;

  private static final int MAX_NAME = 128;

  private final Map<String, Party> parties = new HashMap<>();
  private long forgotten;
  private long uncertainty;

  /** The party of that name, made if need be. */
  Party get(String name) {
    String key = key(name);
    Party party = parties.get(key);
    if (party == null) {
      if (parties.size() >= LIMIT) {
        forgetSome();
      }
      party = new Party(key);
      parties.put(key, party);
    }
    return party;
  }

  Optional<Party> known(String name) {
    return Optional.ofNullable(parties.get(key(name)));
  }

  /** Names are strangers' texts: an over-long one is cut, told apart by its hash. */
  private static String key(String name) {
    return name.length() <= MAX_NAME
        ? name
        : name.substring(0, MAX_NAME) + "…" + Integer.toHexString(name.hashCode());
  }

  private void forgetSome() {
    long fewest = 0;
    while (parties.size() > LIMIT / 2) {
      fewest++;
      for (Iterator<Party> i = parties.values().iterator(); i.hasNext(); ) {
        if (i.next().failures <= fewest) {
          forgotten++;
          i.remove();
        }
      }
    }
    uncertainty += fewest;
  }

  /** Those with the most failures first; equal ones by name. */
  List<Party> worst() {
    List<Party> worst = new ArrayList<>(parties.values());
    worst.sort(Parties::compare);
    return worst;
  }

  // Not from Comparator's own makers: their lambdas are in no archive, and cost 1 ms each.
  private static int compare(Party a, Party b) {
    if (a.failures != b.failures) {
      return Long.compare(b.failures, a.failures);
    }
    return a.others == b.others ? a.name.compareTo(b.name) : Long.compare(b.others, a.others);
  }

  /** How many there are, at least. */
  int size() {
    return parties.size();
  }

  /** How many were forgotten, some perhaps more than once. */
  long forgotten() {
    return forgotten;
  }

  /** By how much a count can be too low. */
  long uncertainty() {
    return uncertainty;
  }

  long mostFailures() {
    long most = 0;
    for (Party party : parties.values()) {
      most = Math.max(most, party.failures);
    }
    return most;
  }

  long mostOthers() {
    long most = 0;
    for (Party party : parties.values()) {
      most = Math.max(most, party.others);
    }
    return most;
  }
}
