package io.github.pppvpn.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FgetsTest {
  private static List<String> pieces(String file, int most) {
    List<String> pieces = new ArrayList<>();
    Fgets in = new Fgets(file, most);
    while (in.next()) {
      pieces.add(in.line() + in.piece() + (in.ended() ? "" : "..."));
    }
    return pieces;
  }

  @Test
  void pieces() {
    assertEquals(List.of(), pieces("", 4));
    assertEquals(List.of("1abc", "2", "3de..."), pieces("abc\n\nde", 4));
    assertEquals(List.of("1abcd...", "1", "2e"), pieces("abcd\ne\n", 4));
    assertEquals(List.of("1a...", "2c...", "2..."), pieces("a\0b\nc\0de\0\n", 4));
    assertEquals(List.of("1a", "2b..."), pieces("a\nb\0\n", 4));
  }

  /** However much a file holds, each line costs what itself is long. */
  @Test
  @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD, unit = TimeUnit.SECONDS)
  void manyLines() {
    int lines = 0;
    Fgets in = new Fgets("x=1\n".repeat(3_000_000), 1023);
    while (in.next()) {
      lines++;
    }
    assertEquals(3_000_000, lines);
    in = new Fgets("x".repeat(12_000_000), 20);
    while (in.next()) {
      assertEquals(1, in.line());
    }
  }
}
