package io.github.pppvpn.log.source;

/**
 * A shell's pattern for one name: {@code *}, {@code ?}, {@code [a-z]}, {@code [!a-z]}, a backslash
 * before what is meant literally. As in a shell, a leading dot is matched by a dot alone.
 */
record Glob(String pattern) {

  static boolean isPattern(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0;
  }

  boolean matches(String name) {
    if (name.startsWith(".") && !pattern.startsWith(".")) {
      return false;
    }
    // The last star seen takes one more character whenever the rest does not fit: linear enough
    // for names, where recursion over many stars is not.
    int p = 0;
    int n = 0;
    int star = -1;
    int starName = 0;
    while (n < name.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        starName = n;
        continue;
      }
      int next = p < pattern.length() ? matchOne(p, name.charAt(n)) : -1;
      if (next >= 0) {
        p = next;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++starName;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  /** Where the pattern goes on after {@code c} fitted at {@code p}, or -1. */
  private int matchOne(int p, char c) {
    char wanted = pattern.charAt(p);
    if (wanted == '?') {
      return p + 1;
    }
    if (wanted == '[') {
      int end = pattern.indexOf(']', p + 2);
      if (end > 0) {
        return inClass(p + 1, end, c) ? end + 1 : -1;
      }
    }
    if (wanted == '\\' && p + 1 < pattern.length()) {
      return pattern.charAt(p + 1) == c ? p + 2 : -1;
    }
    return wanted == c ? p + 1 : -1;
  }

  private boolean inClass(int from, int to, char c) {
    boolean negated = pattern.charAt(from) == '!' || pattern.charAt(from) == '^';
    int i = negated ? from + 1 : from;
    boolean in = false;
    while (i < to) {
      char low = pattern.charAt(i);
      if (i + 2 < to && pattern.charAt(i + 1) == '-') {
        in |= c >= low && c <= pattern.charAt(i + 2);
        i += 3;
      } else {
        in |= c == low;
        i++;
      }
    }
    return in != negated;
  }
}
