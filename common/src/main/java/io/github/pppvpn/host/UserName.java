package io.github.pppvpn.host;

import java.nio.charset.StandardCharsets;

/** Names of users, whose bytes the daemons pass on as they came. */
final class UserName {
  private UserName() {}

  /**
   * The name that such bytes are meant to be: in UTF-8 if they are that, else in Latin-1.
   *
   * @param bytes one char per byte
   */
  static String of(String bytes) {
    boolean plain = true;
    for (int i = 0; plain && i < bytes.length(); i++) {
      plain = bytes.charAt(i) < 0x80;
    }
    if (plain) {
      return bytes;
    }
    String name = new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    // What is not valid was replaced, and does not become the same bytes again.
    String again = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    return again.equals(bytes) ? name : bytes;
  }
}
