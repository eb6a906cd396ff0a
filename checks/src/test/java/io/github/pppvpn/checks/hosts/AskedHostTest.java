package io.github.pppvpn.checks.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.plugin.Privacy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AskedHostTest {

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "0.0.0.0", "255.255.255.255", "::1", "2001:db8::192.0.2.1"})
  void addressesNeedNoNameService(String host) {
    assertTrue(new AskedHost(host, 1, false).isLiteral());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gw",
        "1.2.3",
        "1.2.3.4.5",
        "256.1.1.1",
        "1..2.3",
        ".1.2.3",
        "1.2.3.",
        "gw:1",
        "a::1%x"
      })
  void anythingElseMayTakeItsTime(String host) {
    assertFalse(new AskedHost(host, 1, false).isLiteral());
  }

  @Test
  void namesAsGiven() {
    assertEquals("gw", new AskedHost("gw", 1723, false).name(Privacy.NONE));
    assertEquals("gw:1724", new AskedHost("gw", 1724, true).name(Privacy.HIDE));
    assertEquals("[2001:db8:…]:1", new AskedHost("2001:db8::1", 1, true).name(Privacy.MASK));
  }

  @Test
  void theSameHost() {
    assertEquals(
        new AskedHost("GW.example", 1723, true).key(),
        new AskedHost("gw.example", 1723, false).key());
  }
}
