package io.github.pppvpn.checks.l2tp;

import java.io.FileInputStream;
import java.io.IOException;

/** Where tunnel ids and challenges come from: what nobody who does not see the packets guesses. */
interface Randomness {
  /**
   * The kernel's, which never blocks once the host has booted. SecureRandom gives the same, and
   * loads the whole provider machinery for it.
   */
  Randomness SYSTEM =
      length -> {
        try (FileInputStream in = new FileInputStream("/dev/urandom")) {
          return in.readNBytes(length);
        }
      };

  /** So many random bytes. */
  byte[] bytes(int length) throws IOException;
}
