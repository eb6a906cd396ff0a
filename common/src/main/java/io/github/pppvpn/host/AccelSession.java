package io.github.pppvpn.host;

import io.github.pppvpn.host.NotVisibleException.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A row of accel-ppp's {@code show sessions} (accel-pppd/cli/show_sessions.c).
 *
 * @param interfaceName empty while the session starts
 * @param type {@code pptp}, {@code l2tp}, {@code pppoe}, {@code ipoe}, {@code sstp}, …
 * @param state {@code start}, {@code active} or {@code finish}
 * @param address the client's address inside the tunnel, IPv4 mostly; empty if none is given yet
 * @param callingStation the peer's address; of L2TP the Calling Number if the peer sent one
 * @param uptimeSeconds since the session started
 * @param rxBytes received; nothing if this accel-ppp cannot say
 * @param txBytes sent, likewise
 * @param user as it has authenticated
 */
public record AccelSession(
    String interfaceName,
    String type,
    String state,
    String address,
    String callingStation,
    OptionalLong uptimeSeconds,
    OptionalLong rxBytes,
    OptionalLong txBytes,
    String user) {
  /** What is asked for; the user's name may hold anything, so it stands last. */
  static final String COLUMNS =
      "ifname,type,state,ip,calling-sid,uptime-raw,rx-bytes-raw,tx-bytes-raw,username";

  /** The same for an accel-ppp that knows fewer columns. */
  static final String OLD_COLUMNS = "ifname,type,state,ip,calling-sid,uptime,username";

  /**
   * Reads the table: a line of names, one of hyphens with {@code +} where the columns part, rows.
   *
   * @throws NotVisibleException if it is no such table
   */
  public static List<AccelSession> parse(String answer) throws NotVisibleException {
    String[] lines = answer.split("\n", -1);
    if (lines.length < 2 || !lines[1].startsWith("--")) {
      throw new NotVisibleException(
          Why.MALFORMED, "accel-ppp does not show sessions as it should: " + shown(lines[0]));
    }
    int[] ends = ends(withoutReturn(lines[1]));
    String[] names = cells(withoutReturn(lines[0]), ends);
    List<AccelSession> sessions = new ArrayList<>();
    for (int i = 2; i < lines.length; i++) {
      String line = withoutReturn(lines[i]);
      if (!line.isEmpty()) {
        sessions.add(session(names, cells(line, ends)));
      }
    }
    return sessions;
  }

  private static AccelSession session(String[] names, String[] cells) {
    String interfaceName = "";
    String type = "";
    String state = "";
    String address = "";
    String callingStation = "";
    String user = "";
    OptionalLong uptime = OptionalLong.empty();
    OptionalLong rx = OptionalLong.empty();
    OptionalLong tx = OptionalLong.empty();
    for (int i = 0; i < names.length; i++) {
      String cell = cells[i];
      switch (names[i]) {
        case "ifname" -> interfaceName = cell;
        case "type" -> type = cell;
        case "state" -> state = cell;
        case "ip" -> address = cell;
        case "calling-sid" -> callingStation = cell;
        case "uptime-raw", "uptime" -> uptime = seconds(cell);
        case "rx-bytes-raw" -> rx = seconds(cell);
        case "tx-bytes-raw" -> tx = seconds(cell);
        case "username" -> user = UserName.of(cell);
        default -> {
          // Not asked for.
        }
      }
    }
    return new AccelSession(
        interfaceName, type, state, address, callingStation, uptime, rx, tx, user);
  }

  /** A number, or {@code D.HH:MM:SS} in seconds. */
  private static OptionalLong seconds(String text) {
    long total = 0;
    long number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9' && number < Long.MAX_VALUE / 1000) {
        number = number * 10 + c - '0';
      } else if (c == '.' || c == ':') {
        total = (total + number % 1_000_000) % 1_000_000_000 * (c == '.' ? 24 : 60);
        number = 0;
      } else {
        return OptionalLong.empty();
      }
    }
    return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(total + number);
  }

  private static int[] ends(String hyphens) {
    int count = 1;
    for (int i = 0; i < hyphens.length(); i++) {
      count += hyphens.charAt(i) == '+' ? 1 : 0;
    }
    int[] ends = new int[count];
    int column = 0;
    for (int i = 0; i < hyphens.length(); i++) {
      if (hyphens.charAt(i) == '+') {
        ends[column++] = i;
      }
    }
    ends[column] = Integer.MAX_VALUE;
    return ends;
  }

  private static String[] cells(String line, int[] ends) {
    String[] cells = new String[ends.length];
    int from = 0;
    for (int i = 0; i < ends.length; i++) {
      int to = Math.min(line.length(), ends[i]);
      cells[i] = from < to ? trimmed(line, from, to) : "";
      from = to + 1;
    }
    return cells;
  }

  private static String trimmed(String line, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && line.charAt(start) == ' ') {
      start++;
    }
    while (end > start && line.charAt(end - 1) == ' ') {
      end--;
    }
    return line.substring(start, end);
  }

  private static String withoutReturn(String line) {
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  private static String shown(String line) {
    return withoutReturn(line.length() > 80 ? line.substring(0, 80) : line);
  }
}
