package io.github.pppvpn.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A host built by hand in a folder: what the kernel and the daemons would show. */
public final class HostTree {
  private static final String DEV_HEAD =
      "Inter-|   Receive                                                |  Transmit\n"
          + " face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs"
          + " drop fifo colls carrier compressed\n";

  private final Path folder;
  private final StringBuilder interfaces = new StringBuilder(DEV_HEAD);
  private final StringBuilder tunnels =
      new StringBuilder("PPPoL2TP driver info, V2.0\nTUNNEL name, user-data-ok session-count\n");
  private final List<String> records = new ArrayList<>();
  private final Set<Path> folders = new HashSet<>();
  private boolean hasTunnels;

  /** A host that has booted and runs nothing. */
  public HostTree(Path folder) {
    this.folder = folder;
    file("/proc/stat", "cpu  1 2 3\nbtime 1700000000\n");
    file("/proc/uptime", "5000.00 100.00\n");
    file("/run/lock", "");
    process(1, "systemd", 0, "/sbin/init");
    device("lo", 772, 10, 10);
  }

  /** The root to be read. */
  public HostRoot root() {
    flush();
    return HostRoot.of(folder.toString());
  }

  /** Writes a file, one byte per char. */
  public HostTree file(String path, String text) {
    return bytes(path, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Writes a file. */
  public HostTree bytes(String path, byte[] bytes) {
    try {
      Path file = folder.resolve(path.substring(1));
      if (folders.add(file.getParent())) {
        Files.createDirectories(file.getParent());
      }
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** A process in state S that started {@code 10 * pid} ticks after boot. */
  public HostTree process(int pid, String comm, int parent, String... arguments) {
    return process(pid, comm, parent, 'S', arguments);
  }

  /** A process. */
  public HostTree process(int pid, String comm, int parent, char state, String... arguments) {
    file("/proc/" + pid + "/comm", comm + "\n");
    file(
        "/proc/" + pid + "/stat",
        pid
            + " ("
            + comm
            + ") "
            + state
            + " "
            + parent
            + " 1 1 0 -1 4194560 1 2 3 4 7 8 0 0 20 0 1 0 "
            + 10 * pid
            + " 4435968 817 18446744073709551615 1 1 1\n");
    return file(
        "/proc/" + pid + "/cmdline",
        arguments.length == 0 ? "" : String.join("\0", arguments) + "\0");
  }

  /** Whether a process of that number was added. */
  public boolean has(int pid) {
    return Files.exists(folder.resolve("proc/" + pid));
  }

  /** An interface of a kind. */
  public HostTree device(String name, int type, long rxBytes, long txBytes) {
    return counters(name, rxBytes, txBytes).file("/sys/class/net/" + name + "/type", type + "\n");
  }

  /** An interface of which only the counters are asked for. */
  public HostTree counters(String name, long rxBytes, long txBytes) {
    interfaces
        .append("  ")
        .append(name)
        .append(": ")
        .append(rxBytes)
        .append("  13    1    2    0     0          0         0      ")
        .append(txBytes)
        .append("      14    3    4    0     0       0          0\n");
    return this;
  }

  /** A tunnel of the kernel; its sessions follow. */
  public HostTree tunnel(int id) {
    hasTunnels = true;
    tunnels.append("\nTUNNEL 'tunl ").append(id).append("', Y 3\n 00000000 14/600/0 12/539/0\n");
    return session(id, 0, "LAC", "(null)");
  }

  /** A session of a tunnel; without a line for its interface if that is empty. */
  public HostTree session(int tunnel, int id, String mode, String interfaceName) {
    String own = Integer.toHexString(tunnel).toUpperCase(Locale.ROOT);
    tunnels
        .append("  SESSION 'sess ")
        .append(tunnel)
        .append('/')
        .append(id)
        .append("' 0A090001/1701 ")
        .append(own)
        .append('/')
        .append(Integer.toHexString(id))
        .append(" -> 74B3/B0FA 3 Y\n")
        .append("   0/0/-/-/")
        .append(mode)
        .append(" 00000000 0\n")
        .append("   0/0 14/600/0 12/539/0\n");
    if (!interfaceName.isEmpty()) {
      tunnels.append("   interface ").append(interfaceName).append('\n');
    }
    return this;
  }

  /** A record of pppd's database, as pppd writes it. */
  public HostTree record(int pid, String value) {
    records.add("pppd" + pid);
    records.add(value + ";\0");
    return this;
  }

  /** The files that everything before has added to. */
  private void flush() {
    file("/proc/net/dev", interfaces.toString());
    if (hasTunnels) {
      file("/proc/net/pppol2tp", tunnels.toString());
    }
    if (!records.isEmpty()) {
      bytes("/run/pppd2.tdb", tdb(ByteOrder.LITTLE_ENDIAN, records));
    }
  }

  /** A database of keys and values in turn. */
  public static byte[] tdb(ByteOrder order, List<String> keysAndValues) {
    int chains = 131;
    int size = 168 + 4 * (chains + 1);
    for (String text : keysAndValues) {
      size += text.length() + 32;
    }
    ByteBuffer out = ByteBuffer.allocate(size).order(order);
    out.put("TDB file\n".getBytes(StandardCharsets.ISO_8859_1));
    out.putInt(32, 0x26011967 + 6).putInt(36, chains);
    int at = 168 + 4 * (chains + 1);
    for (int i = 0; i < keysAndValues.size(); i += 2) {
      byte[] key = keysAndValues.get(i).getBytes(StandardCharsets.ISO_8859_1);
      byte[] value = keysAndValues.get(i + 1).getBytes(StandardCharsets.ISO_8859_1);
      int room = (key.length + value.length + 4 + 3) & ~3;
      int head = 172 + 4 * (i / 2 % chains);
      out.putInt(at, out.getInt(head)).putInt(at + 4, room).putInt(at + 8, key.length);
      out.putInt(at + 12, value.length).putInt(at + 20, 0x26011999);
      out.position(at + 24);
      out.put(key).put(value);
      out.putInt(head, at);
      at += 24 + room;
    }
    return Arrays.copyOf(out.array(), at);
  }
}
