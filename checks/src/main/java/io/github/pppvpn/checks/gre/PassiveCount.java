package io.github.pppvpn.checks.gre;

import io.github.pppvpn.wire.gre.Gre;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts GRE packets each way between this host and its peers; where this host only passes them on,
 * between each pair of hosts.
 */
final class PassiveCount {
  /** A single packet in one direction says nothing: its answer may come after the end. */
  private static final int ONE_WAY_PACKETS = 3;

  /** More peers than this are a flood with forged addresses. */
  private static final int MAX_PEERS = 10_000;

  /** Packets in each direction. */
  static final class Peer {
    private long in;
    private long out;

    long in() {
      return in;
    }

    long out() {
      return out;
    }

    boolean isOneWay() {
      return in + out >= ONE_WAY_PACKETS && (in == 0 || out == 0);
    }
  }

  private final Set<Integer> local;
  private final Map<Long, Peer> peers = new LinkedHashMap<>();
  private long in;
  private long out;
  private long uncounted;

  /**
   * @param local this host's IPv4 addresses
   */
  PassiveCount(Set<Integer> local) {
    this.local = Set.copyOf(local);
  }

  /**
   * Takes a captured packet.
   *
   * @param offset where its IP header starts
   */
  void take(byte[] packet, int offset) {
    if (packet.length < offset + 20
        || (packet[offset] & 0xF0) != 0x40
        || packet[offset + 9] != Gre.IP_PROTOCOL) {
      return;
    }
    int source = number(packet, offset + 12);
    int destination = number(packet, offset + 16);
    boolean ours = local.contains(source);
    if (ours) {
      out++;
    } else {
      in++;
    }
    long key;
    boolean toPeer;
    if (ours) {
      key = key(0, destination);
      toPeer = true;
    } else if (local.contains(destination)) {
      key = key(0, source);
      toPeer = false;
    } else {
      toPeer = Integer.compareUnsigned(source, destination) < 0;
      key = toPeer ? key(source, destination) : key(destination, source);
    }
    Peer peer = peers.get(key);
    if (peer == null) {
      if (peers.size() == MAX_PEERS) {
        uncounted++;
        return;
      }
      peer = new Peer();
      peers.put(key, peer);
    }
    if (toPeer) {
      peer.out++;
    } else {
      peer.in++;
    }
  }

  private static int number(byte[] packet, int at) {
    return (packet[at] & 0xFF) << 24
        | (packet[at + 1] & 0xFF) << 16
        | (packet[at + 2] & 0xFF) << 8
        | (packet[at + 3] & 0xFF);
  }

  private static long key(int one, int other) {
    return (long) one << 32 | (other & 0xFFFFFFFFL);
  }

  /** What was seen of a peer. */
  record Line(int near, int far, Peer packets) {
    /** Whether this host is one of the two. */
    boolean isOurs() {
      return near == 0;
    }
  }

  /** The peers, those with one direction only first. */
  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (boolean oneWay : new boolean[] {true, false}) {
      for (Map.Entry<Long, Peer> entry : peers.entrySet()) {
        if (entry.getValue().isOneWay() == oneWay) {
          long key = entry.getKey();
          lines.add(new Line((int) (key >> 32), (int) key, entry.getValue()));
        }
      }
    }
    return lines;
  }

  int oneWayPeers() {
    int count = 0;
    for (Peer peer : peers.values()) {
      count += peer.isOneWay() ? 1 : 0;
    }
    return count;
  }

  int peers() {
    return peers.size();
  }

  /** Packets that this host did not send. */
  long in() {
    return in;
  }

  /** Packets that this host sent. */
  long out() {
    return out;
  }

  /** Packets of more peers than are kept. */
  long uncounted() {
    return uncounted;
  }
}
