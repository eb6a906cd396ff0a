package io.github.pppvpn.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PrintableTest {
  @Test
  void ordinaryTextStays() {
    String text = "caf\u00e9 \u20ac5 \u4f60\u597d \ud83d\ude00 \u0661 a'b\"c<d>\\e&;$`";
    assertEquals(text, Printable.line(text));
  }

  @Test
  void steeringCharactersBecomeVisible() {
    assertEquals("a\\x1b[2Jb", Printable.line("a\u001b[2Jb"));
    assertEquals("a\\x0d\\x0ab\\x09c", Printable.line("a\r\nb\tc"));
    assertEquals("\\x00\\x7f\\x85\\x9b", Printable.line("\u0000\u007f\u0085\u009b"));
    assertEquals("\\xad", Printable.line("\u00ad"));
    assertEquals("\\u202eevil\\u202c", Printable.line("\u202eevil\u202c"));
    assertEquals("\\u2028\\u2029\\ufeff", Printable.line("\u2028\u2029\ufeff"));
    assertEquals("\\ud800x\\udc00", Printable.line("\ud800x\udc00"));
    assertEquals("\\udc00\\ud800", Printable.line("\udc00\ud800"));
    assertEquals("\\ue000\\uffff", Printable.line("\ue000\uffff"));
    assertEquals("\\ue0041", Printable.line("\udb40\udc41"));
  }

  @Test
  void perfdataCannotBegin() {
    assertEquals("OK \\x7c x=1", Printable.line("OK | x=1"));
  }

  @Test
  void jsonKeepsThePipeAndEscapesInUtf16() {
    assertEquals("\"a|b\"", Printable.json("\"a|b\""));
    assertEquals("\"\\u202e\\u007f\"", Printable.json("\"\u202e\u007f\""));
    assertEquals("\"\\udb40\\udc41\\ud800\"", Printable.json("\"\udb40\udc41\ud800\""));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void nothingHarmfulIsLeft(@ForAll("texts") String text) {
    String line = Printable.line(text);
    assertFalse(line.contains("|"));
    line.codePoints().forEach(c -> assertTrue(isHarmless(c), () -> Integer.toHexString(c)));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void harmlessTextIsItself(@ForAll("texts") String text) {
    StringBuilder harmless = new StringBuilder();
    text.codePoints().filter(c -> c != '|' && isHarmless(c)).forEach(harmless::appendCodePoint);
    assertEquals(harmless.toString(), Printable.line(harmless.toString()));
  }

  @Provide
  Arbitrary<String> texts() {
    return Hostile.texts(20);
  }

  /** As the Unicode categories have it: no other (C*), no line or paragraph separator. */
  static boolean isHarmless(int c) {
    return !new String(Character.toChars(c)).matches("[\\p{C}\\p{Zl}\\p{Zp}]");
  }
}
