package io.github.pppvpn.log.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every message that the daemons are known to write, from their sources: daemon, the source's
 * format, its class, the message with real arguments, and what it is read as.
 */
class MessageTableTest {
  /** Rows that are read as {@link Kind#IGNORED} or not at all, each with why. */
  private static final Map<String, String> IGNORED =
      Map.ofEntries(
          Map.entry("RADIUS plugin initialized.", "says nothing of a login"),
          Map.entry("radattr plugin: Could not open %s for writing: %m", "an add-on's file"),
          Map.entry("local IP address %I", "the remote address is what makes a session"),
          Map.entry(
              "Child process %s (pid %d) terminated with signal %d", "a script of pppd, no login"),
          Map.entry("MPPE disabled", "said at the end of every session with MPPE"),
          Map.entry(
              "Could not determine remote IP address: defaulting to %I",
              "normal where this host dials out, and the session comes up"),
          Map.entry("Cannot determine ethernet address for proxy ARP", "harmless"),
          Map.entry("found interface %s for proxy arp", "says nothing of a login"),
          Map.entry("Warning: couldn't open ppp database %s", "harmless to logins"),
          Map.entry(
              "CTRL: Ignored a SET LINK INFO packet with real ACCMs! (intentional non-compliance"
                  + " with section 2.15 of RFC 2637, ACCM is negotiated by PPP LCP asyncmap)",
              "harmless"),
          Map.entry("GRE: Bad checksum from pppd.", "normal at the start of a pppd"),
          Map.entry("MGR: Reaped unknown child %d", "normal after a restart with -k"),
          Map.entry(
              "Unable to deliver closing message for tunnel %d. Destroying anyway.\\n",
              "goes with the tunnel's time-out"),
          Map.entry("Listening on IP address %s, port %d\\n", "goes with the daemon's start"),
          Map.entry(
              "%s: Peer requested tunnel %d twice, ignoring second one.\\n", "a retransmission"),
          Map.entry("udp_xmit failed to %s:%d with err=%d:%s\\n", "the network's trouble"),
          Map.entry("Terminating pppd: sending TERM signal to pid %d\\n", "pppd says it itself"),
          Map.entry("session started over l2tp session %hu-%hu, %hu-%hu\\n", "before any login"),
          Map.entry(
              "ppp%d: renamed from ppp%d / l2tp0: renamed from ppp0",
              "the kernel's; pppd goes on with its own name"));

  private record Row(String daemon, String format, String example, String expected) {
    @Override
    public String toString() {
      return daemon + ": " + example;
    }
  }

  private static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    try (InputStream in = MessageTableTest.class.getResourceAsStream("/log/dialect/messages.tsv")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      text.lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(
              line -> {
                String[] parts = line.split("\t", -1);
                rows.add(new Row(parts[0], parts[1], parts[2], parts[3]));
              });
    }
    return rows;
  }

  static Stream<Row> everyRow() throws IOException {
    return rows().stream();
  }

  @ParameterizedTest
  @MethodSource("everyRow")
  void isReadAsExpected(Row row) {
    assertEquals(row.expected, read(row));
  }

  @ParameterizedTest
  @MethodSource("everyRow")
  void isRecognisedOrIgnoredForAReason(Row row) {
    boolean ignored = row.expected.equals("IGNORED") || row.expected.equals("no daemon");
    assertEquals(IGNORED.containsKey(row.format), ignored);
    assertNotEquals("UNKNOWN", row.expected);
  }

  @Test
  void theTableIsWhole() throws IOException {
    assertEquals(255, rows().size());
  }

  @ParameterizedTest
  @MethodSource("everyRow")
  void cutAnywhereItNeverThrows(Row row) {
    byte[] bytes = row.example.getBytes(StandardCharsets.UTF_8);
    Dialects dialects = new Dialects();
    for (Daemon daemon : Daemon.values()) {
      for (int to = 0; to <= bytes.length; to++) {
        dialects.read(daemon, bytes, 0, to);
        dialects.read(daemon, bytes, to, bytes.length);
      }
    }
  }

  private static String read(Row row) {
    Daemon daemon =
        switch (row.daemon) {
          case "pppd" -> Daemon.PPPD;
          case "pptpd" -> row.format.startsWith("pptpd-logwtmp") ? Daemon.PPPD : Daemon.PPTPD;
          case "pptp" -> Daemon.PPTP;
          case "xl2tpd" -> Daemon.XL2TPD;
          case "accel-pppd" -> Daemon.ACCEL_PPP;
          case "freeradius", "freeradius-sqlippool" -> Daemon.FREERADIUS;
          case "strongswan-charon" -> Daemon.CHARON;
          case "libreswan-pluto" -> Daemon.PLUTO;
          case "softether-vpnserver" -> Daemon.SOFTETHER;
          default -> null;
        };
    if (daemon == null) {
      return "no daemon";
    }
    byte[] bytes = row.example.getBytes(StandardCharsets.UTF_8);
    return text(new Dialects().read(daemon, bytes, 0, bytes.length));
  }

  static String text(Message message) {
    StringBuilder text = new StringBuilder(message.kind().name());
    if (message.method() != Method.UNKNOWN) {
      text.append(' ').append(message.method());
    }
    message.user().ifPresent(user -> text.append(" user=<").append(user).append('>'));
    if (!message.address().isEmpty()) {
      text.append(" address=").append(message.address());
    }
    if (!message.text().isEmpty()) {
      text.append(" text=<").append(message.text()).append('>');
    }
    if (message.number() != -1 || message.number2() != -1) {
      text.append(" numbers=").append(message.number()).append(',').append(message.number2());
    }
    return text.toString();
  }
}
