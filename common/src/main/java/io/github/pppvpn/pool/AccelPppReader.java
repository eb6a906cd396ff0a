package io.github.pppvpn.pool;

import io.github.pppvpn.host.NotVisibleException;
import io.github.pppvpn.host.NotVisibleException.Why;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Divides accel-ppp.conf, and the files that it takes in, into sections (triton/conf_file.c of
 * 1.13).
 *
 * <p>{@code $include FILE} stands for the file's lines: they go on in the section that is open, and
 * a section that the file opens ends with it. Where accel-ppp cannot open such a file, or finds a
 * fault in it, it leaves the rest of the including file (or block) unread and starts all the same.
 */
final class AccelPppReader {
  private static final int MOST = 1023;

  /** accel-ppp itself goes on until it may open no more files. */
  private static final int DEEPEST = 16;

  private static final int MOST_FILES = 256;
  private static final int MOST_CHARS = 1 << 23;
  private static final String REST = ": accel-ppp leaves the rest unread";
  private static final String ABSENT_REMEDY =
      "Correct the $include line, or put the file there, and restart accel-ppp.";
  private static final Items NONE = new Items(Optional.empty());

  /** Gives the text of a file that another one takes in. */
  interface Included {
    String text(String path) throws NotVisibleException;
  }

  /** What lines belong to, a section or a block; nothing is kept of most. */
  private static final class Items {
    private final Optional<List<AccelPppOption>> kept;

    Items(Optional<List<AccelPppOption>> kept) {
      this.kept = kept;
    }
  }

  /** A section that is looked for; of several of its name the first counts. */
  private static final class Wanted {
    private final Items items = new Items(Optional.of(new ArrayList<>()));
    private boolean there;

    List<AccelPppOption> options() {
      return items.kept.orElseThrow();
    }
  }

  private final Included included;
  private final List<String> notes;
  private final Wanted ipPool = new Wanted();
  private final Wanted cli = new Wanted();
  private final Wanted modules = new Wanted();
  private Optional<UnreadFile> unread = Optional.empty();
  private Optional<UnreadFile> unreadPools = Optional.empty();
  private Items current = NONE;
  private boolean crashes;
  private final List<String> files = new ArrayList<>();
  private int chars;

  /** Sentences about oddities go to {@code notes}. */
  AccelPppReader(Included included, List<String> notes) {
    this.included = included;
    this.notes = notes;
  }

  List<AccelPppOption> ipPool() {
    return ipPool.options();
  }

  List<AccelPppOption> cli() {
    return cli.options();
  }

  /** The lines of {@code [modules]}. */
  List<AccelPppOption> modules() {
    return modules.options();
  }

  /** The files that are taken in. */
  List<String> files() {
    return files;
  }

  /** The first file that is taken in and could not be read. */
  Optional<UnreadFile> unread() {
    return unread;
  }

  /** The first of them that may say something of pools. */
  Optional<UnreadFile> unreadPools() {
    return unreadPools;
  }

  /**
   * Reads the daemon's file.
   *
   * @throws RefusedConfigException if accel-pppd exits at it
   */
  void read(String path, String text) throws RefusedConfigException {
    file(path, "", text, NONE, 0);
  }

  /**
   * @param shown the file in sentences; empty for the daemon's own
   * @param above what the including line belongs to
   * @throws RefusedConfigException at what accel-ppp has for an error in this file
   */
  private void file(String path, String shown, String text, Items above, int depth)
      throws RefusedConfigException {
    Items items = above;
    Deque<Items> outer = new ArrayDeque<>();
    Fgets in = new Fgets(text, MOST);
    while (in.next()) {
      String line = AccelPppOption.trimmed(in.piece());
      if (line.isEmpty() || line.charAt(0) == '#') {
        continue;
      }
      boolean ends = false;
      if (line.startsWith("$include")) {
        ends = !include(path, new AccelPppOption(shown, in.line(), line), items, depth);
      } else if (line.charAt(0) == '[') {
        int end = line.indexOf(']');
        if (end < 0) {
          throw refused(shown, in.line(), line, "sintax error");
        }
        items = section(line.substring(1, end), new AccelPppOption(shown, in.line(), line));
        current = items;
      } else if (current == NONE) {
        throw refused(shown, in.line(), withoutValue(line), "no section opened");
      } else if (line.charAt(0) == '}' && items != current) {
        ends = true;
      } else if (items == NONE) {
        // A list without a head: it is the including file that lacks the section.
        crashes = true;
        throw refused(
            shown, in.line(), withoutValue(line), "no section opened but in an included file");
      } else {
        AccelPppOption option = new AccelPppOption(shown, in.line(), line);
        if (items.kept.isPresent()) {
          items.kept.get().add(option);
        }
        if (option.value().isPresent() && option.value().get().endsWith("{")) {
          outer.push(items);
          items = new Items(Optional.empty());
        }
      }
      if (ends) {
        if (outer.isEmpty()) {
          return;
        }
        items = outer.pop();
      }
    }
  }

