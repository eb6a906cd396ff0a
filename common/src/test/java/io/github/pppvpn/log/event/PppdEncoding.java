package io.github.pppvpn.log.event;

import java.nio.charset.StandardCharsets;

/** What pppd makes of a peer's name: %v, cut to 256 bytes, then %q. */
final class PppdEncoding {
  private static final int MAXNAMELEN = 256;

  private PppdEncoding() {}

  static String encode(byte[] name) {
    StringBuilder visible = new StringBuilder();
    for (byte b : name) {
      int c = b & 0xff;
      if (c >= 0x80) {
        visible.append("M-");
        c -= 0x80;
      }
      if (c == '\t') {
        visible.append('\t');
      } else if (c < 0x20 || c == 0x7f) {
        visible.append('^').append((char) (c ^ 0x40));
      } else {
        visible.append((char) c);
      }
    }
    visible.setLength(Math.min(MAXNAMELEN, visible.length()));
    StringBuilder quoted = new StringBuilder();
    for (char c : visible.toString().toCharArray()) {
      switch (c) {
        case '\t' -> quoted.append("\\t");
        case '"', '\\' -> quoted.append('\\').append(c);
        default -> quoted.append(c);
      }
    }
    return quoted.toString();
  }

  /** Whether the name can be read back: pppd's writing of it means nothing else. */
  static boolean isReversible(byte[] name) {
    String latin = new String(name, StandardCharsets.ISO_8859_1);
    return !latin.contains("^")
        && !latin.contains("M-")
        && name.length * 4 <= MAXNAMELEN
        // A tab after M- is written raw and cannot be told from the byte 0x89.
        && latin.indexOf('\u0089') < 0
        // M-^ is this byte, or the beginning of M-^A.
        && latin.indexOf('\u00de') < 0
        // M-^M- is this byte and a hyphen, or M-^ and the beginning of another.
        && !latin.contains("\u008d-");
  }
}
