package io.github.pppvpn.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class UnsignedTest {
  @Test
  void takesTheWholeRangeOfEachWidth() {
    Unsigned.check8("x", 0);
    Unsigned.check8("x", 255);
    Unsigned.check16("x", 0);
    Unsigned.check16("x", 65535);
    Unsigned.check32("x", 0);
    Unsigned.check32("x", 4294967295L);
  }

  @Test
  void refusesTheNextValueOnEitherSideAndNamesTheField() {
    assertThrows(IllegalArgumentException.class, () -> Unsigned.check8("x", -1));
    assertThrows(IllegalArgumentException.class, () -> Unsigned.check8("x", 256));
    assertThrows(IllegalArgumentException.class, () -> Unsigned.check16("x", -1));
    assertThrows(IllegalArgumentException.class, () -> Unsigned.check32("x", -1));
    assertThrows(IllegalArgumentException.class, () -> Unsigned.check32("x", 4294967296L));
    assertEquals(
        "Call ID must be 0 to 65535, not 65536",
        assertThrows(IllegalArgumentException.class, () -> Unsigned.check16("Call ID", 65536))
            .getMessage());
  }
}