  /** A line of no known section may hold a password. */
  private static String withoutValue(String line) {
    int equals = line.indexOf('=');
    return equals < 0 ? line : line.substring(0, equals + 1) + "...";
  }

  private static RefusedConfigException refused(String shown, int line, String text, String said) {
    return new RefusedConfigException(
        "accel-ppp",
        shown,
        line,
        text,
        "conf_file:" + (shown.isEmpty() ? "" : shown + ":") + line + ": " + said);
  }

  /** accel-ppp looks for the name with its bracket and finds none: it opens a new one each time. */
  private Items section(String name, AccelPppOption line) {
    Wanted wanted;
    switch (name) {
      case "ip-pool" -> wanted = ipPool;
      case "cli" -> wanted = cli;
      case "modules" -> wanted = modules;
      default -> {
        return new Items(Optional.empty());
      }
    }
    if (wanted.there && wanted == ipPool) {
      notes.add(line.where() + ": the first [ip-pool] alone counts, this one is lost");
    }
    boolean counts = !wanted.there;
    wanted.there = true;
    return counts ? wanted.items : new Items(Optional.empty());
  }

  /** Gives whether accel-ppp goes on behind it. */
  private boolean include(String path, AccelPppOption line, Items items, int depth)
      throws RefusedConfigException {
    String name = line.word();
    // Its working directory is the root, be it by systemd or as a daemon.
    String target = name.startsWith("/") ? name : "/" + name;
    String where = line.where() + (line.file().isEmpty() ? " of " + path : "");
    String takesIn = where + " takes in " + target;
    if (name.isEmpty()) {
      unread(target, where + " takes in a file without a name" + REST, ABSENT_REMEDY, items);
      return false;
    }
    if (depth >= DEEPEST || files.size() >= MOST_FILES) {
      unread(
          target,
          takesIn + ", and that goes on for too long to be followed",
          "Take the $include lines that lead in a circle out of " + path + ".",
          items);
      return true;
    }
    files.add(target);
    try {
      String text = included.text(target);
      chars += Math.min(text.length(), MOST_CHARS);
      if (chars > MOST_CHARS) {
        unread(
            target,
            takesIn + ", and all of them are larger than " + MOST_CHARS + " bytes",
            "Name the pools to look at: --pool NAME=RANGES.",
            items);
        return true;
      }
      file(target, target, text, items, depth + 1);
      return true;
    } catch (NotVisibleException e) {
      boolean absent = e.why() == Why.ABSENT;
      unread(
          target,
          where + " takes in a file, and " + e.getMessage() + (absent ? REST : ""),
          absent
              ? ABSENT_REMEDY
              : "Run it as root, or let its user read " + target + " (setfacl -m u:nagios:r).",
          items);
      // Who runs accel-ppp may read what this user may not.
      return !absent;
    } catch (RefusedConfigException e) {
      if (crashes) {
        throw e;
      }
      notes.add(takesIn + ", where accel-ppp stops reading both: " + e.said());
      return false;
    }
  }

  private void unread(String path, String sentence, String remedy, Items items) {
    UnreadFile file = new UnreadFile(path, sentence, remedy);
    if (unread.isEmpty()) {
      unread = Optional.of(file);
    }
    if (unreadPools.isEmpty() && (items == ipPool.items || !ipPool.there)) {
      unreadPools = Optional.of(file);
    } else {
      notes.add(sentence);
    }
  }
}
