package io.github.pppvpn.host;

import io.github.pppvpn.host.NotVisibleException.Why;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A row of /proc/net/tcp, tcp6, udp, udp6, raw or raw6: a socket of the host's network namespace
 * (net/ipv4/tcp_ipv4.c, net/ipv6/tcp_ipv6.c and their like).
 *
 * @param local this side's address, in dotted decimal or as eight groups of hexadecimal digits; an
 *     IPv4 address of an IPv6 socket is in dotted decimal
 * @param localPort this side's port; of a raw socket the IP protocol, 47 for GRE
 * @param remote the peer's address, 0.0.0.0 where there is no peer
 * @param remotePort the peer's port
 * @param state the kernel's TCP state: 1 established (or connected), 7 closed (or not connected), 8
 *     the peer has closed, 10 listening
 * @param inode the socket's number; 0 where no process holds it
 */
public record SocketRow(
    String local, int localPort, String remote, int remotePort, int state, long inode) {
  /** TCP_ESTABLISHED. */
  public static final int ESTABLISHED = 1;

  /** TCP_CLOSE_WAIT: the peer has closed, this side has not. */
  public static final int CLOSE_WAIT = 8;

  /** TCP_LISTEN. */
  public static final int LISTEN = 10;

  /**
   * The sockets of a table whose local port (or IP protocol) {@code ports} takes.
   *
   * @param table {@code tcp}, {@code tcp6}, {@code udp}, {@code udp6}, {@code raw} or {@code raw6}
   * @throws NotVisibleException if the file cannot be read; ABSENT for a table of IPv6 on a host
   *     without it
   */
  public static List<SocketRow> readAll(HostRoot root, String table, IntPredicate ports)
      throws NotVisibleException {
    String path = root.procNet(table);
    Scan in = new Scan(root.read(path));
    if (!in.line() || !in.word() || !in.is("sl") || !in.isWhole()) {
      throw new NotVisibleException(Why.MALFORMED, path + " does not begin as the kernel's does");
    }
    List<SocketRow> rows = new ArrayList<>();
    while (in.line()) {
      if (!in.isWhole()) {
        throw new NotVisibleException(Why.MALFORMED, path + " is cut off in the middle of a row");
      }
      if (!in.word() || !in.until(':')) {
        continue;
      }
      String local = in.before();
      int localPort = (int) in.numberThen(16);
      if (!ports.test(localPort) || !in.until(':')) {
        continue;
      }
      String remote = in.before();
      int remotePort = (int) in.numberThen(16);
      int state = (int) in.numberThen(16);
      // tx_queue:rx_queue tr:tm->when retrnsmt uid timeout, then the inode
      long inode = in.words(5) ? in.number() : -1;
      if (localPort >= 0 && remotePort >= 0 && state >= 0 && inode >= 0) {
        String localText = address(local);
        String remoteText = address(remote);
        if (!localText.isEmpty() && !remoteText.isEmpty()) {
          rows.add(new SocketRow(localText, localPort, remoteText, remotePort, state, inode));
        }
      }
    }
    return rows;
  }

  /** An address as the kernel prints it: its 32-bit words, in the host's byte order. */
  private static String address(String hex) {
    if (hex.length() != 8 && hex.length() != 32) {
      return "";
    }
    int[] words = new int[hex.length() / 8];
    for (int i = 0; i < words.length; i++) {
      int word = 0;
      for (int at = 8 * i; at < 8 * i + 8; at++) {
        char c = hex.charAt(at);
        int digit = c < 0x80 ? Character.digit(c, 16) : -1;
        if (digit < 0) {
          return "";
        }
        word = word << 4 | digit;
      }
      words[i] =
          ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? Integer.reverseBytes(word) : word;
    }
    if (words.length == 1) {
      return new Ipv4(words[0]).toString();
    }
    if (words[0] == 0 && words[1] == 0 && words[2] == 0xFFFF) {
      return new Ipv4(words[3]).toString();
    }
    StringBuilder text = new StringBuilder(39);
    for (int word : words) {
      text.append(text.length() == 0 ? "" : ":").append(Integer.toHexString(word >>> 16));
      text.append(':').append(Integer.toHexString(word & 0xFFFF));
    }
    return text.toString();
  }
}
