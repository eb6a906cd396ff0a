package io.github.pppvpn.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class StateTest {
  @Test
  void exitCodesAreTheGuidelines() {
    assertEquals(0, State.OK.exitCode());
    assertEquals(1, State.WARNING.exitCode());
    assertEquals(2, State.CRITICAL.exitCode());
    assertEquals(3, State.UNKNOWN.exitCode());
  }

  @Property
  void worstIsCriticalThenWarningThenUnknown(@ForAll State a, @ForAll State b) {
    String order = "OK UNKNOWN WARNING CRITICAL";
    State worse = order.indexOf(a.name()) > order.indexOf(b.name()) ? a : b;
    assertEquals(worse, a.worse(b));
  }
}
