package io.github.pppvpn.wire.gre;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class GreSenderTest {
  @Test
  void anAcknowledgmentProvesOnceWhatWasSent() {
    GreSender sender = new GreSender();
    assertFalse(sender.acknowledge(0), "nothing was sent");
    assertFalse(sender.acknowledge(0xFFFFFFFFL), "nothing was sent");
    assertEquals(0, sender.next());
    assertEquals(1, sender.next());
    assertEquals(2, sender.next());
    assertTrue(sender.acknowledge(1));
    assertFalse(sender.acknowledge(1), "known");
    assertFalse(sender.acknowledge(0), "known");
    assertEquals(2, sender.acknowledged());
    assertFalse(sender.acknowledge(3), "not sent yet");
    assertTrue(sender.acknowledge(2));
    assertEquals(3, sender.acknowledged());
    assertEquals(3, sender.sent());
    assertEquals(3, sender.bogus());
  }

  @Test
  void numbersGoOnBeyond32Bits() {
    GreSender sender = new GreSender(0xFFFFFFFFL);
    assertEquals(0xFFFFFFFFL, sender.next());
    assertEquals(0, sender.next());
    assertTrue(sender.acknowledge(0xFFFFFFFFL));
    assertTrue(sender.acknowledge(0));
    assertFalse(sender.acknowledge(0xFFFFFFFEL));
    assertEquals(1, sender.bogus());
  }
}
