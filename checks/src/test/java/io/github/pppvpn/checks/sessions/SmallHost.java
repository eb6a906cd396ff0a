package io.github.pppvpn.checks.sessions;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A host made by hand in a folder, with the files that a live one shows. */
public final class SmallHost {
  /** When it booted, seconds since 1970. */
  public static final long BOOT_SECONDS = 1_795_290_000;

  private static final String DEV_HEAD =
      "Inter-|   Receive                                                |  Transmit\n"
          + " face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs"
          + " drop fifo colls carrier compressed\n"
          + "    lo: 100 1 0 0 0 0 0 0 100 1 0 0 0 0 0 0\n";

  private final Path folder;
  private final StringBuilder dev = new StringBuilder(DEV_HEAD);
  private final StringBuilder tunnels =
      new StringBuilder("PPPoL2TP driver info, V2.0\nTUNNEL name, user-data-ok session-count\n");
  private final List<String> records = new ArrayList<>();
  private int units;

  /** Up for {@code upSeconds}; nothing runs on it. */
  public SmallHost(Path folder, long upSeconds) {
    this.folder = folder;
    file("/proc/stat", "cpu  1 2 3\nbtime " + BOOT_SECONDS + "\n");
    up(upSeconds);
    file("/proc/sys/kernel/random/boot_id", "11111111-2222-3333-4444-555555555555\n");
    process(1, "systemd", 0, 1, "/sbin/init");
  }

  public Path folder() {
    return folder;
  }

  /** How long it has been up. */
  public SmallHost up(long seconds) {
    return file("/proc/uptime", seconds + ".00 1.00\n");
  }

  /** The check itself started so many seconds after boot. */
  public SmallHost ownProcess(long start) {
    return file(
        "/proc/self/stat",
        "77 (java) R 1 1 1 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 " + start * 100 + " 1 2\n");
  }

  /** Writes a file, one byte per char. */
  public SmallHost file(String path, String text) {
    return bytes(path, text.getBytes(ISO_8859_1));
  }

  private SmallHost bytes(String path, byte[] bytes) {
    try {
      Path file = folder.resolve(path.substring(1));
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** A process that started {@code start} seconds after boot. */
  public SmallHost process(int pid, String name, int parent, long start, String... arguments) {
    String path = "/proc/" + pid;
    file(path + "/comm", name + "\n");
    file(
        path + "/stat",
        pid
            + " ("
            + name
            + ") S "
            + parent
            + " 1 1 0 -1 4194560 1 2 3 4 7 8 0 0 20 0 1 0 "
            + start * 100
            + " 4435968 817 1 1 1 1\n");
    return file(path + "/cmdline", String.join("\0", arguments) + "\0");
  }

  /** A PPTP session on the next interface, pptpd being process 100; gives the pppd's number. */
  public int pptp(String user, String peer, String given, String address, long start) {
    int pid = 1000 + 2 * units;
    process(pid, "pptpctrl", 100, start, "pptpd [" + peer + ":C2F2 - 0000]");
    process(
        pid + 1,
        "pppd",
        pid,
        start,
        "/usr/sbin/pppd",
        "local",
        "file",
        "/etc/ppp/pptpd-options",
        "115200",
        "192.168.77.1:" + given,
        "ipparam",
        peer,
        "remotenumber",
        peer);
    link(pid + 1, user, address, 1000, 2000);
    return pid + 1;
  }

  /** An L2TP session of the kernel on the next interface, xl2tpd being process 200. */
  public int l2tp(String user, String peer, String address, long start, long rx, long tx) {
    int pid = 1000 + 2 * units;
    int tunnel = 5000 + units;
    String name = "ppp" + units;
    process(
        pid,
        "pppd",
        200,
        start,
        "/usr/sbin/pppd",
        "plugin",
        "pppol2tp.so",
        "pppol2tp",
        "7",
        "pppol2tp_lns_mode",
        "pppol2tp_tunnel_id",
        "" + tunnel,
        "pppol2tp_session_id",
        "9",
        "passive",
        "nodetach",
        "192.168.78.1:" + address,
        "refuse-pap",
        "auth",
        "require-chap",
        "name",
        "l2tpd",
        "ipparam",
        peer);
    tunnels
        .append("\nTUNNEL 'tunl ")
        .append(tunnel)
        .append("', Y 1\n 00000000 14/600/0 12/539/0\n")
        .append("  SESSION 'sess ")
        .append(tunnel)
        .append("/9' 0A090001/1701 ")
        .append(Integer.toHexString(tunnel).toUpperCase(Locale.ROOT))
        .append("/0009 -> 74B3/B0FA 1 Y\n")
        .append("   0/0/-/-/LNS 00000000 0\n   0/0 14/600/0 12/539/0\n   interface ")
        .append(name)
        .append('\n');
    link(pid, user, address, rx, tx);
    return pid;
  }

  private void link(int pppd, String user, String address, long rx, long tx) {
    String name = "ppp" + units++;
    file("/run/" + name + ".pid", pppd + "\n");
    file("/sys/class/net/" + name + "/type", "512\n");
    dev.append("  ").append(name).append(": ").append(rx).append(" 13 0 0 0 0 0 0 ");
    dev.append(tx).append(" 14 0 0 0 0 0 0\n");
    records.add("pppd" + pppd);
    records.add(
        "ORIG_UID=0;PPPLOGNAME=root;PPPD_PID="
            + pppd
            + ";IFNAME="
            + name
            + ";PEERNAME="
            + user
            + ";IPLOCAL=192.168.77.1;IPREMOTE="
            + address
            + ";\0");
  }

  /** Writes what all sessions together make; gives the folder. */
  public Path done() {
    file("/proc/net/dev", dev.toString());
    file("/proc/net/pppol2tp", tunnels.toString());
    bytes("/run/pppd2.tdb", database());
    // Interfaces of the host that was here before have gone.
    int unit = units;
    while (gone("sys/class/net/ppp" + unit)) {
      unit++;
    }
    return folder;
  }

  private boolean gone(String path) {
    try {
      Files.deleteIfExists(folder.resolve(path + "/type"));
      return Files.deleteIfExists(folder.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A TDB of few chains: header, chain heads, records. */
  private byte[] database() {
    int chains = 131;
    int size = 168 + 4 * (chains + 1);
    for (String text : records) {
      size += text.length() + 32;
    }
    ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
    out.put("TDB file\n".getBytes(ISO_8859_1));
    out.putInt(32, 0x26011967 + 6).putInt(36, chains);
    int at = 168 + 4 * (chains + 1);
    for (int i = 0; i < records.size(); i += 2) {
      byte[] key = records.get(i).getBytes(ISO_8859_1);
      byte[] value = records.get(i + 1).getBytes(ISO_8859_1);
      int room = (key.length + value.length + 4 + 3) & ~3;
      int head = 172 + 4 * (i / 2 % chains);
      out.putInt(at, out.getInt(head)).putInt(at + 4, room).putInt(at + 8, key.length);
      out.putInt(at + 12, value.length).putInt(at + 20, 0x26011999);
      out.position(at + 24);
      out.put(key).put(value);
      out.putInt(head, at);
      at += 24 + room;
    }
    byte[] bytes = new byte[at];
    out.position(0);
    out.get(bytes);
    return bytes;
  }
}
