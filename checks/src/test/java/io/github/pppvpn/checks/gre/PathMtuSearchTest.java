package io.github.pppvpn.checks.gre;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PathMtuSearchTest {

  @Property
  void findsEverySilentLimit(@ForAll @IntRange(min = 84, max = 1500) int limit) {
    PathMtuSearch search = new PathMtuSearch(84, 1500);
    int tries = 0;
    for (OptionalInt size = search.candidate(); size.isPresent(); size = search.candidate()) {
      tries++;
      if (size.getAsInt() <= limit) {
        search.passed(size.getAsInt());
      } else {
        search.silent(size.getAsInt());
      }
    }
    assertEquals(limit, search.largest());
    assertEquals(limit < 1500, search.isBlackHole());
    assertTrue(tries <= 13, "tries " + tries);
  }

  @Test
  void believesRouterAboutItsLinkAndTriesIt() {
    PathMtuSearch search = new PathMtuSearch(84, 1500);
    assertEquals(OptionalInt.of(1500), search.candidate());
    search.tooBig(1500, 1400, "r");
    assertEquals(OptionalInt.of(1400), search.candidate());
    search.passed(1400);
    assertEquals(OptionalInt.empty(), search.candidate());
    assertEquals("r", search.announcer());
    assertFalse(search.isBlackHole());
  }

  @Test
  void findsHoleBehindRouterThatSpeaks() {
    PathMtuSearch search = new PathMtuSearch(84, 1500);
    List<Integer> tried = new ArrayList<>();
    for (OptionalInt size = search.candidate(); size.isPresent(); size = search.candidate()) {
      tried.add(size.getAsInt());
      if (size.getAsInt() > 1400) {
        search.tooBig(size.getAsInt(), 1400, "r");
      } else if (size.getAsInt() > 1280) {
        search.silent(size.getAsInt());
      } else {
        search.passed(size.getAsInt());
      }
    }
    assertEquals(List.of(1500, 1400), tried.subList(0, 2));
    assertEquals(1280, search.largest());
    assertTrue(search.isBlackHole());
  }

  @Test
  void routerThatSaysNoMtuIsNoHole() {
    PathMtuSearch search = new PathMtuSearch(84, 1500);
    for (OptionalInt size = search.candidate(); size.isPresent(); size = search.candidate()) {
      if (size.getAsInt() > 1000) {
        search.tooBig(size.getAsInt(), 0, "r");
      } else {
        search.passed(size.getAsInt());
      }
    }
    assertEquals(1000, search.largest());
    assertFalse(search.isBlackHole());
    assertEquals("r", search.announcer());
  }

  @Test
  void lateAnswerCorrectsSilence() {
    PathMtuSearch search = new PathMtuSearch(84, 1500);
    search.candidate();
    search.silent(1500);
    search.silent(792);
    search.passed(792);
    assertEquals(1500, search.smallestFailed());
    assertEquals(OptionalInt.of((792 + 1500) / 2), search.candidate());
  }

  @Test
  void lyingRouterCannotKeepItBusy() {
    PathMtuSearch search = new PathMtuSearch(84, 1500);
    int tries = 0;
    for (OptionalInt size = search.candidate(); size.isPresent(); size = search.candidate()) {
      tries++;
      search.tooBig(size.getAsInt(), 70_000, "r");
      search.tooBig(size.getAsInt(), -5, "r");
    }
    assertTrue(tries <= 40);
    assertEquals(84, search.largest());
  }

  @Test
  void oneSizeAloneIsFoundAtOnce() {
    PathMtuSearch search = new PathMtuSearch(1500, 1500);
    assertEquals(OptionalInt.empty(), search.candidate());
    assertTrue(search.isTop());
  }
}
