package io.github.pppvpn.state;

import java.nio.charset.StandardCharsets;

/**
 * Whose state it is.
 *
 * @param command the command's name, for example {@code check_auth_failures}
 * @param name what the user calls it; any text, two texts being two keys
 */
public record StateKey(String command, String name) {
  private static final int SHOWN = 40;

  /**
   * The name of the file that holds the state: what is harmless of the texts, so that one finds it,
   * and a hash of them, so that no two keys share a file.
   */
  String fileName() {
    StringBuilder file = new StringBuilder();
    append(command, file);
    file.append('-');
    append(name, file);
    file.append('-');
    String hash = Long.toHexString(hash(command + '\0' + name));
    for (int i = hash.length(); i < 16; i++) {
      file.append('0');
    }
    return file.append(hash).append(".state").toString();
  }

  private static void append(String text, StringBuilder file) {
    for (int i = 0; i < Math.min(text.length(), SHOWN); i++) {
      char c = text.charAt(i);
      boolean harmless =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
      file.append(harmless ? c : '_');
    }
  }

  /** FNV-1a over UTF-8, 64 bits. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return hash ^ hash >>> 32;
  }
}
