package io.github.pppvpn.log.dialect;

/**
 * What accel-ppp puts before a message of a session: {@code IFNAME: } in its own file, {@code
 * IFNAME:USER: } in syslog. Interface and user are empty before the login.
 */
public final class AccelPrefix {
  private AccelPrefix() {}

  /** Whether {@code whole} is {@code plain} behind a prefix. */
  public static boolean isTwin(String whole, String plain) {
    int length = whole.length() - plain.length();
    return length >= 2
        && whole.endsWith(plain)
        && whole.startsWith(": ", length - 2)
        && start(whole) > 0;
  }

  /** The user of a text that may have a prefix. */
  static String user(String whole) {
    return limited(whole.substring(Math.max(0, start(whole))));
  }

  /** The interface of the prefix, or empty. */
  public static String ifname(String whole) {
    return start(whole) < 0 ? "" : whole.substring(0, whole.indexOf(':'));
  }

  /** The name, cut where pppd's would end too. */
  public static String limited(String name) {
    return PppdText.limited(name);
  }

  /** Where the text starts behind its prefix, or -1 if there is none. */
  private static int start(String whole) {
    int at = 0;
    while (at < whole.length() && isLetter(whole.charAt(at))) {
      at++;
    }
    int letters = at;
    while (at < whole.length() && whole.charAt(at) >= '0' && whole.charAt(at) <= '9') {
      at++;
    }
    boolean ifname = at == 0 || (letters > 0 && at > letters);
    if (!ifname || at >= whole.length() || whole.charAt(at) != ':') {
      return -1;
    }
    if (whole.startsWith(": ", at)) {
      return at + 2;
    }
    int end = whole.indexOf(": ", at + 1);
    return end < 0 ? -1 : end + 2;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
