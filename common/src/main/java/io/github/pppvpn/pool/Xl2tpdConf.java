package io.github.pppvpn.pool;

import io.github.pppvpn.host.HostNames;
import io.github.pppvpn.host.Ipv4;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * xl2tpd.conf as xl2tpd 1.3.18 reads it (file.c parse_config; aaa.c get_addr, get_lns).
 *
 * <p>Values of keywords that have nothing to do with addresses are not judged.
 *
 * @param servers the {@code lns} sections in their order, {@code lns default} where it stands
 *     first; empty where the file makes no server
 * @param notes sentences about what the file says in vain
 */
public record Xl2tpdConf(List<LnsSection> servers, List<String> notes) {
  private static final int MOST = 1023;

  /** Every keyword of the daemon (file.c, words[]). */
  private static final List<String> KEYWORDS =
      List.of(
          "listen-addr",
          "port",
          "saref refinfo",
          "rand source",
          "auth file",
          "exclusive",
          "autodial",
          "redial",
          "redial timeout",
          "lns",
          "max redials",
          "access control",
          "force userspace",
          "ip range",
          "no ip range",
          "debug avp",
          "debug network",
          "debug packet",
          "debug tunnel",
          "debug state",
          "ipsec saref",
          "lac",
          "no lac",
          "assign ip",
          "local ip",
          "local ip range",
          "remote ip",
          "defaultroute",
          "length bit",
          "hidden bit",
          "require pap",
          "require chap",
          "require authentication",
          "require auth",
          "refuse pap",
          "refuse chap",
          "refuse authentication",
          "refuse auth",
          "unix authentication",
          "unix auth",
          "name",
          "hostname",
          "ppp debug",
          "pass peer",
          "pppoptfile",
          "call rws",
          "tunnel rws",
          "flow bit",
          "challenge",
          "tx bps",
          "rx bps",
          "bps",
          "max retries",
          "cap backoff");

  /** Copies the lists. */
  public Xl2tpdConf {
    servers = List.copyOf(servers);
    notes = List.copyOf(notes);
  }

  /**
   * Reads the file's text.
   *
   * @throws RefusedConfigException if xl2tpd exits at it with "Unable to load config file"
   */
  public static Xl2tpdConf parse(String text, HostNames names) throws RefusedConfigException {
    Parser parser = new Parser(names);
    Fgets in = new Fgets(text, MOST);
    boolean inComment = false;
    int number = 0;
    while (in.next()) {
      if (inComment) {
        inComment = !in.ended();
        continue;
      }
      number++;
      String piece = in.piece();
      int semicolon = piece.indexOf(';');
      if (semicolon >= 0) {
        inComment = !in.ended();
        piece = piece.substring(0, semicolon);
      }
      piece = trimmed(piece);
      if (!piece.isEmpty()) {
        parser.take(number, piece);
      }
    }
    List<LnsSection> servers = new ArrayList<>(parser.sections.size());
    for (LnsSection.Builder section : parser.sections) {
      servers.add(section.build(parser.accessControl));
    }
    return new Xl2tpdConf(servers, parser.notes);
  }

  /**
   * xl2tpd takes every byte below 33 for white space, and those from 128 too, chars being signed.
   */
  static boolean isWhite(char c) {
    return c < 33 || c > 127;
  }

