package io.github.pppvpn.log.source;

import io.github.pppvpn.host.HostRoot;
import io.github.pppvpn.host.NotVisibleException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where logrotate moves the rotated files of a log: the {@code olddir} lines of its configuration
 * (logrotate(8)). What of that cannot be read is taken as not there.
 */
final class LogrotateConf {
  private static final String FILE = "/etc/logrotate.conf";
  private static final String FOLDER = "/etc/logrotate.d";
  private static final int MAX_DEPTH = 8;

  /** Ends of the names that logrotate passes over in a folder (its default tabooext). */
  private static final List<String> TABOO =
      List.of(
          ",v",
          ".bak",
          ".cfsaved",
          ".disabled",
          ".dpkg-bak",
          ".dpkg-del",
          ".dpkg-dist",
          ".dpkg-new",
          ".dpkg-old",
          ".dpkg-tmp",
          ".rpmnew",
          ".rpmorig",
          ".rpmsave",
          ".swp",
          ".ucf-dist",
          ".ucf-new",
          ".ucf-old",
          "~");

  private final HostRoot root;
  private final List<Block> blocks = new ArrayList<>();

  /**
   * A section.
   *
   * @param folder its olddir; empty for none
   */
  private record Block(List<String> patterns, String folder) {}

  private LogrotateConf(HostRoot root) {
    this.root = root;
  }

  static LogrotateConf of(HostRoot root) {
    LogrotateConf conf = new LogrotateConf(root);
    if (conf.isWorthReading()) {
      conf.read(FILE, "", 0);
      if (!root.exists(FILE)) {
        conf.readFolder(FOLDER, "", 0);
      }
    }
    return conf;
  }

  /** Few hosts have such a line, and this is looked at every minute. */
  private boolean isWorthReading() {
    if (text(FILE).contains("olddir")) {
      return true;
    }
    for (String name : root.list(FOLDER)) {
      if (text(FOLDER + "/" + name).contains("olddir")) {
        return true;
      }
    }
    return false;
  }

  /**
   * Where the log's rotated files go.
   *
   * @param log absolute, as on that host
   */
  Optional<Path> archive(Path log) {
    for (Block block : blocks) {
      for (String pattern : block.patterns()) {
        if (!matches(Path.of(pattern), log)) {
          continue;
        }
        if (block.folder().isEmpty()) {
          return Optional.empty();
        }
        Path folder = log.getParent();
        return Optional.of(
            (folder == null ? Path.of("/") : folder).resolve(block.folder()).normalize());
      }
    }
    return Optional.empty();
  }

  private static boolean matches(Path pattern, Path log) {
    if (pattern.getNameCount() != log.getNameCount()) {
      return false;
    }
    for (int i = 0; i < log.getNameCount(); i++) {
      if (!new Glob(pattern.getName(i).toString()).matches(log.getName(i).toString())) {
        return false;
      }
    }
    return true;
  }

  private String text(String path) {
    try {
      return root.text(path);
    } catch (NotVisibleException e) {
      return "";
    }
  }

  private void readFolder(String folder, String inherited, int depth) {
    for (String name : root.list(folder)) {
      boolean taboo = name.startsWith(".");
      for (String end : TABOO) {
        taboo |= name.endsWith(end);
      }
      if (!taboo) {
        read(folder + "/" + name, inherited, depth);
      }
    }
  }

  /**
   * Reads a file.
   *
   * @param inherited the olddir that holds where no other is named; empty for none
   */
  private void read(String path, String inherited, int depth) {
    String global = inherited;
    List<String> patterns = new ArrayList<>();
    boolean inBlock = false;
    boolean inScript = false;
    String folder = "";
    for (String line : lines(text(path))) {
      List<String> words = words(line);
      String first = words.isEmpty() ? "" : words.get(0);
      if (inScript) {
        inScript = !first.equals("endscript");
      } else if (inBlock && first.startsWith("}")) {
        blocks.add(new Block(List.copyOf(patterns), folder));
        patterns.clear();
        inBlock = false;
      } else if (isScript(first)) {
        inScript = true;
      } else if (first.equals("olddir") || first.equals("noolddir")) {
        String named = first.equals("olddir") && words.size() > 1 ? words.get(1) : "";
        folder = named;
        global = inBlock ? global : named;
      } else if (!inBlock && first.equals("include") && words.size() > 1) {
        include(words.get(1), global, depth + 1);
      } else if (!inBlock && (first.startsWith("/") || first.startsWith("{"))) {
        for (String word : words) {
          if (word.startsWith("{")) {
            inBlock = true;
            folder = global;
            break;
          }
          if (word.startsWith("/")) {
            boolean opens = word.endsWith("{");
            patterns.add(opens ? word.substring(0, word.length() - 1) : word);
            if (opens) {
              inBlock = true;
              folder = global;
              break;
            }
          }
        }
      }
    }
  }

  private void include(String path, String global, int depth) {
    if (depth > MAX_DEPTH || !path.startsWith("/")) {
      return;
    }
    if (root.list(path).length > 0) {
      readFolder(path, global, depth);
    } else {
      read(path, global, depth);
    }
  }

  private static boolean isScript(String word) {
    return switch (word) {
      case "prerotate", "postrotate", "firstaction", "lastaction", "preremove" -> true;
      default -> false;
    };
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int lf = text.indexOf('\n', from);
      int to = lf < 0 ? text.length() : lf;
      lines.add(text.substring(from, to));
      from = to + 1;
    }
    return lines;
  }

  /** Words between blanks, or in quotes; a {@code #} at the start makes a comment of the line. */
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    int i = 0;
    while (i < line.length()) {
      char c = line.charAt(i);
      if (c <= ' ') {
        i++;
        continue;
      }
      if (c == '#' && words.isEmpty()) {
        break;
      }
      int start = i;
      if (c == '"' || c == '\'') {
        int close = line.indexOf(c, i + 1);
        i = close < 0 ? line.length() : close;
        words.add(line.substring(start + 1, i));
        i++;
      } else {
        while (i < line.length() && line.charAt(i) > ' ') {
          i++;
        }
        words.add(line.substring(start, i));
      }
    }
    return words;
  }
}
