package io.github.pppvpn.pool;

import io.github.pppvpn.host.HostNames;
import io.github.pppvpn.host.Ipv4;
import java.util.ArrayList;
import java.util.List;

/**
 * pptpd.conf as pptpd 1.4.0 reads it (configfile.c, pptpd.c; Debian's 1.4.0-12, which alone refuses
 * an address that stands twice).
 *
 * @param delegate whether pppd or RADIUS give the addresses; then there is no pool and no limit
 * @param connections how many clients at once: the least of the keyword, the remote addresses and,
 *     if there are several, the local addresses
 * @param slots for how many clients pptpd makes room before it reads the lists; while that is more
 *     than {@code connections}, a client too many is accepted and dropped without a word in the log
 * @param remote the addresses that are handed out, one per slot; one that stands twice is twice
 * @param local the server's own addresses, one for all or one per slot
 * @param remoteIsDefault no remoteip was found, so pptpd takes 192.168.1.1-100
 * @param localIsDefault no localip was found, so pptpd takes 192.168.0.1-100
 * @param notes sentences about what the file says in vain
 */
public record PptpdConf(
    boolean delegate,
    int connections,
    int slots,
    List<Ipv4> remote,
    List<Ipv4> local,
    boolean remoteIsDefault,
    boolean localIsDefault,
    List<String> notes) {
  private static final int CONNECTIONS_DEFAULT = 100;
  private static final String REMOTE_DEFAULT = "192.168.1.1-100";
  private static final String LOCAL_DEFAULT = "192.168.0.1-100";
  private static final int MOST_CONNECTIONS = 1 << 20;

  /** Copies the lists. */
  public PptpdConf {
    remote = List.copyOf(remote);
    local = List.copyOf(local);
    notes = List.copyOf(notes);
  }

  /**
   * Reads the file's text.
   *
   * @param words of pptpd's command line: its {@code -C}, which the keyword overrides, and its
   *     {@code -D}, with which it does not read the lists
   * @throws RefusedConfigException if pptpd exits at it
   */
  public static PptpdConf parse(String text, DaemonWords words, HostNames names)
      throws RefusedConfigException {
    PptpdFile file = PptpdFile.parse(text);
    List<String> notes = new ArrayList<>(file.notes());
    int connections = atoi(words.connections());
    PptpdFile.Line line = file.first("connections");
    if (line != null) {
      connections = atoi(line.value());
    }
    if (connections <= 0) {
      connections = CONNECTIONS_DEFAULT;
    }
    int slots = Math.min(connections, MOST_CONNECTIONS);
    if (words.delegate() || file.first("delegate") != null) {
      return new PptpdConf(true, slots, slots, List.of(), List.of(), false, false, notes);
    }
    PptpdFile.Line remoteLine = file.first("remoteip");
    PptpdFile.Line localLine = file.first("localip");
    List<Ipv4> remote = addresses(remoteLine, "remote", REMOTE_DEFAULT, slots, names);
    connections = remote.size();
    List<Ipv4> local = addresses(localLine, "local", LOCAL_DEFAULT, connections, names);
    if (local.size() > 1 || connections <= 1) {
      connections = Math.min(connections, local.size());
    }
    if (remoteLine == null) {
      notes.add("no remoteip line, so pptpd hands out " + REMOTE_DEFAULT);
    }
    if (connections < remote.size()) {
      notes.add(
          "only "
              + connections
              + " of "
              + remote.size()
              + " remote addresses are used: "
              + (localLine == null ? "the default " + LOCAL_DEFAULT : "localip")
              + " has no more local addresses");
    }
    return new PptpdConf(
        false,
        connections,
        slots,
        remote.subList(0, connections),
        local,
        remoteLine == null,
        localLine == null,
        notes);
  }

  private static List<Ipv4> addresses(
      PptpdFile.Line line, String kind, String byDefault, int limit, HostNames names)
      throws RefusedConfigException {
    return new PptpdAddressList(kind, limit, names)
        .read(line == null ? new PptpdFile.Line(0, "", byDefault) : line);
  }

  /** As C's atoi(3): leading blanks, a sign, digits; 0 without any; no more than an int holds. */
  static int atoi(String text) {
    int at = 0;
    while (at < text.length() && (text.charAt(at) == ' ' || inRange(text.charAt(at), 9, 13))) {
      at++;
    }
    boolean negative = at < text.length() && text.charAt(at) == '-';
    if (negative || (at < text.length() && text.charAt(at) == '+')) {
      at++;
    }
    long number = 0;
    while (at < text.length() && inRange(text.charAt(at), '0', '9') && number < 1L << 40) {
      number = number * 10 + text.charAt(at++) - '0';
    }
    return (int) (negative ? -number : number);
  }

  private static boolean inRange(char c, int low, int high) {
    return c >= low && c <= high;
  }
}
