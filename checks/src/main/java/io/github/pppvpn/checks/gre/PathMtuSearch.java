package io.github.pppvpn.checks.gre;

import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Which sizes to try for the largest packet that comes back: the largest first, then what a router
 * says would pass, else halving. It knows no clock and no packet.
 */
final class PathMtuSearch {
  /** Halving needs 11; more means that answers come too late or contradict each other. */
  private static final int MAX_CANDIDATES = 40;

  private static final String NOBODY = "";

  private final int top;

  /** Sizes that did not pass, and who said so. */
  private final TreeMap<Integer, String> failures = new TreeMap<>();

  private int passed;
  private int announced;
  private int candidates;

  /**
   * @param proven a size that passes
   * @param top the largest size that can be tried
   */
  PathMtuSearch(int proven, int top) {
    this.passed = proven;
    this.top = top;
  }

  /** The next size to try; empty when there is nothing left to find out. */
  OptionalInt candidate() {
    if (isExact() || candidates == MAX_CANDIDATES) {
      return OptionalInt.empty();
    }
    candidates++;
    int failed = smallestFailed();
    if (failed > top) {
      return OptionalInt.of(top);
    }
    return OptionalInt.of(
        announced > passed && announced < failed ? announced : (passed + failed) / 2);
  }

  /** A packet of this size came back, perhaps later than one waited for. */
  void passed(int size) {
    passed = Math.max(passed, Math.min(size, top));
    failures.headMap(passed, true).clear();
  }

  /**
   * A packet of this size could not go on.
   *
   * @param mtu what would pass, 0 if that was not said
   * @param who says so
   */
  void tooBig(int size, int mtu, String who) {
    if (size <= passed || size > top) {
      return;
    }
    failures.put(size, who);
    if (mtu > passed && mtu < size) {
      announced = mtu;
      // A router knows its own link exactly: one byte more would not pass.
      failures.put(mtu + 1, who);
    }
  }

  /** No packet of this size came back, nobody said why. */
  void silent(int size) {
    if (size > passed && size <= top) {
      failures.putIfAbsent(size, NOBODY);
    }
  }

  /** The largest size that came back. */
  int largest() {
    return passed;
  }

  /** The smallest size known not to pass; one more than the largest possible if none. */
  int smallestFailed() {
    return failures.isEmpty() ? top + 1 : failures.firstKey();
  }

  /** Whether it is known to the byte. */
  boolean isExact() {
    return smallestFailed() == passed + 1;
  }

  /** Whether it is the largest size that was to be tried. */
  boolean isTop() {
    return passed == top;
  }

  /** Whether what is larger vanishes without a word. */
  boolean isBlackHole() {
    Map.Entry<Integer, String> first = failures.firstEntry();
    return first != null && first.getValue().equals(NOBODY);
  }

  /** Who said that more would not pass; empty if nobody did. */
  String announcer() {
    return failures.isEmpty() ? NOBODY : failures.firstEntry().getValue();
  }
}
