package io.github.pppvpn.log.line;

import java.util.List;

/** {@code daemon.notice }: what BusyBox's syslogd and OpenWrt's logread write before the tag. */
final class Facility {
  // Those of glibc's and musl's sys/syslog.h, the old ones too.
  private static final List<String> NAMES =
      List.of(
          "daemon",
          "auth",
          "authpriv",
          "cron",
          "ftp",
          "kern",
          "lpr",
          "mail",
          "news",
          "security",
          "syslog",
          "user",
          "uucp");
  private static final List<String> LEVELS =
      List.of(
          "emerg", "panic", "alert", "crit", "err", "error", "warning", "warn", "notice", "info",
          "debug");

  private Facility() {}

  /** Where the text behind facility, level and a space starts; {@code from} if it has none. */
  static int after(byte[] b, int from, int to) {
    int dot = from;
    while (dot < to && isLetterOrDigit(b[dot])) {
      dot++;
    }
    if (dot == from || dot >= to || b[dot] != '.') {
      return from;
    }
    int end = Bytes.wordEnd(b, dot, to);
    boolean local =
        dot == from + 6
            && Bytes.startsWith(b, from, dot, "local")
            && b[from + 5] >= '0'
            && b[from + 5] <= '7';
    return end < to && (local || isOne(NAMES, b, from, dot)) && isOne(LEVELS, b, dot + 1, end)
        ? end + 1
        : from;
  }

  private static boolean isLetterOrDigit(byte b) {
    return (b >= 'a' && b <= 'z') || Bytes.isDigit(b);
  }

  private static boolean isOne(List<String> words, byte[] b, int from, int to) {
    for (String word : words) {
      if (Bytes.equal(b, from, to, word)) {
        return true;
      }
    }
    return false;
  }
}
