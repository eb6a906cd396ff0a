package io.github.pppvpn.log.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A map with a limit, beside the JDK's. */
class ByProcessTest {
  private static final int LIMIT = 150;
  private static final String[] HOSTS = {"a", "b", "Aa", "BB"};

  @Test
  void isAMapOfTheMostRecentlyUsed() {
    Random random = new Random(20261128);
    Map<String, Integer> expected =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > LIMIT;
          }
        };
    ByProcess<Integer> found = new ByProcess<>(LIMIT);
    int known = 0;
    for (int i = 0; i < 200_000; i++) {
      // Another object than that of the line before.
      String host = HOSTS[random.nextInt(HOSTS.length)].repeat(1);
      int pid = random.nextInt(60) - 3;
      String key = host + pid;
      switch (random.nextInt(5)) {
        case 0, 1 -> {
          expected.put(key, i);
          found.put(host, pid, i);
        }
        case 2 -> {
          if (random.nextInt(4) == 0) {
            assertEquals(expected.remove(key), found.remove(host, pid));
          }
        }
        case 3 -> {
          Integer value = expected.get(key);
          found.remove(host, pid, random.nextBoolean() ? value : Integer.valueOf(-7));
          if (found.get(host, pid) == null) {
            expected.remove(key);
          }
        }
        default -> {
          known += expected.containsKey(key) ? 1 : 0;
          assertEquals(expected.get(key), found.get(host, pid));
        }
      }
      assertEquals(expected.size(), found.size());
    }
    assertTrue(known > 1_000 && found.size() > 100, known + " " + found.size());
  }
}
