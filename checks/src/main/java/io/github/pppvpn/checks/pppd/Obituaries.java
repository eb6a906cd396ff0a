package io.github.pppvpn.checks.pppd;

import io.github.pppvpn.checks.logs.HostNames;
import io.github.pppvpn.log.dialect.Daemon;
import io.github.pppvpn.log.dialect.Kind;
import io.github.pppvpn.log.line.LineHeader;
import io.github.pppvpn.log.line.LineParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Deaths that the deceased did not write itself: the kernel's lines of faults and of the want of
 * memory (arch/x86/mm/fault.c, mm/oom_kill.c), systemd's of a service's end (src/core/service.c)
 * and systemd-coredump's. The same death can stand in several of them, in several logs, and in the
 * daemon's own words; it is one.
 */
final class Obituaries {
  private static final long SAME_MILLIS = 5_000;
  private static final int MOST_HEADER = 160;
  private static final int MOST_TEXT = 400;
  private static final int MOST = 20_000;
  private static final String EXITED = ".service: Main process exited, code=";

  /** Whose words: the deceased's own, or those of one who looked on, in one of the logs. */
  private record Witness(String program, int log) {
    private static final Witness ITSELF = new Witness("", -1);
  }

  private record Word(Witness witness, LogFact fact) {}

  private static final class Death {
    private LogFact fact;
    private final Set<Witness> witnesses = new HashSet<>();

    Death(Word first) {
      fact = first.fact();
      witnesses.add(first.witness());
    }

    private boolean is(Word word) {
      LogFact other = word.fact();
      boolean samePid = fact.pid() < 0 || other.pid() < 0 || fact.pid() == other.pid();
      return fact.daemon() == other.daemon()
          && samePid
          && Math.abs(fact.millis() - other.millis()) <= SAME_MILLIS
          && !witnesses.contains(word.witness());
    }

    /** Of one who did not tell the process or the signal another may. */
    private void add(Word word) {
      witnesses.add(word.witness());
      LogFact other = word.fact();
      fact =
          new LogFact(
              fact.kind(),
              fact.daemon(),
              fact.host(),
              fact.pid() < 0 ? other.pid() : fact.pid(),
              fact.millis(),
              fact.signal() < 0 ? other.signal() : fact.signal(),
              fact.text());
    }
  }

  private final LineHeader header = new LineHeader();
  private final List<Word> words = new ArrayList<>();
  private final long from;
  private final long until;

  /** Those between two times, in milliseconds since 1970. */
  Obituaries(long from, long until) {
    this.from = from;
    this.until = until;
  }

  /** Looks through whole lines of a log. */
  void read(int log, LineParser parser, byte[] bytes, int start, int end) {
    int line = start;
    while (line < end) {
      int stop = line;
      while (stop < end && bytes[stop] != '\n') {
        stop++;
      }
      if (mayTell(bytes, line, stop)) {
        line(log, parser, bytes, line, stop);
      }
      line = stop + 1;
    }
  }

  /** By the fewest bytes: whether it may be one of the three's. */
  private static boolean mayTell(byte[] b, int from, int to) {
    boolean json = from < to && b[from] == '{';
    int end = json ? to : Math.min(to, from + MOST_HEADER);
    for (int i = from; i + 6 < end; i++) {
      if ((b[i] == 'k' && b[i + 1] == 'e' && b[i + 5] == 'l')
          || (b[i] == 's' && b[i + 1] == 'y' && b[i + 2] == 's' && b[i + 6] == 'd')) {
        return true;
      }
    }
    return false;
  }

  private void line(int log, LineParser parser, byte[] bytes, int start, int end) {
    parser.parse(bytes, start, end, header);
    String program;
    if (header.programIs("kernel")) {
      program = "kernel";
    } else if (header.programIs("systemd")) {
      program = "systemd";
    } else if (header.programIs("systemd-coredump")) {
      program = "systemd-coredump";
    } else {
      return;
    }
    byte[] b = header.bytes();
    int from = header.messageFrom();
    int to = Math.min(header.messageTo(), from + MOST_TEXT);
    long time = parser.timeOf(header);
    if (from >= to || time == LineParser.NO_TIME || time < this.from || time > until) {
      return;
    }
    String text = new String(b, from, to - from, StandardCharsets.UTF_8);
    String host =
        new String(
            b, header.hostFrom(), header.hostTo() - header.hostFrom(), StandardCharsets.UTF_8);
    Optional<LogFact> fact =
        switch (program) {
          case "kernel" -> ofKernel(text, host, time);
          case "systemd" -> ofSystemd(text, host, time);
          default -> ofCoredump(text, host, time);
        };
    if (fact.isPresent() && words.size() < MOST) {
      words.add(new Word(new Witness(program, log), fact.get()));
    }
  }

