package io.github.pppvpn.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivacyTest {
  @ParameterizedTest
  @CsvSource({
    "alice, al…",
    "bob,   bo…",
    "al,    a…",
    "a,     …",
    "'',    …",
    "\ud83d\ude00\ud83d\ude01\ud83d\ude02, \ud83d\ude00\ud83d\ude01…",
    "CORP\\alice, CO…",
  })
  void maskShowsTheBeginningOfAUserName(String name, String masked) {
    assertEquals(masked, Privacy.MASK.user(name));
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7,        203.0.x.x",
    "2001:db8:0:1::7,    2001:db8:…",
    "2001:db8::7,        2001:db8:…",
    "::1,                ::…",
    "fe80::1%eth0,       fe80::…",
    "::ffff:203.0.113.7, ::…",
    "localhost,          …",
    "'',                 …",
  })
  void maskShowsTheBeginningOfAnAddress(String address, String masked) {
    assertEquals(masked, Privacy.MASK.address(address));
  }

  @Test
  void noneShowsAllAndHideNothing() {
    assertEquals("alice", Privacy.NONE.user("alice"));
    assertEquals("203.0.113.7", Privacy.NONE.address("203.0.113.7"));
    assertEquals("(hidden)", Privacy.HIDE.user("alice"));
    assertEquals("(hidden)", Privacy.HIDE.address("203.0.113.7"));
  }
}
