package io.github.pppvpn.wire.l2tp;

import io.github.pppvpn.wire.Octets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** MD5 of pieces in a row, as RFC 2661 asks for it. */
final class Md5 {
  private Md5() {}

  static byte[] of(Octets... pieces) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      for (Octets piece : pieces) {
        digest.update(piece.asBuffer());
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }
}
