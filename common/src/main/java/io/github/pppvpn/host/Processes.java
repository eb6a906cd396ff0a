package io.github.pppvpn.host;

import io.github.pppvpn.host.NotVisibleException.Why;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** The host's processes. */
public final class Processes {
  private static final int MOST_ARGUMENTS = 1024;

  /** Thousands of pppds have the same command line but for a few numbers. */
  private static final int MOST_WORDS = 512;

  private static final Predicate<String> ANY = new Any();

  private Processes() {}

  /**
   * The processes whose name {@code commands} takes, by number; one that ends meanwhile is left
   * out. Costs one small file per process of the host, and two more per process that is wanted, or
   * one more where such processes stand side by side.
   *
   * @throws NotVisibleException HIDDEN if the kernel does not show this user other users'
   *     processes, ABSENT or DENIED if there is no /proc to be read
   */
  public static List<ProcessInfo> list(HostRoot root, Predicate<String> commands)
      throws NotVisibleException {
    String[] names = root.unsorted("/proc");
    List<ProcessInfo> found = new ArrayList<>();
    Map<String, String> words = new HashMap<>();
    String command = "";
    boolean wanted = false;
    boolean init = false;
    for (String name : names) {
      int pid = pid(name);
      if (pid > 0) {
        File folder = root.ofProcess(name);
        Optional<ProcessInfo> process = Optional.empty();
        if (wanted) {
          // As the one before was: what is read of it has the name, too.
          process = read(root, folder, pid, words, commands);
        }
        if (process.isEmpty()) {
          command = commandOf(root, folder, command);
          init |= pid == 1 && !command.isEmpty();
          wanted = !command.isEmpty() && commands.test(command);
          if (wanted) {
            // Of an odd name stat has another spelling.
            process = read(root, folder, pid, words, ANY);
          }
        }
        if (process.isPresent()) {
          init |= pid == 1;
          found.add(process.get());
        }
      }
    }
    if (!init) {
      throw names.length == 0
          ? new NotVisibleException(Why.ABSENT, "/proc cannot be listed")
          : new NotVisibleException(
              Why.HIDDEN, "this user does not see other users' processes (/proc has hidepid)");
    }
    found.sort(new ByPid());
    return found;
  }

  private static final class Any implements Predicate<String> {
    @Override
    public boolean test(String command) {
      return true;
    }
  }

  private static final class ByPid implements Comparator<ProcessInfo> {
    @Override
    public int compare(ProcessInfo a, ProcessInfo b) {
      return Integer.compare(a.pid(), b.pid());
    }
  }

  /** One process; nothing if it has ended, or is hidden from this user. */
  public static Optional<ProcessInfo> read(HostRoot root, int pid) {
    return read(root, root.ofProcess(Integer.toString(pid)), pid, new HashMap<>(), ANY);
  }

  private static Optional<ProcessInfo> read(
      HostRoot root, File folder, int pid, Map<String, String> words, Predicate<String> commands) {
    try {
      FileBytes stat = root.readOfProcess(folder, "stat");
      return parse(folder, pid, stat, root, words, commands);
    } catch (NotVisibleException e) {
      return Optional.empty();
    }
  }

  /** The kernel's name for a process; nothing if it has ended, or is hidden from this user. */
  public static Optional<String> command(HostRoot root, int pid) {
    String command = commandOf(root, root.ofProcess(Integer.toString(pid)), "");
    return command.isEmpty() ? Optional.empty() : Optional.of(command);
  }

  /**
   * Empty if it has ended or is hidden.
   *
   * @param last another's name, which is given back if it is the same: neighbours often are
   */
  private static String commandOf(HostRoot root, File folder, String last) {
    try {
      FileBytes comm = root.readOfProcess(folder, "comm");
      int length = comm.length;
      while (length > 0 && comm.bytes[length - 1] == '\n') {
        length--;
      }
      return last.length() == length && comm.has(last, 0)
          ? last
          : new String(comm.bytes, 0, length, StandardCharsets.ISO_8859_1);
    } catch (NotVisibleException e) {
      return "";
    }
  }

  /**
   * Whether a process is of a container: one that has a number of its own in there besides the one
   * here (NSpid of /proc/PID/status, since Linux 4.1). False where that cannot be told.
   */
  public static boolean isInContainer(HostRoot root, int pid) {
    try {
      Scan in = new Scan(root.read("/proc/" + pid + "/status"));
      while (in.line()) {
        if (in.word() && in.is("NSpid:")) {
          boolean here = in.word();
          boolean inThere = in.word();
          return here && inThere;
        }
      }
    } catch (NotVisibleException e) {
      // It has ended, or is as old as the kernel.
    }
    return false;
  }

