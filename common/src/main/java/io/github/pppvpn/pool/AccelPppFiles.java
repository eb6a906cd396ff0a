package io.github.pppvpn.pool;

import io.github.pppvpn.host.ProcessInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which configurations accel-pppds run with, by their command lines (accel-pppd/main.c). */
public final class AccelPppFiles {
  /** Where the file is by accel-ppp's own documents. */
  public static final String USUAL = "/etc/accel-ppp.conf";

  private AccelPppFiles() {}

  /**
   * The files of the accel-pppds among these processes, each once, in the order of their names. One
   * that is named by a relative path is taken for the usual one.
   */
  public static List<String> of(List<ProcessInfo> processes) {
    List<String> paths = new ArrayList<>();
    for (ProcessInfo process : processes) {
      if (process.command().equals("accel-pppd") && !process.isZombie()) {
        String path = named(process).orElse(USUAL);
        if (!paths.contains(path)) {
          paths.add(path);
        }
      }
    }
    paths.sort(null);
    return paths;
  }

  /** The absolute path that the command line names ({@code -c}, {@code --config}); the last one. */
  public static Optional<String> named(ProcessInfo process) {
    List<String> words = process.arguments();
    String path = "";
    int i = 1;
    while (i < words.size() && !words.get(i).equals("--")) {
      String word = words.get(i);
      int value = value(word);
      boolean own = value < word.length();
      if (value > 0 && names(word) && (own || i + 1 < words.size())) {
        path = own ? word.substring(value) : words.get(i + 1);
      }
      i += value > 0 && !own ? 2 : 1;
    }
    return path.startsWith("/") ? Optional.of(path) : Optional.empty();
  }

  /**
   * Where in the word the value of its option begins: at its end if in the next; 0 if it has none.
   */
  private static int value(String word) {
    if (word.startsWith("--")) {
      int equals = word.indexOf('=');
      String name = word.substring(2, equals < 0 ? word.length() : equals);
      // getopt_long takes what an option's name begins with, too.
      boolean valued =
          !name.isEmpty()
              && ("config".startsWith(name) || "pid".startsWith(name) || "dump".startsWith(name));
      return !valued ? 0 : equals < 0 ? word.length() : equals + 1;
    }
    if (word.startsWith("-")) {
      for (int i = 1; i < word.length(); i++) {
        if (word.charAt(i) == 'c' || word.charAt(i) == 'p') {
          return i + 1;
        }
      }
    }
    return 0;
  }

  /** Whether the option with a value in this word is the one that names the file. */
  private static boolean names(String word) {
    return word.startsWith("--")
        ? word.charAt(2) == 'c'
        : word.indexOf('c') > 0 && (word.indexOf('p') < 0 || word.indexOf('c') < word.indexOf('p'));
  }
}
