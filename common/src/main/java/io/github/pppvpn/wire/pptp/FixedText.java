package io.github.pppvpn.wire.pptp;

import io.github.pppvpn.wire.MalformedMessageException;
import io.github.pppvpn.wire.WireReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Text in a field of fixed length, filled up with NULs.
 *
 * <p>Read up to the first NUL, or to the field's end where there is none (RFC 2637 does not ask for
 * one); what stands behind the NUL has no meaning. ISO-8859-1 keeps every octet.
 */
final class FixedText {
  private FixedText() {}

  static String read(WireReader in, int length) throws MalformedMessageException {
    byte[] field = in.bytes(length);
    int end = 0;
    while (end < length && field[end] != 0) {
      end++;
    }
    return new String(field, 0, end, StandardCharsets.ISO_8859_1);
  }

  static void check(String field, String text, int length) {
    if (text.length() > length) {
      throw new IllegalArgumentException(
          field + " holds " + length + " octets, not " + text.length());
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || c > 0xFF) {
        throw new IllegalArgumentException(
            field + " cannot hold the char " + (int) c + ", only 1 to 255");
      }
    }
  }

  static void put(ByteBuffer out, String text, int length) {
    out.put(text.getBytes(StandardCharsets.ISO_8859_1));
    for (int i = text.length(); i < length; i++) {
      out.put((byte) 0);
    }
  }
}
