package io.github.pppvpn.pool;

import io.github.pppvpn.host.Ipv4;
import io.github.pppvpn.host.ProcessInfo;
import io.github.pppvpn.session.ControlConnection;
import io.github.pppvpn.session.Session;
import io.github.pppvpn.session.Sessions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * How much of a pool is in use.
 *
 * @param pool the pool
 * @param used how much of the size is gone: the greater of the addresses kept and the slots taken
 * @param addressesUp addresses that a session has, of whatever protocol
 * @param addressesKept addresses that a session has, or that the daemon keeps for a call
 * @param slotsUsed slots taken, by control connections without a call too; none where the daemon
 *     has no slots
 * @param chainSize how many clients it and the pools that follow it can serve at once
 * @param chainFree how many clients more all of these can take
 */
public record PoolUse(
    Pool pool,
    long used,
    long addressesUp,
    long addressesKept,
    OptionalLong slotsUsed,
    long chainSize,
    long chainFree) {

  /** The use of a pool by itself. */
  public PoolUse(
      Pool pool, long used, long addressesUp, long addressesKept, OptionalLong slotsUsed) {
    this(
        pool,
        used,
        addressesUp,
        addressesKept,
        slotsUsed,
        pool.size(),
        Math.max(0, pool.size() - used));
  }

  /** How many clients more it can take, by itself. */
  public long free() {
    return Math.max(0, pool.size() - used);
  }

  /**
   * The use of each pool, in their order. Sessions count for a pool by their address, whichever
   * daemon they are of: another daemon's session in it is one client fewer.
   *
   * @param daemons the daemons whose pools these are: a slot that another pptpd has taken, as a
   *     container's, is none of theirs
   */
  public static List<PoolUse> of(List<Pool> pools, Sessions sessions, List<ProcessInfo> daemons) {
    Set<Ipv4> up = new HashSet<>();
    for (Session session : sessions.sessions()) {
      if (session.address().isPresent()) {
        up.add(session.address().get());
      }
    }
    up.addAll(sessions.others());
    Set<Ipv4> kept = new HashSet<>(up);
    kept.addAll(sessions.reserved());
    long slotsTaken = slotsTaken(sessions, daemons);
    List<PoolUse> uses = new ArrayList<>(pools.size());
    for (Pool pool : pools) {
      long addressesUp = count(pool, up);
      long addressesKept = count(pool, kept);
      OptionalLong slots =
          pool.slots().isPresent() ? OptionalLong.of(slotsTaken) : OptionalLong.empty();
      uses.add(
          new PoolUse(
              pool, Math.max(addressesKept, slots.orElse(0)), addressesUp, addressesKept, slots));
    }
    for (int i = 0; i < uses.size(); i++) {
      if (!uses.get(i).pool().followers().isEmpty()) {
        uses.set(i, uses.get(i).with(uses));
      }
    }
    return uses;
  }

  /** The same with the pools that follow it, whose use is among {@code all}. */
  private PoolUse with(List<PoolUse> all) {
    long size = pool.size();
    long free = free();
    for (PoolUse other : all) {
      if (pool.followers().contains(other.pool().name())) {
        size += other.pool().size();
        free += other.free();
      }
    }
    return new PoolUse(pool, used, addressesUp, addressesKept, slotsUsed, size, free);
  }

  /**
   * The slots of pptpd; where several run with one file, of the one that has the most. A control
   * connection whose pptpd has ended counts for each: its client is there still.
   */
  private static long slotsTaken(Sessions sessions, List<ProcessInfo> daemons) {
    Set<Integer> running = new HashSet<>();
    for (ProcessInfo process : sessions.daemons()) {
      running.add(process.pid());
    }
    long most = 0;
    long ofNone = 0;
    for (ControlConnection connection : sessions.control()) {
      ofNone += running.contains(connection.manager()) ? 0 : 1;
    }
    for (ProcessInfo daemon : daemons) {
      long own = 0;
      for (ControlConnection connection : sessions.control()) {
        own += connection.manager() == daemon.pid() ? 1 : 0;
      }
      most = Math.max(most, own);
    }
    return most + ofNone;
  }

  /**
   * Addresses that several sessions have, and those outside every pool, ascending. A session of a
   * daemon that has no pool among these is never outside: RADIUS or pppd chose its address.
   */
  public static List<Conflict> conflicts(List<Pool> pools, Sessions sessions) {
    Set<String> daemons = new HashSet<>();
    for (Pool pool : pools) {
      daemons.add(pool.daemon());
    }
    Map<Ipv4, List<Session>> holders = new TreeMap<>();
    for (Session session : sessions.sessions()) {
      if (session.address().isPresent()) {
        List<Session> held = holders.get(session.address().get());
        if (held == null) {
          held = new ArrayList<>(1);
          holders.put(session.address().get(), held);
        }
        held.add(session);
      }
    }
    List<Conflict> conflicts = new ArrayList<>();
    for (Map.Entry<Ipv4, List<Session>> entry : holders.entrySet()) {
      boolean twice = entry.getValue().size() > 1;
      boolean pooled = daemons.contains("");
      List<String> interfaces = new ArrayList<>(entry.getValue().size());
      for (Session session : entry.getValue()) {
        pooled |= daemons.contains(session.daemon());
        interfaces.add(session.interfaceName());
      }
      if (twice || (pooled && !isInAny(pools, entry.getKey()))) {
        conflicts.add(new Conflict(entry.getKey(), twice, interfaces));
      }
    }
    return conflicts;
  }

  private static boolean isInAny(List<Pool> pools, Ipv4 address) {
    for (Pool pool : pools) {
      if (pool.addresses().contains(address)) {
        return true;
      }
    }
    return false;
  }

  private static long count(Pool pool, Set<Ipv4> addresses) {
    long count = 0;
    for (Ipv4 address : addresses) {
      count += pool.addresses().contains(address) ? 1 : 0;
    }
    return count;
  }
}
