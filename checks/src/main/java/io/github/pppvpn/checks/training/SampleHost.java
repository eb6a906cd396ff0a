package io.github.pppvpn.checks.training;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/** The files of a small VPN server, below a folder that {@code --root} names. */
final class SampleHost {
  private static final int SESSIONS = 3;
  private static final int CHAINS = 131;
  private static final String TRAFFIC_HEAD =
      """
      Inter-|   Receive                                                |  Transmit
       face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
      """;

  private final Path root;

  private SampleHost(Path root) {
    this.root = root;
  }

  /** Writes it, with log lines of the minutes before {@code now}. */
  static void write(Path root, Instant now) throws IOException {
    new SampleHost(root).write(now);
  }

  private void write(Instant now) throws IOException {
    file("proc/stat", "btime " + (now.getEpochSecond() - 200_000) + "\n");
    file("proc/uptime", "200000.00 1.00\n");
    file("proc/sys/kernel/random/boot_id", "6f0f9a3e-2a53-4c10-9c0a-0a4d2d1f6f00\n");
    file("proc/meminfo", "MemTotal: 1000000 kB\n");
    process(1, "systemd", 0, "/sbin/init");
    process(200, "xl2tpd", 1, "/usr/sbin/xl2tpd");
    process(300, "pptpd", 1, "/usr/sbin/pptpd");
    file("run/xl2tpd.pid", "200\n");
    file("run/pptpd.pid", "300\n");
    file("etc/xl2tpd/xl2tpd.conf", "[lns default]\nip range = 10.8.0.2-10.8.0.99\n");
    file("etc/pptpd.conf", "localip 10.9.0.1\nremoteip 10.9.0.100-199\n");
    process(301, "pptpctrl", 300, "pptpd [203.0.113.9]");
    sessions();
    file("var/log/syslog", log(now));
  }

  private void sessions() throws IOException {
    StringBuilder traffic = new StringBuilder(TRAFFIC_HEAD);
    StringBuilder kernel =
        new StringBuilder("PPPoL2TP driver info, V2.0\nTUNNEL name, user-data-ok session-count\n");
    for (int i = 0; i < SESSIONS; i++) {
      int tunnel = 5000 + i;
      String name = "ppp" + i;
      process(
          1000 + i,
          "pppd",
          200,
          ("/usr/sbin/pppd\0plugin\0pppol2tp.so\0pppol2tp\0007\0pppol2tp_lns_mode\0"
                  + "pppol2tp_tunnel_id\0"
                  + tunnel
                  + "\0pppol2tp_session_id\0009\0passive\0nodetach\00010.8.0.1:10.8.0.1"
                  + i
                  + "\0auth\0name\0l2tpd\0ipparam\000203.0.113."
                  + i)
              .split("\0", -1));
      file("run/" + name + ".pid", 1000 + i + "\n");
      file("sys/class/net/" + name + "/type", "512\n");
      traffic.append("  ").append(name).append(": 9 13 0 0 0 0 0 0 8 14 0 0 0 0 0 0\n");
      kernel.append("\nTUNNEL 'tunl " + tunnel + "', Y 1\n 00000000 14/600/0 12/539/0\n");
      String id = Integer.toHexString(tunnel).toUpperCase(Locale.ROOT);
      kernel.append("  SESSION 'sess " + tunnel + "/9' 0A090001/1701 " + id);
      kernel.append("/0009 -> 74B3/B0FA 1 Y\n");
      kernel.append("   0/0/-/-/LNS 00000000 0\n   0/0 14/600/0 12/539/0\n");
      kernel.append("   interface " + name + "\n");
    }
    file("proc/net/dev", traffic.toString());
    file("proc/net/pppol2tp", kernel.toString());
    database();
  }

  /** pppd's, in the form of ppp's tdb.c: header, heads of the chains, records. */
  private void database() throws IOException {
    ByteBuffer out = ByteBuffer.allocate(8192).order(ByteOrder.nativeOrder());
    out.put("TDB file\n".getBytes(US_ASCII)).putInt(32, 0x2601196D).putInt(36, CHAINS);
    out.position(172 + 4 * CHAINS);
    for (int i = 0; i < SESSIONS; i++) {
      byte[] key = ("pppd" + (1000 + i)).getBytes(US_ASCII);
      byte[] value =
          ("PPPD_PID=" + (1000 + i) + ";IFNAME=ppp" + i + ";PEERNAME=user" + i)
              .concat(";IPLOCAL=10.8.0.1;IPREMOTE=10.8.0.1" + i + ";\0")
              .getBytes(US_ASCII);
      int room = (key.length + value.length + 7) & ~3;
      int at = out.position();
      int head = 172 + 4 * i;
      out.putInt(out.getInt(head)).putInt(room).putInt(key.length).putInt(value.length);
      out.putInt(0).putInt(0x26011999).put(key).put(value).position(at + 24 + room);
      out.putInt(head, at);
    }
    Files.write(root.resolve("run/pppd2.tdb"), Arrays.copyOf(out.array(), out.position()));
  }

  private void process(int pid, String name, int parent, String... arguments) throws IOException {
    String below = "proc/" + pid + "/";
    file(below + "comm", name + "\n");
    file(
        below + "stat",
        pid
            + (" (" + name + ") S " + parent)
            + " 1 1 0 -1 4194560 1 2 3 4 7 8 0 0 20 0 1 0 100 4435968 817 1 1 1 1\n");
    file(below + "cmdline", String.join("\0", arguments) + "\0");
  }

  private static String log(Instant now) {
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      String stamp = now.minusSeconds(200 - 10 * i).toString().substring(0, 19) + "+00:00 vpn1 ";
      String pppd = stamp + "pppd[" + (2000 + i) + "]: ";
      // As long as a busy server's, of which the scan is shared by two threads.
      log.append((stamp + "CRON[77]: (root) CMD (true)\n").repeat(600));
      String control = stamp + "pptpd[" + (1900 + i) + "]: CTRL: ";
      log.append(control).append("Client 203.0.113.7 control connection started\n");
      log.append(control).append("Starting call (launching pppd, opening GRE)\n");
      log.append(pppd).append("pppd 2.4.9 started by root, uid 0\n");
      log.append(pppd).append("Using interface ppp9\n");
      log.append(pppd).append("Connect: ppp9 <--> /dev/pts/9\n");
      switch (i % 4) {
        case 0 -> {
          log.append(pppd).append("peer from calling number 203.0.113.7 authorized\n");
          log.append(pppd).append("remote IP address 192.168.77.10\n");
          log.append(pppd).append("LCP terminated by peer\n");
          log.append(pppd).append("Connect time 0.1 minutes.\n");
          log.append(pppd).append("Sent 100 bytes, received 200 bytes.\n");
        }
        case 1 -> {
          log.append(pppd).append("rc_send_server: no reply from RADIUS server 192.0.2.9:1812\n");
          log.append(pppd).append("Peer user" + i + " failed CHAP authentication\n");
        }
        case 2 -> {
          log.append(pppd).append("Peer user" + i + " authenticated with CHAP\n");
          log.append(pppd).append("MPPE required but peer negotiation failed\n");
        }
        default -> log.append(pppd).append("Peer user" + i + " failed CHAP authentication\n");
      }
      log.append(pppd).append("Connection terminated.\n");
      log.append(pppd).append("Exit.\n");
      log.append(control).append("Client 203.0.113.7 control connection finished\n");
    }
    return log.toString();
  }

  private void file(String name, String content) throws IOException {
    Path path = root.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content, UTF_8);
  }
}