  static String trimmed(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isWhite(text.charAt(from))) {
      from++;
    }
    while (to > from && isWhite(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static final class Parser {
    private enum Context {
      NONE,
      GLOBAL,
      LNS,
      LAC
    }

    private final HostNames names;
    private final List<LnsSection.Builder> sections = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private Context context = Context.NONE;
    private LnsSection.Builder lns;
    private boolean accessControl;
    private int number;
    private String line = "";

    Parser(HostNames names) {
      this.names = names;
    }

    void take(int at, String text) throws RefusedConfigException {
      number = at;
      line = text;
      if (text.charAt(0) == '[') {
        section(text);
      } else {
        option(text);
      }
    }

    private void section(String text) throws RefusedConfigException {
      int end = text.indexOf(']');
      if (end < 0) {
        throw refused("No closing bracket");
      }
      int space = text.indexOf(' ');
      boolean named = space >= 0 && space < end;
      String kind = text.substring(1, named ? space : end);
      if (kind.equalsIgnoreCase("global")) {
        context = Context.GLOBAL;
      } else if (kind.equalsIgnoreCase("lac")) {
        context = Context.LAC;
      } else if (kind.equalsIgnoreCase("lns")) {
        context = Context.LNS;
        lns = lns(named, named ? text.substring(space + 1, end) : "");
      } else {
        throw refused("unknown context '" + kind + "'");
      }
    }

    private LnsSection.Builder lns(boolean named, String name) {
      if (named) {
        for (LnsSection.Builder there : sections) {
          if (there.named && there.name.equalsIgnoreCase(name)) {
            return there;
          }
        }
      }
      String shown = name.equalsIgnoreCase("default") ? "default" : name;
      LnsSection.Builder made = new LnsSection.Builder(named, shown);
      sections.add(made);
      return made;
    }

    private void option(String text) throws RefusedConfigException {
      if (context == Context.NONE) {
        throw refused("data '" + text + "' occurs with no context");
      }
      int equals = text.indexOf('=');
      if (equals < 0) {
        throw refused("line too long or no '=' in data");
      }
      int end = equals;
      while (end > 0 && isWhite(text.charAt(end - 1))) {
        end--;
      }
      String word = text.substring(0, end);
      String value = trimmed(text.substring(equals + 1));
      switch (word.toLowerCase(Locale.ROOT)) {
        case "ip range", "no ip range" -> ipRange(word, value);
        case "local ip range" -> localIpRange(word, value);
        case "local ip" -> localIp(value);
        case "assign ip" -> assignIp(word, value);
        case "lac", "no lac" -> lac(word);
        case "access control" -> accessControl(word, value);
        default -> {
          if (!KEYWORDS.contains(word.toLowerCase(Locale.ROOT))) {
            throw refused("Unknown field '" + word + "'");
          }
        }
      }
    }

    private void ipRange(String word, String value) throws RefusedConfigException {
      needLns(word);
      AddressRange range = range(word, value);
      boolean denied = word.charAt(0) == 'n';
      if (word.charAt(0) == 'N') {
        notes.add(
            "line "
                + number
                + " allows "
                + range
                + ": xl2tpd takes 'no ip range' for a denial only with a small n");
      }
      lns.range(range, denied);
    }

    private void localIpRange(String word, String value) throws RefusedConfigException {
      needLns(word);
      if (lns.localIp.isPresent()) {
        throw refused("'local ip range' and 'local ip' are mutually exclusive");
      }
      lns.localRange(range(word, value));
    }

    private void localIp(String value) throws RefusedConfigException {
      if (context == Context.GLOBAL) {
        needLns("local ip");
      }
      if (context == Context.LNS && lns.hasLocalRange()) {
        throw refused("'local ip range' and 'local ip' are mutually exclusive");
      }
      Optional<Ipv4> address = names.resolve(value);
      if (address.isEmpty()) {
        throw refused("set_ip: host '" + value + "' not found");
      }
      if (context == Context.LNS) {
        lns.localIp = address;
      }
    }

    private void assignIp(String word, String value) throws RefusedConfigException {
      needLns(word);
      lns.assignIp = yesOrNo(word, value);
    }

    /** Whose calls the section takes: often names, which this host need not be able to resolve. */
    private void lac(String word) throws RefusedConfigException {
      needLns(word);
      lns.lac(word.charAt(0) == 'n');
    }

    private void accessControl(String word, String value) throws RefusedConfigException {
      if (context != Context.GLOBAL) {
        throw refused("'" + word + "' not valid in this context");
      }
      accessControl = yesOrNo(word, value);
    }

    private boolean yesOrNo(String word, String value) throws RefusedConfigException {
      return switch (value.toLowerCase(Locale.ROOT)) {
        case "yes", "y", "true" -> true;
        case "no", "n", "false" -> false;
        default -> throw refused(word + " must be 'yes' or 'no'");
      };
    }

    private AddressRange range(String word, String value) throws RefusedConfigException {
      try {
        return Xl2tpdRange.read(word, value, names);
      } catch (BadValueException e) {
        throw refused(e.getMessage());
      }
    }

    private void needLns(String word) throws RefusedConfigException {
      if (context != Context.LNS) {
        throw refused("'" + word + "' not valid in this context");
      }
    }

    private RefusedConfigException refused(String what) {
      return new RefusedConfigException(
          "xl2tpd", number, line, "parse_config: line " + number + ": " + what);
    }
  }
}
