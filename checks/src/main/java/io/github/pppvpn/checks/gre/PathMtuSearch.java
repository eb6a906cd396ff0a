package io.github.pppvpn.checks.gre;

import java.util.OptionalInt;

/**
 * Which sizes to try for the largest packet that comes back: the largest first, then what a router
 * says would pass, else halving. It knows no clock and no packet.
 */
final class PathMtuSearch {
  private static final int MAX_CANDIDATES = 40;

  private final int top;
  private int passed;
  private int failed;
  private boolean failedSilently;
  private int announced;
  private String announcer = "";
  private int candidates;

  /**
   * @param proven a size that passes
   * @param top the largest size that can be tried
   */
  PathMtuSearch(int proven, int top) {
    this.passed = proven;
    this.top = top;
    this.failed = top + 1;
  }

  /** The size to try now; empty when there is nothing left to find out. */
  OptionalInt candidate() {
    if (isExact() || candidates >= MAX_CANDIDATES) {
      return OptionalInt.empty();
    }
    if (failed > top) {
      return OptionalInt.of(top);
    }
    return OptionalInt.of(
        announced > passed && announced < failed ? announced : (passed + failed) / 2);
  }

  /** A packet of this size came back, perhaps later than one waited for. */
  void passed(int size) {
    candidates++;
    passed = Math.max(passed, size);
    if (failed <= passed) {
      failed = top + 1;
      failedSilently = false;
      announced = 0;
    }
  }

  /**
   * A packet of this size could not go on.
   *
   * @param mtu what would pass, 0 if that was not said
   * @param who says so
   */
  void tooBig(int size, int mtu, String who) {
    if (size <= passed) {
      return;
    }
    candidates++;
    if (size <= failed) {
      failed = size;
      failedSilently = false;
      announcer = who;
    }
    if (mtu > passed && mtu < failed) {
      announced = mtu;
      // A router knows its own link exactly: one byte more would not pass.
      failed = Math.min(failed, mtu + 1);
    }
  }

  /** No packet of this size came back, nobody said why. */
  void silent(int size) {
    candidates++;
    if (size > passed && size <= failed) {
      failed = size;
      failedSilently = true;
    }
  }

  /** The largest size that came back. */
  int largest() {
    return passed;
  }

  /** The smallest size known not to pass; one more than the largest possible if none. */
  int smallestFailed() {
    return failed;
  }

  /** Whether it is known to the byte. */
  boolean isExact() {
    return failed == passed + 1;
  }

  /** Whether it is the largest size that was to be tried. */
  boolean isTop() {
    return passed == top;
  }

  /** Whether what is larger vanishes without a word. */
  boolean isBlackHole() {
    return !isTop() && failed <= top && failedSilently;
  }

  /** Who said that more would not pass; empty if nobody did. */
  String announcer() {
    return failedSilently ? "" : announcer;
  }
}