  /** Memory that a process holds, in bytes (VmRSS of /proc/PID/status); nothing for a zombie. */
  public static OptionalLong residentBytes(HostRoot root, int pid) {
    try {
      Scan in = new Scan(root.read("/proc/" + pid + "/status"));
      while (in.line()) {
        if (in.word() && in.is("VmRSS:")) {
          long kibibytes = in.number();
          return kibibytes >= 0 && kibibytes < 1L << 40
              ? OptionalLong.of(kibibytes * 1024)
              : OptionalLong.empty();
        }
      }
    } catch (NotVisibleException e) {
      // Ended meanwhile.
    }
    return OptionalLong.empty();
  }

  /**
   * When this process itself started, in clock ticks since boot; nothing where the root does not
   * show it, as a recorded host does not.
   */
  static OptionalLong ownStartTicks(HostRoot root) {
    try {
      FileBytes stat = root.readOfProcess(root.ofProcess("self"), "stat");
      int close = nameEnd(stat, 0);
      Scan in = new Scan(stat.bytes, close + 1, stat.length);
      if (close > 0 && in.line() && in.word()) {
        in.fields(18);
        long ticks = in.number();
        return ticks < 0 ? OptionalLong.empty() : OptionalLong.of(ticks);
      }
    } catch (NotVisibleException e) {
      // No process of this name: the root is none of a running host.
    }
    return OptionalLong.empty();
  }

  /** Where the name ends, whatever parentheses it holds; {@code open} if it does not. */
  private static int nameEnd(FileBytes stat, int open) {
    int close = stat.length - 1;
    while (close > open && stat.bytes[close] != ')') {
      close--;
    }
    return close;
  }

  private static Optional<ProcessInfo> parse(
      File folder,
      int pid,
      FileBytes stat,
      HostRoot root,
      Map<String, String> words,
      Predicate<String> commands) {
    // PID (COMMAND) STATE PPID ...; the name may hold anything, parentheses too.
    int open = 0;
    while (open < stat.length && stat.bytes[open] != '(') {
      open++;
    }
    int close = nameEnd(stat, open);
    if (close <= open) {
      return Optional.empty();
    }
    String command =
        new String(stat.bytes, open + 1, close - open - 1, StandardCharsets.ISO_8859_1);
    if (!commands.test(command)) {
      return Optional.empty();
    }
    Scan in = new Scan(stat.bytes, close + 1, stat.length);
    if (!in.line() || !in.word()) {
      return Optional.empty();
    }
    char state = in.text().charAt(0);
    long parent = in.number();
    in.fields(9);
    long userTicks = in.number();
    long systemTicks = in.number();
    in.fields(6);
    long startTicks = in.number();
    in.fields(1);
    long pages = in.number();
    long least = Math.min(Math.min(parent, userTicks), Math.min(systemTicks, startTicks));
    if (Math.min(least, pages) < 0 || parent > Integer.MAX_VALUE) {
      return Optional.empty();
    }
    return Optional.of(
        new ProcessInfo(
            pid,
            command,
            state,
            (int) parent,
            userTicks,
            systemTicks,
            startTicks,
            pages,
            arguments(root, folder, words)));
  }

  private static List<String> arguments(HostRoot root, File folder, Map<String, String> words) {
    List<String> arguments = new ArrayList<>();
    try {
      FileBytes line = root.readOfProcess(folder, "cmdline");
      int from = 0;
      while (from < line.length && arguments.size() < MOST_ARGUMENTS) {
        int to = wordEnd(line, from);
        arguments.add(
            shared(new String(line.bytes, from, to - from, StandardCharsets.ISO_8859_1), words));
        from = to + 1;
      }
    } catch (NotVisibleException e) {
      // Ended meanwhile: as a zombie, it has none.
    }
    // A process that has changed its title leaves NULs behind it.
    int count = arguments.size();
    while (count > 0 && arguments.get(count - 1).isEmpty()) {
      count--;
    }
    return arguments.subList(0, count);
  }

  private static int wordEnd(FileBytes line, int from) {
    byte[] bytes = line.bytes;
    int to = from;
    while (to < line.length && bytes[to] != 0) {
      to++;
    }
    return to;
  }

  /** The same word of an earlier process, if it is one of the first to be seen. */
  private static String shared(String word, Map<String, String> words) {
    String known = words.get(word);
    if (known == null && words.size() < MOST_WORDS) {
      words.put(word, word);
    }
    return known == null ? word : known;
  }

  private static int pid(String name) {
    int pid = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < '0' || c > '9' || i > 8) {
        return -1;
      }
      pid = pid * 10 + c - '0';
    }
    return pid;
  }
}
