package io.github.pppvpn.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a pppd wrote down of itself (pppd's main.c, create_pidfile): {@code pppN.pid}, there since
 * before anybody is authenticated and left behind by a pppd that was killed, or {@code
 * ppp-LINK.pid} for one that has a link name.
 *
 * @param path the file
 * @param pid the process
 * @param interfaceName its interface: the file's name without {@code .pid}, or the second line
 */
public record PidFile(String path, int pid, String interfaceName) {
  /** pppd's folders: of 2.4, and of 2.5; /var/run is mostly a link to /run. */
  static final List<String> FOLDERS = List.of("/run", "/run/pppd", "/var/run", "/var/run/pppd");

  /**
   * The files of every pppd in every folder that pppd uses; those that hold no number left out.
   *
   * @param known interfaces of which it is known whose they are; their files are left out unread
   * @param notes takes a sentence about each that is there and cannot be read
   */
  public static List<PidFile> readAll(HostRoot root, Set<String> known, List<String> notes) {
    List<PidFile> all = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    for (String folder : FOLDERS) {
      String identity = root.identity(folder);
      if (seen.contains(identity)) {
        continue;
      }
      seen.add(identity);
      for (String name : root.list(folder)) {
        if (isPppd(name)) {
          String base = name.substring(0, name.length() - 4);
          if (!known.contains(base)) {
            read(root, folder + "/" + name, base, all, notes);
          }
        }
      }
    }
    return all;
  }

  /**
   * Why there may be files that {@link #readAll} has not seen, a sentence: none of pppd's folders
   * is there, or one is closed to this user. Empty if what was read is all.
   */
  public static Optional<String> hidden(HostRoot root) {
    boolean listed = false;
    for (String folder : FOLDERS) {
      if (root.lists(folder)) {
        listed = true;
        continue;
      }
      Optional<String> above = root.hidden(folder);
      if (above.isPresent()) {
        return above;
      }
      if (root.exists(folder)) {
        return Optional.of("this user may not list " + folder);
      }
    }
    return listed ? Optional.empty() : Optional.of("neither /run nor /var/run exists");
  }

  /** {@code pppN.pid} or {@code ppp-LINK.pid}; not {@code pppoe-server.pid}. */
  private static boolean isPppd(String name) {
    return name.startsWith("ppp")
        && name.endsWith(".pid")
        && name.length() > 7
        && (name.charAt(3) == '-' || (name.charAt(3) >= '0' && name.charAt(3) <= '9'));
  }

  private static void read(
      HostRoot root, String path, String name, List<PidFile> all, List<String> notes) {
    try {
      Scan in = new Scan(root.read(path));
      long pid = in.line() ? in.number() : -1;
      boolean second = in.line() && in.word();
      if (pid > 0 && pid <= Integer.MAX_VALUE && (!name.startsWith("ppp-") || second)) {
        all.add(new PidFile(path, (int) pid, second ? in.text() : name));
      }
    } catch (NotVisibleException e) {
      if (e.why() != NotVisibleException.Why.ABSENT) {
        notes.add(e.getMessage());
      }
    }
  }

  /** The number in a daemon's own file, such as /run/pptpd.pid; 0 if it holds none. */
  public static int pidIn(HostRoot root, String path) throws NotVisibleException {
    Scan in = new Scan(root.read(path));
    long pid = in.line() ? in.number() : -1;
    return pid > 0 && pid <= Integer.MAX_VALUE ? (int) pid : 0;
  }
}
