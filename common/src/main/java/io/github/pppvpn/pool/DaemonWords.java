package io.github.pppvpn.pool;

import java.util.List;

/**
 * What a daemon's command line says of its configuration, as the daemon itself takes it apart.
 *
 * @param conf the configuration file as it was named, the last if there are several; empty if none
 *     was
 * @param connections the value of pptpd's {@code -C}; empty if there is none
 * @param delegate whether pptpd was told to leave addresses to pppd ({@code -D})
 */
public record DaemonWords(String conf, String connections, boolean delegate) {
  static final DaemonWords NONE = new DaemonWords("", "", false);

  /** xl2tpd's letters with a value (xl2tpd.c init_args). */
  private static final String XL2TPD_VALUES = "cspCq";

  /**
   * Those of a running daemon, which does not run with words that it refuses.
   *
   * @param daemon pptpd, xl2tpd or accel-pppd
   * @param words its command line, itself first
   */
  public static DaemonWords of(String daemon, List<String> words) {
    return switch (daemon) {
      case "pptpd" -> Getopt.PPTPD.read(words);
      case "xl2tpd" -> xl2tpd(words);
      default -> Getopt.ACCEL_PPPD.read(words);
    };
  }

  /** It compares the first two characters alone, and a value is always the next word. */
  private static DaemonWords xl2tpd(List<String> words) {
    String conf = "";
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      if (word.startsWith("-") && word.length() > 1 && XL2TPD_VALUES.indexOf(word.charAt(1)) >= 0) {
        i++;
        conf = word.charAt(1) == 'c' ? at(words, i) : conf;
      }
    }
    return new DaemonWords(conf, "", false);
  }

  private DaemonWords with(char letter, String value) {
    return switch (letter) {
      case 'c' -> new DaemonWords(value, connections, delegate);
      case 'C' -> new DaemonWords(conf, value, delegate);
      case 'D' -> new DaemonWords(conf, connections, true);
      default -> this;
    };
  }

  private static String at(List<String> words, int index) {
    return index < words.size() ? words.get(index) : "";
  }

  /** getopt_long's rules: bundles, values glued or behind, names shortened, the last wins. */
  private static final class Getopt {
    /** pptpd.c, with what a build may leave out. */
    static final Getopt PPTPD =
        new Getopt(
            "b:c:de:fhil:o:p:s:t:vwC:DV:",
            List.of(
                "bcrelay b",
                "conf c",
                "debug d",
                "ppp e",
                "fg f",
                "help h",
                "noipparam i",
                "listen l",
                "option o",
                "pidfile p",
                "speed s",
                "stimeout t",
                "version v",
                "logwtmp w",
                "connections C",
                "delegate D",
                "vrf V"));

    /** accel-pppd/main.c; {@code m} for {@code --dump}, which has no letter. */
    static final Getopt ACCEL_PPPD =
        new Getopt(
            "c:p:dVhm:",
            List.of(
                "config c",
                "pid p",
                "daemon d",
                "dump m",
                "internal d",
                "no-sigsegv d",
                "no-sigint d",
                "version V",
                "help h"));

    /** Each with a colon behind it that takes a value. */
    private final String letters;

    /** The long options, each with the letter that it stands for. */
    private final List<String> names;

    Getopt(String letters, List<String> names) {
      this.letters = letters;
      this.names = names;
    }

    DaemonWords read(List<String> words) {
      DaemonWords found = NONE;
      for (int i = 1; i < words.size() && !words.get(i).equals("--"); i++) {
        String word = words.get(i);
        int at = 1;
        String value = "";
        char letter = '?';
        if (word.startsWith("--")) {
          int equals = word.indexOf('=');
          letter = letter(word.substring(2, equals < 0 ? word.length() : equals));
          at = equals < 0 ? word.length() : equals + 1;
        } else if (word.startsWith("-")) {
          while (at < word.length() && !takesValue(word.charAt(at))) {
            found = found.with(word.charAt(at), "");
            at++;
          }
          letter = at < word.length() ? word.charAt(at) : '?';
          at++;
        }
        if (takesValue(letter)) {
          if (at < word.length()) {
            value = word.substring(at);
          } else {
            i++;
            value = DaemonWords.at(words, i);
          }
        }
        found = found.with(letter, value);
      }
      return found;
    }

    /** That of a long option or of the start of one; {@code ?} if there is none. */
    private char letter(String name) {
      char letter = '?';
      for (String known : names) {
        int end = known.length() - 2;
        if (known.startsWith(name) && name.length() <= end) {
          letter = known.charAt(end + 1);
          if (name.length() == end) {
            return letter;
          }
        }
      }
      return letter;
    }

    private boolean takesValue(char letter) {
      int at = letters.indexOf(letter);
      return at >= 0 && letter != ':' && letters.startsWith(":", at + 1);
    }
  }
}
