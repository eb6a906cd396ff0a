package io.github.pppvpn.checks.auth;

/**
 * The most events within any 60 s, exactly, in bounded memory: events of the same millisecond share
 * an entry, and of the last 60 s alone is anything kept.
 *
 * <p>Events come in the order of their lines. One that is up to 60 s older than the newest counts
 * as if it came with that; after a greater step back (a clock that was wrong) counting starts anew.
 */
final class WorstMinute {
  private static final long MINUTE = 60_000;

  private long[] times = new long[64];
  private int[] counts = new int[64];
  private int head;
  private int size;
  private long sum;
  private long worst;
  private long worstEnd;
  private long total;

  void add(long time) {
    total++;
    long at = time;
    if (size > 0) {
      long newest = times[index(size - 1)];
      if (newest - at > MINUTE) {
        size = 0;
        sum = 0;
      } else {
        at = Math.max(at, newest);
      }
    }
    while (size > 0 && times[head] <= at - MINUTE) {
      sum -= counts[head];
      head = (head + 1) % times.length;
      size--;
    }
    if (size > 0 && times[index(size - 1)] == at) {
      counts[index(size - 1)]++;
    } else {
      if (size == times.length) {
        grow();
      }
      times[index(size)] = at;
      counts[index(size)] = 1;
      size++;
    }
    sum++;
    if (sum > worst) {
      worst = sum;
      worstEnd = at;
    }
  }

  private int index(int i) {
    return (head + i) % times.length;
  }

  private void grow() {
    long[] newTimes = new long[times.length * 2];
    int[] newCounts = new int[times.length * 2];
    for (int i = 0; i < size; i++) {
      newTimes[i] = times[index(i)];
      newCounts[i] = counts[index(i)];
    }
    times = newTimes;
    counts = newCounts;
    head = 0;
  }

  long worst() {
    return worst;
  }

  /** When the worst 60 s ended; of no meaning if there was none. */
  long worstEnd() {
    return worstEnd;
  }

  long total() {
    return total;
  }
}
