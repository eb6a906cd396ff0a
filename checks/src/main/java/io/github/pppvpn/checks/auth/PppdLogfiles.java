package io.github.pppvpn.checks.auth;

import io.github.pppvpn.host.HostRoot;
import io.github.pppvpn.host.NotVisibleException;
import io.github.pppvpn.pool.PppdWords;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The files that pppd's option {@code logfile} names, in the options files and those of peers, and
 * in what pptpd and xl2tpd give to pppd. pppd writes there without time stamps what it says to
 * syslog too. What may not be read (peers, mostly) names none.
 */
final class PppdLogfiles {
  private static final String FOLDER = "/etc/ppp";
  private static final String PEERS = "/etc/ppp/peers";
  private static final List<String> DAEMONS = List.of("/etc/pptpd.conf", "/etc/xl2tpd/xl2tpd.conf");
  private static final int MAX_FILES = 500;

  private final HostRoot root;
  private final Deque<String> files = new ArrayDeque<>();
  private final Set<String> seen = new LinkedHashSet<>();
  private final Set<String> logs = new LinkedHashSet<>();

  private PppdLogfiles(HostRoot root) {
    this.root = root;
  }

  /** Their names, absolute, in the order of finding. */
  static List<String> of(HostRoot root) {
    PppdLogfiles found = new PppdLogfiles(root);
    found.search();
    return List.copyOf(found.logs);
  }

  private void search() {
    for (String name : root.list(FOLDER)) {
      if (name.startsWith("options")) {
        files.add(FOLDER + "/" + name);
      }
    }
    for (String name : root.list(PEERS)) {
      files.add(PEERS + "/" + name);
    }
    for (String daemon : DAEMONS) {
      addOptionsFiles(text(daemon));
    }
    while (!files.isEmpty() && seen.size() < MAX_FILES) {
      String file = files.poll();
      if (seen.add(file)) {
        read(text(file));
      }
    }
  }

  /** {@code option FILE} of pptpd, {@code pppoptfile = FILE} of xl2tpd. */
  private void addOptionsFiles(String text) {
    int from = 0;
    while (from < text.length()) {
      int lf = text.indexOf('\n', from);
      int to = lf < 0 ? text.length() : lf;
      String line = text.substring(from, to).strip();
      from = to + 1;
      int slash = line.indexOf('/');
      if (slash > 0 && isOptionsFile(line.substring(0, slash).strip())) {
        files.add(line.substring(slash).strip());
      }
    }
  }

  private static boolean isOptionsFile(String key) {
    String word = key.endsWith("=") ? key.substring(0, key.length() - 1).strip() : key;
    return word.equals("option") || word.equals("pppoptfile");
  }

  private void read(String text) {
    PppdWords words = new PppdWords(text);
    String before = "";
    while (words.next()) {
      String word = words.word();
      switch (before) {
        case "logfile" -> {
          // A relative one is told from wherever pppd was started.
          if (word.startsWith("/")) {
            logs.add(word);
          }
          before = "";
        }
        case "file" -> {
          files.add(word);
          before = "";
        }
        case "call" -> {
          files.add(PEERS + "/" + word);
          before = "";
        }
        default -> before = word;
      }
    }
  }

  private String text(String path) {
    try {
      return path.startsWith("/") ? root.text(path) : "";
    } catch (NotVisibleException e) {
      return "";
    }
  }
}
