package io.github.pppvpn.log.dialect;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A peer's text as pppd writes it (pppd/utils.c, vslprintf). Names pass two writers: {@code %v}
 * makes {@code M-x} of bytes from 0x80 on and {@code ^X} of control characters, then {@code %q}
 * puts a backslash before backslash and quote and writes TAB as {@code \t}.
 *
 * <p>The bytes found are UTF-8 or, if they are not, Latin-1 (old clients). pppd's writing is not
 * reversible: a name that really holds {@code ^A} or {@code M-a} reads as the byte it stands for.
 * Two names that pppd writes alike are one user here.
 */
public final class PppdText {
  /** Longest name that is kept, in characters; pppd's own limit (MAXNAMELEN) is 256 bytes. */
  static final int MAX_NAME = 256;

  private PppdText() {}

  /** Decodes what {@code %q} wrote of what {@code %v} wrote. */
  static String quoted(byte[] b, int from, int to) {
    if (isPlain(b, from, to)) {
      return limited(new String(b, from, to - from, StandardCharsets.ISO_8859_1));
    }
    byte[] name = new byte[to - from];
    int length = 0;
    for (int i = from; i < to; i++) {
      byte c = b[i];
      if (c == '\\' && i + 1 < to) {
        i++;
        c = b[i];
        switch (c) {
          case 't' -> c = '\t';
          case 'n' -> c = '\n';
          case 'b' -> c = '\b';
          case 'f' -> c = '\f';
          case 'x' -> {
            if (i + 2 < to && hex(b[i + 1]) >= 0 && hex(b[i + 2]) >= 0) {
              c = (byte) (hex(b[i + 1]) << 4 | hex(b[i + 2]));
              i += 2;
            }
          }
          default -> {}
        }
      }
      name[length++] = c;
    }
    return visible(name, 0, length);
  }

  /**
   * A name as a RADIUS server got it from pppd, which asks by what {@code %v} wrote.
   *
   * @param name of any writer; what {@code %v} cannot have made stays as it is
   */
  public static String asked(String name) {
    if (name.indexOf("M-") < 0 && name.indexOf('^') < 0) {
      return name;
    }
    byte[] b = name.getBytes(StandardCharsets.UTF_8);
    return visible(b, 0, b.length);
  }

  /** Decodes what {@code %v} wrote. */
  static String visible(byte[] b, int from, int to) {
    byte[] name = new byte[to - from];
    int length = 0;
    for (int i = from; i < to; i++) {
      int high = 0;
      if (b[i] == 'M' && i + 2 < to && b[i + 1] == '-') {
        high = 0x80;
        i += 2;
      }
      int c = b[i];
      if (c == '^' && isControl(b, i + 1, to, high != 0)) {
        i++;
        c = b[i] ^ 0x40;
      }
      name[length++] = (byte) (c | high);
    }
    return decoded(Arrays.copyOf(name, length));
  }

  /**
   * Whether a control character's letter follows a caret. Where the caret is itself the rest of
   * {@code M-^} (the byte 0xDE, which begins letters of some scripts in UTF-8) and {@code M-}
   * follows, that begins the next byte.
   */
  private static boolean isControl(byte[] b, int at, int to, boolean high) {
    if (at >= to || (high && b[at] == 'M' && at + 1 < to && b[at + 1] == '-')) {
      return false;
    }
    return b[at] == '?' || (b[at] >= '@' && b[at] <= '_');
  }

  /** The bytes as UTF-8, else as Latin-1. */
  static String decoded(byte[] name) {
    try {
      return limited(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name)).toString());
    } catch (CharacterCodingException e) {
      return limited(new String(name, StandardCharsets.ISO_8859_1));
    }
  }

  static String limited(String name) {
    return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
  }

  private static boolean isPlain(byte[] b, int from, int to) {
    for (int i = from; i < to; i++) {
      byte c = b[i];
      if (c <= ' ' || c == '\\' || c == '^' || (c == '-' && i > from && b[i - 1] == 'M')) {
        return false;
      }
    }
    return true;
  }

  private static int hex(byte b) {
    return Character.digit(b, 16);
  }
}
