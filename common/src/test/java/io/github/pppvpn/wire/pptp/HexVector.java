package io.github.pppvpn.wire.pptp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The bytes of a {@code wire/pptp/NAME.hex}; its lines with # tell where they are from. */
final class HexVector {
  private HexVector() {}

  static byte[] read(String name) {
    try (InputStream in = HexVector.class.getResourceAsStream("/wire/pptp/" + name + ".hex")) {
      if (in == null) {
        throw new IllegalArgumentException("no vector " + name);
      }
      StringBuilder digits = new StringBuilder();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> digits.append(line.replace(" ", "")));
      return HexFormat.of().parseHex(digits);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
