package io.github.pppvpn.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricTest {
  private static final MetricSpec TIME = MetricSpec.of("time", Unit.SECONDS, "");
  private static final MetricSpec USED = MetricSpec.family("POOL", "_used", Unit.NONE, "");

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void valueIsFinite(double value) {
    assertThrows(IllegalArgumentException.class, () -> Metric.of(TIME, value));
  }

  @Test
  void labelIsMadePlain() {
    assertEquals(
        "VPN_pool__1___2.x-y_used", new Metric("VPN pool |1=\u00e9 2.x-y_used", USED, 1).label());
    assertEquals("________used", new Metric("';\"'\n\u202e\0_used", USED, 1).label());
  }

  @Test
  void labelBelongsToItsSpec() {
    assertThrows(IllegalArgumentException.class, () -> new Metric("tame", TIME, 1));
    assertThrows(IllegalArgumentException.class, () -> new Metric("a_free", USED, 1));
    assertThrows(IllegalArgumentException.class, () -> new Metric("_used", USED, 1));
  }

  @Test
  void nanosAreRoundedToTheMicrosecond() {
    assertEquals(0.001235, Metric.ofNanos(TIME, 1_234_567).value());
    assertEquals(0, Metric.ofNanos(TIME, 499).value());
    assertEquals(10, Metric.ofNanos(TIME, 10_000_000_000L).value());
    assertThrows(
        IllegalArgumentException.class,
        () -> Metric.ofNanos(MetricSpec.of("loss", Unit.PERCENT, ""), 1));
  }

  @Test
  void familyMatchesEveryLabelWithItsSuffix() {
    assertTrue(USED.matches("a_used"));
    assertTrue(USED.matches("POOL_used"));
    assertTrue(USED.matches("a_b_used"));
    assertFalse(USED.matches("_used"));
    assertFalse(USED.matches("a_used_"));
    assertFalse(TIME.matches("a_time"));
  }

  @Test
  void familyHasOneUnderscoreAfterItsPlaceholder() {
    assertThrows(
        IllegalArgumentException.class, () -> MetricSpec.family("MY_POOL", "_used", Unit.NONE, ""));
    assertThrows(
        IllegalArgumentException.class, () -> MetricSpec.family("POOL", "used", Unit.NONE, ""));
  }
}
