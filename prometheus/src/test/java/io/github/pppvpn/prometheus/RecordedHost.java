package io.github.pppvpn.prometheus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** A copy of a recorded host to which things happen. Its clock since boot goes on. */
final class RecordedHost {
  private static final Path RECORDED = Path.of("../checks/src/test/resources/sessions/hosts/full");

  private final Path root;
  private final long start = System.nanoTime();
  private long dropped;
  private int attempts;
  private int crowd;

  private RecordedHost(Path root) {
    this.root = root;
  }

  static RecordedHost copy(Path root) throws IOException {
    Files.walkFileTree(
        RECORDED,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path to = root.resolve(RECORDED.relativize(file).toString());
            Files.createDirectories(to.getParent());
            if (attributes.isSymbolicLink()) {
              Files.createSymbolicLink(to, Files.readSymbolicLink(file));
            } else {
              Files.copy(file, to);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    RecordedHost host = new RecordedHost(root);
    host.write("var/log/syslog", "");
    host.write("proc/sys/kernel/random/boot_id", "11111111-2222-3333-4444-555555555555\n");
    host.tick();
    return host;
  }

  Path root() {
    return root;
  }

  /** Lets the time pass that has passed. */
  void tick() throws IOException {
    long seconds = 100 + (System.nanoTime() - start) / 1_000_000_000;
    write("proc/uptime", seconds + ".00 1.00\n");
    write("proc/stat", "btime " + (System.currentTimeMillis() / 1000 - seconds) + "\n");
  }

  /** Whether every address of every pool is somebody's. */
  void full(boolean full) throws IOException {
    for (String daemon : new String[] {"pptpd", "xl2tpd"}) {
      Path file = Path.of("run/lab", daemon + ".conf");
      String text = Files.readString(RECORDED.resolve(file), ISO_8859_1);
      if (daemon.equals("pptpd") && !full) {
        text = text.replace("192.168.77.101-103", "192.168.77.101-180");
      }
      if (daemon.equals("xl2tpd")) {
        text = text.replace("192.168.78.102", full ? "192.168.78.101" : "192.168.78.180");
      }
      Files.writeString(root.resolve(file), text, ISO_8859_1);
      // What a daemon that runs was started with: one changed since says nothing of its pool.
      Files.setLastModifiedTime(root.resolve(file), FileTime.from(Instant.EPOCH));
    }
  }

  /** Whether xl2tpd runs. */
  void daemon(boolean runs) throws IOException {
    try (DirectoryStream<Path> processes =
        Files.newDirectoryStream(RECORDED.resolve("proc"), "[0-9]*")) {
      for (Path process : processes) {
        if (Files.readString(process.resolve("comm"), ISO_8859_1).equals("xl2tpd\n")) {
          process(process.getFileName().toString(), runs);
        }
      }
    }
  }

  private void process(String pid, boolean runs) throws IOException {
    Path folder = root.resolve("proc").resolve(pid);
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(RECORDED.resolve("proc").resolve(pid))) {
      for (Path file : files) {
        Path copy = folder.resolve(file.getFileName().toString());
        Files.deleteIfExists(copy);
        if (runs) {
          Files.createDirectories(folder);
          Files.copy(file, copy);
        }
      }
    }
    if (!runs) {
      Files.deleteIfExists(folder);
    }
  }

  /** The log's lines of before are gone. */
  void rotateAway() throws IOException {
    Path log = root.resolve("var/log/syslog");
    Files.move(log, root.resolve("var/log/old.syslog"), StandardCopyOption.REPLACE_EXISTING);
    write("var/log/syslog", "");
  }

  /** So many clients more come over PPTP; 0 for all of them leave. */
  void crowd(int clients) throws IOException {
    for (int i = 0; i < Math.max(clients, crowd); i++) {
      String name = "ppp" + (100 + i);
      int control = 10_000 + 2 * i;
      String address = "192.168.77." + (110 + i);
      boolean there = i < clients;
      process(there, control, "pptpctrl", 744, "pptpd [203.0.113.7:C2F2 - 0000]");
      process(
          there,
          control + 1,
          "pppd",
          control,
          "/usr/sbin/pppd\0local\0file\0/run/lab/pptpd-options\000115200\000192.168.77.1:"
              + address
              + "\0ipparam\000203.0.113.7\0remotenumber\000203.0.113.7");
      put(there, "run/" + name + ".pid", (control + 1) + "\n");
      put(there, "sys/class/net/" + name + "/type", "512\n");
    }
    crowd = clients;
    interfaces();
  }

  private void process(boolean there, int pid, String name, int parent, String words)
      throws IOException {
    String folder = "proc/" + pid + "/";
    put(there, folder + "comm", name + "\n");
    put(there, folder + "cmdline", words + "\0");
    put(
        there,
        folder + "stat",
        pid
            + " ("
            + name
            + ") S "
            + parent
            + " 1 1 0 -1 4194560 1 2 3 4 7 8 0 0 20 0 1 0 5000 4435968 817 1 1 1 1\n");
    if (!there) {
      Files.deleteIfExists(root.resolve(folder));
    }
  }

  private void put(boolean there, String name, String text) throws IOException {
    if (there) {
      write(name, text);
    } else {
      Files.deleteIfExists(root.resolve(name));
    }
  }

  /** So many packets more were dropped on the first PPP interface. */
  void drop(long packets) throws IOException {
    dropped += packets;
    interfaces();
  }

  private void interfaces() throws IOException {
    StringBuilder dev = new StringBuilder();
    for (String line : Files.readAllLines(RECORDED.resolve("proc/net/dev"), ISO_8859_1)) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).strip().equals("ppp0")) {
        String[] numbers = line.substring(colon + 1).strip().split("\\s+");
        numbers[3] = "" + (Long.parseLong(numbers[3]) + dropped);
        line = line.substring(0, colon + 1) + " " + String.join(" ", numbers);
      }
      dev.append(line).append('\n');
    }
    for (int i = 0; i < crowd; i++) {
      dev.append("ppp").append(100 + i).append(": 10 1 0 0 0 0 0 0 20 2 0 0 0 0 0 0\n");
    }
    write("proc/net/dev", dev.toString());
  }

  /** Attempts to log in that fail, RADIUS servers that do not answer, starts of pptpd. */
  void logFailures(int failures, int timeouts, int starts) throws IOException {
    StringBuilder lines = new StringBuilder();
    String stamp = Instant.now().toString().substring(0, 19) + ".000000+00:00 vpn ";
    for (int i = 0; i < failures; i++) {
      int pid = 2_000 + attempts++;
      lines.append(stamp).append("pppd[").append(pid).append("]: Peer u").append(i);
      lines.append(" failed CHAP authentication\n");
    }
    for (int i = 0; i < timeouts; i++) {
      int pid = 50_000 + attempts++;
      lines.append(stamp).append("pppd[").append(pid).append("]: rc_send_server: ");
      lines.append("no reply from RADIUS server 10.9.0.9:1812\n");
    }
    for (int i = 0; i < starts; i++) {
      lines.append(stamp).append("pptpd[").append(100_000 + attempts++).append("]: MGR: ");
      lines.append("Manager process started\n");
    }
    Files.writeString(root.resolve("var/log/syslog"), lines, ISO_8859_1, StandardOpenOption.APPEND);
  }

  private void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, ISO_8859_1);
  }
}
