package io.github.pppvpn.checks.sessions;

/** Numbers of a state file, which is ours but may hold anything all the same. */
public final class Numerals {
  private Numerals() {}

  /** A decimal number from 0 to 10^17; -1 for anything else. */
  public static long decimal(String text) {
    long number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9' || i > 16) {
        return -1;
      }
      number = number * 10 + c - '0';
    }
    return text.isEmpty() ? -1 : number;
  }
}
