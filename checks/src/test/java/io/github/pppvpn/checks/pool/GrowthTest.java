package io.github.pppvpn.checks.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.checks.pool.Growth.Sample;
import java.util.List;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** How soon a pool will be full. */
class GrowthTest {

  @Test
  void fallsOrStays() {
    assertEquals(OptionalDouble.empty(), of(0, 5, 600, 5).secondsToFull(9));
    assertEquals(OptionalDouble.empty(), of(0, 5, 600, 3).secondsToFull(9));
    assertEquals(OptionalDouble.empty(), of(0, 5, 200, 7).secondsToFull(9));
    assertEquals(OptionalDouble.of(2700), of(0, 5, 600, 7).secondsToFull(9));
  }

  @Test
  void forgetsWhatIsOld() {
    Growth growth = of(0, 1, 600, 2, 3000, 3).plus(new Sample(4100, 4));
    assertEquals(
        List.of(new Sample(600, 2), new Sample(3000, 3), new Sample(4100, 4)), growth.samples());
  }

  /** A minute's run a second apart each leaves no more than an hour's samples. */
  @Test
  void staysSmall() {
    Growth growth = of(0, 0);
    for (int second = 1; second < 20_000; second++) {
      growth = growth.plus(new Sample(second, second % 7));
    }
    assertTrue(growth.samples().size() < 80, growth.text());
    assertTrue(growth.seconds() > 3000, growth.text());
  }

  @Property
  void anyTextIsAGrowth(@ForAll String text) {
    Growth growth = Growth.parse(text);
    assertEquals(growth, Growth.parse(growth.text()));
  }

  private static Growth of(long... secondsAndUsed) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < secondsAndUsed.length; i += 2) {
      text.append(secondsAndUsed[i]).append(':').append(secondsAndUsed[i + 1]).append(' ');
    }
    return Growth.parse(text.toString());
  }
}
