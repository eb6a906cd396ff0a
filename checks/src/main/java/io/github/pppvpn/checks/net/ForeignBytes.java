package io.github.pppvpn.checks.net;

import java.util.HexFormat;

/** Bytes of another protocol, shown as what they most likely are. */
public final class ForeignBytes {
  private static final int MAX_SHOWN = 48;

  private ForeignBytes() {}

  /** A banner as its first line in quotes, anything else as hex. */
  public static String shown(byte[] bytes) {
    StringBuilder text = new StringBuilder("\"");
    for (byte b : bytes) {
      if (b == '\r' || b == '\n') {
        break;
      }
      if (b < ' ' || b > '~') {
        return hex(bytes);
      }
      if (text.length() > MAX_SHOWN) {
        text.append("...");
        break;
      }
      text.append((char) b);
    }
    return text.length() == 1 ? hex(bytes) : text.append('"').toString();
  }

  private static String hex(byte[] bytes) {
    int length = Math.min(bytes.length, MAX_SHOWN / 3);
    return HexFormat.ofDelimiter(" ").formatHex(bytes, 0, length)
        + (length < bytes.length ? " ..." : "");
  }
}
