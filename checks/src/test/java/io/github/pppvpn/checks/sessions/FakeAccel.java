package io.github.pppvpn.checks.sessions;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.pppvpn.host.Connector;
import io.github.pppvpn.host.HostRoot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The command line interfaces of a host's accel-pppds, each on its port; others refuse. */
public final class FakeAccel implements Ports {
  private static final String[] COLUMNS = {
    "ifname",
    "type",
    "state",
    "ip",
    "calling-sid",
    "uptime-raw",
    "rx-bytes-raw",
    "tx-bytes-raw",
    "username"
  };

  private final Map<Integer, String> tables = new HashMap<>();
  private final Map<Integer, String> passwords = new HashMap<>();
  private final Map<Integer, String> pools = new HashMap<>();
  private final List<Integer> asked = new ArrayList<>();

  /** One that shows these sessions: interface, type, state, address, peer and user. */
  public FakeAccel on(int port, String... rows) {
    List<String[]> all = new ArrayList<>();
    all.add(COLUMNS);
    for (String row : rows) {
      String[] words = row.split(" ", -1);
      all.add(
          new String[] {
            words[0], words[1], words[2], words[3], words[4], "60", "1", "2", words[5]
          });
    }
    StringBuilder table = new StringBuilder();
    for (int line = 0; line < all.size(); line++) {
      StringBuilder hyphens = new StringBuilder();
      for (int i = 0; i < COLUMNS.length; i++) {
        String cell = all.get(line)[i];
        table.append(i == 0 ? " " : "| ").append(cell).append(" ".repeat(20 - cell.length()));
        hyphens.append(i == 0 ? "" : "+").append("-".repeat(21));
      }
      table.append("\r\n").append(line == 0 ? hyphens + "\r\n" : "");
    }
    tables.put(port, table.toString());
    return this;
  }

  /** One of 1.14, which says how much of each pool is free: a name and a number. */
  public FakeAccel free(int port, String... rows) {
    StringBuilder report = new StringBuilder("IP Pool Usage Report\r\n====================\r\n");
    for (String row : rows) {
      String[] words = row.split(" ", -1);
      report
          .append(words[0])
          .append("\r\n    total: 99\r\n    used: 1\r\n    available: ")
          .append(words[1])
          .append("\r\n    usage: 1%\r\n");
    }
    pools.put(port, report.toString());
    return this;
  }

  /** With a password. */
  public FakeAccel password(int port, String word) {
    passwords.put(port, word);
    return this;
  }

  /** The ports that were connected to, in their order. */
  public List<Integer> asked() {
    return asked;
  }

  @Override
  public Connector to(HostRoot root, int port) {
    return timeout -> {
      asked.add(port);
      if (!tables.containsKey(port)) {
        throw new IOException("Connection refused");
      }
      return new Answering(port);
    };
  }

  private final class Answering extends Socket {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final int port;

    Answering(int port) {
      this.port = port;
    }

    @Override
    public OutputStream getOutputStream() {
      return said;
    }

    @Override
    public InputStream getInputStream() {
      String word = passwords.getOrDefault(port, "");
      boolean may = word.isEmpty() || said.toString(ISO_8859_1).startsWith(word + "\n");
      String answer =
          said.toString(ISO_8859_1).endsWith("show ippool\n")
              ? pools.getOrDefault(port, "command unknown\r\n")
              : tables.get(port);
      return new ByteArrayInputStream((may ? answer : "").getBytes(ISO_8859_1));
    }

    @Override
    public void shutdownOutput() {}

    @Override
    public void setSoTimeout(int millis) {}
  }
}
