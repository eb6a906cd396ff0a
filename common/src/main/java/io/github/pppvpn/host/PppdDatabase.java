package io.github.pppvpn.host;

import io.github.pppvpn.host.NotVisibleException.Why;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * pppd's own database, pppd2.tdb: what each running pppd has learnt. A pppd that was killed leaves
 * its record behind.
 *
 * @param records by process
 * @param torn how many of the database's chains could not be followed to their end, because a pppd
 *     was writing or the file is damaged; records may be missing then
 */
public record PppdDatabase(Map<Integer, Entry> records, int torn) {
  private static final String NAME = "/pppd2.tdb";
  private static final String KEY = "pppd";

  /** Copies the map. */
  public PppdDatabase {
    records = Map.copyOf(records);
  }

  /**
   * What is known of one pppd (main.c, script_setenv).
   *
   * @param pid the process
   * @param interfaceName IFNAME, once it has one
   * @param user PEERNAME: who has authenticated
   * @param local IPLOCAL, this side's address inside the tunnel
   * @param remote IPREMOTE, the client's address inside the tunnel, once IPCP is up
   */
  public record Entry(
      int pid,
      Optional<String> interfaceName,
      Optional<String> user,
      Optional<Ipv4> local,
      Optional<Ipv4> remote) {}

  /**
   * Reads the database of every folder that pppd uses. A torn one is read a second time.
   *
   * @throws NotVisibleException if there is none, or if one cannot be read
   */
  public static PppdDatabase read(HostRoot root) throws NotVisibleException {
    Map<Integer, Entry> records = new HashMap<>();
    List<String> seen = new ArrayList<>();
    int torn = 0;
    int found = 0;
    for (String folder : PidFile.FOLDERS) {
      String identity = root.identity(folder + NAME);
      if (seen.contains(identity)) {
        continue;
      }
      seen.add(identity);
      try {
        torn += readOne(root, folder + NAME, records);
        found++;
      } catch (NotVisibleException e) {
        if (e.why() != Why.ABSENT) {
          throw e;
        }
      }
    }
    if (found == 0) {
      throw new NotVisibleException(
          Why.ABSENT, "pppd has no database: no pppd2.tdb in /run, /var/run or their pppd");
    }
    return new PppdDatabase(records, torn);
  }

  private static int readOne(HostRoot root, String path, Map<Integer, Entry> records)
      throws NotVisibleException {
    int torn = 0;
    for (int round = 0; round < 2; round++) {
      torn =
          Tdb.read(
              path,
              root.read(path),
              KEY,
              new BiConsumer<>() {
                @Override
                public void accept(String key, String value) {
                  int pid = pid(key);
                  if (pid > 0) {
                    records.put(pid, entry(pid, value));
                  }
                }
              });
      if (torn == 0) {
        break;
      }
    }
    return torn;
  }

  private static Entry entry(int pid, String value) {
    Optional<String> interfaceName = Optional.empty();
    Optional<String> user = Optional.empty();
    Optional<Ipv4> local = Optional.empty();
    Optional<Ipv4> remote = Optional.empty();
    int end = value.indexOf('\0');
    String text = end < 0 ? value : value.substring(0, end);
    int at = 0;
    while (at < text.length()) {
      int stop = next(text, at);
      int equals = text.indexOf('=', at);
      if (equals > 0 && equals < stop) {
        String found = text.substring(equals + 1, stop);
        switch (text.substring(at, equals)) {
          // A user may be called "x;IFNAME=ppp0": what pppd sets before the name counts once, what
          // it
          // sets behind it counts last.
          case "IFNAME" -> interfaceName = Optional.of(interfaceName.orElse(found));
          case "PEERNAME" -> user = Optional.of(user.orElse(UserName.of(found)));
          case "IPLOCAL" -> local = Ipv4.parse(found);
          case "IPREMOTE" -> remote = Ipv4.parse(found);
          default -> {
            // Nothing that is asked for.
          }
        }
      }
      at = stop + 1;
    }
    return new Entry(pid, interfaceName, user, local, remote);
  }

  /**
   * The end of the assignment at {@code at}. pppd does not escape a semicolon in a user's name, so
   * one ends an assignment only where a variable's name follows.
   */
  private static int next(String text, int at) {
    int stop = text.indexOf(';', at);
    while (stop >= 0 && stop + 1 < text.length() && !startsAssignment(text, stop + 1)) {
      stop = text.indexOf(';', stop + 1);
    }
    return stop < 0 ? text.length() : stop;
  }

  private static boolean startsAssignment(String text, int from) {
    int at = from;
    while (at < text.length() && isNameChar(text.charAt(at))) {
      at++;
    }
    return at > from && at < text.length() && text.charAt(at) == '=';
  }

  private static boolean isNameChar(char c) {
    return c == '_' || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static int pid(String key) {
    if (!key.startsWith(KEY) || key.length() > KEY.length() + 9) {
      return -1;
    }
    int pid = 0;
    for (int i = KEY.length(); i < key.length(); i++) {
      char c = key.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      pid = pid * 10 + c - '0';
    }
    return pid;
  }
}
