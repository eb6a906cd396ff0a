package io.github.pppvpn.checks.hosts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.RunningUser;
import io.github.pppvpn.plugin.UnreadableFile;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A file with a host on each line: {@code HOST}, {@code HOST:PORT} or {@code [IPV6]:PORT}. Blanks
 * around it, empty lines, and what follows a {@code #} do not count.
 */
final class HostsFile {
  /** Room for the longest names and some words on each. */
  static final int MAX_BYTES = 1 << 20;

  /** As long as a name can be, with an address's scope or a port behind it. */
  private static final int MAX_LENGTH = 280;

  /** What some editors put before UTF-8, its bytes as they are decoded here. */
  private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

  private static final int MAX_SHOWN = 40;
  private static final int HIGHEST_PORT = 65_535;
  private static final String NAME_CHARACTERS = "-_.:%";
  private static final String FORM =
      "Each line is HOST, HOST:PORT or [IPV6]:PORT; # begins a comment.";

  private final String file;
  private final int port;

  private HostsFile(String file, int port) {
    this.file = file;
    this.port = port;
  }

  /**
   * Reads it.
   *
   * @param file its name
   * @param port that of the lines without one
   * @return at least one host
   * @throws CannotCheckException if it cannot be read, or holds no host or something else
   */
  static List<AskedHost> read(String file, int port) throws CannotCheckException {
    return new HostsFile(file, port).read();
  }

  private List<AskedHost> read() throws CannotCheckException {
    // A pipe may never come to its end, nor even to its beginning.
    if (new File(file).exists() && !new File(file).isFile()) {
      throw wrong("is no regular file", "Name a file that holds the hosts.");
    }
    byte[] bytes;
    try (FileInputStream in = new FileInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      String user = RunningUser.name();
      throw UnreadableFile.of(
          "the hosts file",
          file,
          e,
          "Give it to a group that " + user + " is in, or name another.");
    }
    if (bytes.length > MAX_BYTES) {
      throw wrong("is longer than " + MAX_BYTES + " bytes", FORM);
    }
    List<AskedHost> hosts = hosts(new String(bytes, ISO_8859_1));
    if (hosts.isEmpty()) {
      throw wrong("names no host", FORM);
    }
    return hosts;
  }

  private List<AskedHost> hosts(String text) throws CannotCheckException {
    List<AskedHost> hosts = new ArrayList<>();
    int number = 0;
    int from = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length() : 0;
    while (from < text.length()) {
      int end = text.indexOf('\n', from);
      end = end < 0 ? text.length() : end;
      String line = text.substring(from, end);
      number++;
      int comment = line.indexOf('#');
      String entry = (comment < 0 ? line : line.substring(0, comment)).strip();
      if (!entry.isEmpty()) {
        hosts.add(host(entry, number));
      }
      from = end + 1;
    }
    return hosts;
  }

  private AskedHost host(String entry, int number) throws CannotCheckException {
    int colon = entry.lastIndexOf(':');
    boolean bracketed = entry.startsWith("[");
    boolean hasPort =
        bracketed ? entry.indexOf("]:") == colon - 1 : colon >= 0 && entry.indexOf(':') == colon;
    String host = hasPort ? entry.substring(0, colon) : entry;
    if (bracketed && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    int own = hasPort ? number(entry.substring(colon + 1)) : port;
    if (!isHost(host) || (bracketed && host.indexOf(':') < 0) || own < 1 || own > HIGHEST_PORT) {
      throw wrong(
          "has something else than a host in line "
              + number
              + ": \""
              + (entry.length() > MAX_SHOWN ? entry.substring(0, MAX_SHOWN) + "…" : entry)
              + "\"",
          FORM);
    }
    return new AskedHost(host, own, hasPort);
  }

  private static boolean isHost(String host) {
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!plain && NAME_CHARACTERS.indexOf(c) < 0) {
        return false;
      }
    }
    // What begins with a dash is an option that went astray.
    return !host.isEmpty() && host.length() <= MAX_LENGTH && host.charAt(0) != '-';
  }

  /** Decimal digits as a number; -1 for anything else. */
  private static int number(String digits) {
    int number = digits.isEmpty() || digits.length() > 5 ? -1 : 0;
    for (int i = 0; number >= 0 && i < digits.length(); i++) {
      char c = digits.charAt(i);
      number = c >= '0' && c <= '9' ? number * 10 + (c - '0') : -1;
    }
    return number;
  }

  private CannotCheckException wrong(String what, String nextStep) {
    return new CannotCheckException("the hosts file " + file + " " + what, nextStep);
  }
}
