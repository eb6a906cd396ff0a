package io.github.pppvpn.checks.pool;

import io.github.pppvpn.checks.sessions.Numerals;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How much of one pool was taken in the last hour.
 *
 * @param samples oldest first
 */
record Growth(List<Sample> samples) {
  private static final long WINDOW_SECONDS = 3600;
  static final long LEAST_SECONDS = 300;
  private static final long STEP_SECONDS = 50;

  /**
   * @param seconds since boot
   * @param used how much was taken
   */
  record Sample(long seconds, long used) {}

  Growth {
    samples = List.copyOf(samples);
  }

  /** Reads what {@link #text} wrote; what is no sample, or not in order, is left out. */
  static Growth parse(String text) {
    List<Sample> samples = new ArrayList<>();
    int at = 0;
    long last = -1;
    while (at < text.length()) {
      int blank = text.indexOf(' ', at);
      int end = blank < 0 ? text.length() : blank;
      int colon = text.indexOf(':', at);
      if (colon > at && colon < end) {
        long seconds = Numerals.decimal(text.substring(at, colon));
        long used = Numerals.decimal(text.substring(colon + 1, end));
        if (seconds > last && used >= 0) {
          samples.add(new Sample(seconds, used));
          last = seconds;
        }
      }
      at = end + 1;
    }
    return new Growth(samples);
  }

  String text() {
    StringBuilder text = new StringBuilder();
    for (Sample sample : samples) {
      text.append(text.length() == 0 ? "" : " ")
          .append(sample.seconds())
          .append(':')
          .append(sample.used());
    }
    return text.toString();
  }

  /** With one sample more, and without those that are too old or too close to each other. */
  Growth plus(Sample now) {
    List<Sample> kept = new ArrayList<>();
    for (Sample sample : samples) {
      boolean recent =
          sample.seconds() >= now.seconds() - WINDOW_SECONDS && sample.seconds() < now.seconds();
      boolean spaced = kept.isEmpty() || sample.seconds() >= last(kept).seconds() + STEP_SECONDS;
      if (recent && spaced) {
        kept.add(sample);
      }
    }
    kept.add(now);
    return new Growth(kept);
  }

  /** Seconds that the samples span. */
  long seconds() {
    return samples.isEmpty() ? 0 : last(samples).seconds() - samples.get(0).seconds();
  }

  /** Whether they span enough to speak of growth. */
  boolean suffices() {
    return seconds() >= LEAST_SECONDS;
  }

  /**
   * Seconds until {@code free} is gone at the rate of the line of least squares; nothing if that
   * does not rise.
   */
  OptionalDouble secondsToFull(long free) {
    if (free <= 0) {
      return OptionalDouble.of(0);
    }
    double perSecond = perSecond();
    boolean grows = last(samples).used() > samples.get(0).used() && perSecond > 0;
    return suffices() && grows
        ? OptionalDouble.of(Math.rint(free / perSecond))
        : OptionalDouble.empty();
  }

  private double perSecond() {
    double n = samples.size();
    long start = samples.get(0).seconds();
    double sumX = 0;
    double sumY = 0;
    for (Sample sample : samples) {
      sumX += sample.seconds() - start;
      sumY += sample.used();
    }
    double above = 0;
    double below = 0;
    for (Sample sample : samples) {
      double x = sample.seconds() - start - sumX / n;
      above += x * (sample.used() - sumY / n);
      below += x * x;
    }
    return below == 0 ? 0 : above / below;
  }

  private static Sample last(List<Sample> samples) {
    return samples.get(samples.size() - 1);
  }
}
