package io.github.pppvpn.checks.gre;

import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.wire.gre.Gre;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether somebody has a PPTP session between this host and the server: a probe's GRE would go
 * through the same sockets and firewall entries as the session's, and an ICMP error that one of
 * them causes ends both.
 *
 * <p>A session is an established control connection in either direction, or a raw GRE socket
 * connected to the server. Those of other probes do not count ({@link ProbeMark}).
 *
 * @param root the folder below which /proc is read
 */
record LiveSessions(String root) {
  private static final String ESTABLISHED = "01";

  /**
   * Throws if there is one.
   *
   * @param port of the server's control connections
   * @param rawToo whether raw sockets count; not where the server is this very host, whose sockets
   *     for its own clients they are
   */
  void refuse(InetAddress server, int port, boolean rawToo, String shown)
      throws CannotCheckException {
    String hex = hex(server);
    // Read before and after: a probe that starts or ends meanwhile is in one of them.
    List<String> unix = new ArrayList<>(lines("unix"));
    List<String> connections = new ArrayList<>(lines("tcp"));
    connections.addAll(lines("tcp6"));
    List<String> raw = rawToo ? lines("raw") : List.of();
    unix.addAll(lines("unix"));
    ProbeMark.Marked marked = ProbeMark.in(unix);
    for (String line : connections) {
      if (isSession(fields(line), hex, port, marked)) {
        throw refusal(shown, "a PPTP control connection");
      }
    }
    for (String line : raw) {
      if (isForeignRaw(fields(line), hex, marked)) {
        throw refusal(shown, "a program with a raw GRE socket");
      }
    }
  }

  private static CannotCheckException refusal(String shown, String what) {
    return new CannotCheckException(
        "not probed: this host has "
            + what
            + " to "
            + shown
            + ", and GRE of a probe could end that live session",
        "Probe from a host that is not a PPTP client or peer of this server; see ss -tn '( dport ="
            + " :1723 or sport = :1723 )' and ss -wn on this host.");
  }

  private static boolean isSession(
      List<String> fields, String server, int port, ProbeMark.Marked marked) {
    if (fields.size() < 4 || !fields.get(3).equals(ESTABLISHED)) {
      return false;
    }
    String local = fields.get(1);
    String remote = fields.get(2);
    if (!isAddress(remote, server)) {
      return false;
    }
    int localPort = port(local);
    int remotePort = port(remote);
    return (remotePort == port && !marked.localPorts().contains(localPort))
        || (localPort == port && !marked.localPorts().contains(remotePort));
  }

  private static boolean isForeignRaw(List<String> fields, String server, ProbeMark.Marked marked) {
    return fields.size() > 9
        && port(fields.get(1)) == Gre.IP_PROTOCOL
        && isAddress(fields.get(2), server)
        && !marked.rawInodes().contains(fields.get(9));
  }

  /** Whether that is the address, perhaps in its IPv6 form, whose last four bytes it is. */
  private static boolean isAddress(String socket, String hex) {
    int colon = socket.indexOf(':');
    if (colon == 8) {
      return socket.startsWith(hex);
    }
    return colon == 32
        && socket.startsWith("0000000000000000" + MAPPED)
        && socket.startsWith(hex, 24);
  }

  private static final String MAPPED =
      ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? "FFFF0000" : "0000FFFF";

  private static int port(String socket) {
    try {
      return Integer.parseInt(socket.substring(socket.indexOf(':') + 1), 16);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** The address as the kernel prints it: the number that its four bytes are on this processor. */
  private static String hex(InetAddress address) {
    int number = ByteBuffer.wrap(address.getAddress()).order(ByteOrder.nativeOrder()).getInt();
    StringBuilder text = new StringBuilder(8);
    for (int shift = 28; shift >= 0; shift -= 4) {
      text.append("0123456789ABCDEF".charAt(number >>> shift & 0xF));
    }
    return text.toString();
  }

  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    int at = 0;
    while (at < line.length()) {
      int end = line.indexOf(' ', at);
      end = end < 0 ? line.length() : end;
      if (end > at) {
        fields.add(line.substring(at, end));
      }
      at = end + 1;
    }
    return fields;
  }

  private List<String> lines(String table) throws CannotCheckException {
    Path file = Path.of(root, "proc/net", table);
    try {
      return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      if (table.equals("tcp")) {
        throw new CannotCheckException(
            "cannot see whether this host has a live PPTP session with the server: "
                + file
                + " cannot be read");
      }
      return List.of();
    }
  }
}