  /** {@code pppd[735]: segfault at …}, {@code Out of memory: Killed process 735 (pppd) …}. */
  private static Optional<LogFact> ofKernel(String whole, String host, long time) {
    String text = whole;
    // [12345.678901] stands in front where the syslog daemon leaves it.
    if (text.startsWith("[") && text.indexOf("] ") > 0) {
      text = text.substring(text.indexOf("] ") + 2);
    }
    int killed = text.indexOf("Killed process ");
    if (killed >= 0) {
      return named(text, killed + "Killed process ".length(), 9, whole, host, time);
    }
    if (text.startsWith("traps: ")) {
      text = text.substring("traps: ".length());
    }
    int open = text.indexOf('[');
    int close = text.indexOf(']', open + 1);
    if (open < 1 || close < 0) {
      return Optional.empty();
    }
    String rest = text.substring(close + 1);
    int signal;
    if (rest.startsWith(": segfault at ") || rest.startsWith(" general protection")) {
      signal = 11;
    } else if (rest.startsWith(" trap invalid opcode")) {
      signal = 4;
    } else if (rest.startsWith(" trap divide error")) {
      signal = 8;
    } else if (rest.startsWith(": unhandled ")) {
      int bracket = rest.indexOf('(');
      signal = Math.max(-1, decimal(rest, bracket + 1));
    } else {
      return Optional.empty();
    }
    return fact(text.substring(0, open), decimal(text, open + 1), signal, whole, host, time);
  }

  /** {@code pptpd.service: Main process exited, code=killed, status=9/KILL}. */
  private static Optional<LogFact> ofSystemd(String text, String host, long time) {
    int end = text.indexOf(EXITED);
    if (end < 1) {
      return Optional.empty();
    }
    String code = text.substring(end + EXITED.length());
    int status = code.indexOf("status=");
    int signal = status < 0 ? -1 : decimal(code, status + "status=".length());
    boolean dumped = code.startsWith("dumped");
    // What systemd itself takes for a clean end (systemd.service(5)).
    boolean clean = signal == 1 || signal == 2 || signal == 13 || signal == 15;
    if (!dumped && !(code.startsWith("killed") && !clean)) {
      return Optional.empty();
    }
    return fact(KnownDaemon.commandOf(text.substring(0, end)), -1, signal, text, host, time);
  }

  /** {@code Process 735 (pppd) of user 0 dumped core.} */
  private static Optional<LogFact> ofCoredump(String text, String host, long time) {
    return text.startsWith("Process ") && text.contains(" dumped core")
        ? named(text, "Process ".length(), -1, text, host, time)
        : Optional.empty();
  }

  /** {@code 735 (pppd)}. */
  private static Optional<LogFact> named(
      String text, int from, int signal, String whole, String host, long time) {
    int open = text.indexOf('(', from);
    int close = text.indexOf(')', from);
    return open < 0 || close < open
        ? Optional.empty()
        : fact(text.substring(open + 1, close), decimal(text, from), signal, whole, host, time);
  }

  private static Optional<LogFact> fact(
      String command, int pid, int signal, String text, String host, long time) {
    Optional<Daemon> daemon =
        switch (command) {
          case "pppd" -> Optional.of(Daemon.PPPD);
          case "pptpctrl" -> Optional.of(Daemon.PPTPD);
          default -> KnownDaemon.logOf(command);
        };
    return daemon.map(
        known -> new LogFact(Kind.CRASHED, known, host, pid, time, signal, host + " " + text));
  }

  /** The number that starts there; -1 if none does. */
  private static int decimal(String text, int from) {
    int number = 0;
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      number = Math.min(number, 100_000_000) * 10 + text.charAt(at) - '0';
      at++;
    }
    return at == from ? -1 : number;
  }

  /**
   * All deaths in the order of time.
   *
   * @param own what the daemons said of their own
   * @param strangers whether lines of other hosts can be told, and are left out
   */
  List<LogFact> deaths(List<LogFact> own, HostNames names, boolean strangers) {
    List<Word> all = new ArrayList<>(words.size());
    for (LogFact fact : own) {
      all.add(new Word(Witness.ITSELF, fact));
    }
    for (Word word : words) {
      if (!strangers || names.isOwn(word.fact().host())) {
        all.add(word);
      }
    }
    all.sort((a, b) -> Long.compare(a.fact().millis(), b.fact().millis()));
    List<Death> deaths = new ArrayList<>();
    for (Word word : all) {
      Death same = null;
      for (int i = deaths.size() - 1; i >= 0; i--) {
        Death death = deaths.get(i);
        if (word.fact().millis() - death.fact.millis() > SAME_MILLIS) {
          break;
        }
        // Of several the first that fits: they are told in the order in which they happened.
        same = death.is(word) ? death : same;
      }
      if (same == null) {
        deaths.add(new Death(word));
      } else {
        same.add(word);
      }
    }
    List<LogFact> facts = new ArrayList<>();
    for (Death death : deaths) {
      facts.add(death.fact);
    }
    return facts;
  }

  /** The hosts that lines named. */
  void hosts(Set<String> hosts) {
    for (Word word : words) {
      hosts.add(word.fact().host());
    }
  }
}
