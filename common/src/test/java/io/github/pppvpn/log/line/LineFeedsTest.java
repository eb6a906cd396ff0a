package io.github.pppvpn.log.line;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LineFeedsTest {
  @Property
  void findsTheFirst(
      @ForAll byte[] bytes, @ForAll @IntRange(max = 20) int from, @ForAll boolean feed) {
    byte[] b = bytes.clone();
    if (feed && b.length > 0) {
      b[b.length / 2] = '\n';
    }
    int start = Math.min(from, b.length);
    int expected = start;
    while (expected < b.length && b[expected] != '\n') {
      expected++;
    }
    assertEquals(expected, LineFeeds.next(b, start, b.length));
  }
}
