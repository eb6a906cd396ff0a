package io.github.pppvpn.log.line;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

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

  @Test
  void findsItAtEveryPlaceBehindWhateverStandsThere() {
    for (byte filler : new byte[] {'x', ' ', '\t', 0x0b, 0, 0x7f, (byte) 0x8a, (byte) 0xff, '\n'}) {
      for (int from = 0; from < 20; from++) {
        for (int feed = from; feed <= 64; feed++) {
          byte[] b = new byte[70];
          Arrays.fill(b, filler);
          Arrays.fill(b, from, 64, filler == '\n' ? (byte) 'x' : filler);
          b[feed] = '\n';
          assertEquals(feed, LineFeeds.next(b, from, 64));
        }
      }
    }
  }
}
