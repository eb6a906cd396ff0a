package io.github.pppvpn.checks.pppd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;

/**
 * A VPN server's files in a folder, to be changed between two runs. It booted at {@link #BOOT}; a
 * clock tick is 10 ms.
 */
final class FakeHost {
  static final long BOOT = 1_795_000_000_000L;
  private static final String PPPD = "/usr/sbin/pppd";

  private final Path folder;
  private final Map<String, String> interfaces = new TreeMap<>();
  private long uptimeMillis;
  private long clockErrorMillis;

  /** Up for a day, with both daemons' configurations, and nothing running. */
  FakeHost(Path folder) throws IOException {
    this.folder = folder;
    file("/proc/stat", "cpu  1 2 3\nbtime " + BOOT / 1000 + "\n");
    file("/proc/sys/kernel/random/boot_id", "11111111-2222-3333-4444-555555555555\n");
    file("/etc/hostname", "vpn1\n");
    file("/etc/pptpd.conf", "localip 192.168.77.1\n");
    file("/etc/xl2tpd/xl2tpd.conf", "[lns default]\n");
    file("/run/empty", "");
    process(1, "systemd", 0, 0, "/sbin/init");
    network("lo", 772, 1, 0, 0, 0, 0);
    uptime(86_400_000);
    file("/var/log/syslog", Stamp.line(now() - 30_000, "vpn1", "CRON[9]: (root) CMD (true)"));
  }

  Path folder() {
    return folder;
  }

  FakeHost file(String path, String text) throws IOException {
    Path file = folder.resolve(path.substring(1));
    Files.createDirectories(file.getParent());
    Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  FakeHost without(String path) throws IOException {
    Path top = folder.resolve(path.substring(1));
    if (Files.exists(top)) {
      Files.walkFileTree(
          top,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path emptied, IOException failed)
                throws IOException {
              Files.delete(emptied);
              return FileVisitResult.CONTINUE;
            }
          });
    }
    return this;
  }

  /** Now is so long after boot. */
  FakeHost uptime(long millis) throws IOException {
    uptimeMillis = millis;
    long hundredths = millis / 10 % 100;
    String fraction = (hundredths < 10 ? "0" : "") + hundredths;
    return file("/proc/uptime", millis / 1000 + "." + fraction + " 1.00\n");
  }

  /** The time since boot. */
  long uptimeMillis() {
    return uptimeMillis;
  }

  /**
   * It is a container that started so long after the machine below, and lxcfs gives its own time:
   * {@link #uptime} is the container's, all else that counts from boot the machine's.
   */
  FakeHost inContainer(long millis) throws IOException {
    return clockError(millis).ownProcess(millis + uptimeMillis);
  }

  /** The check itself started so long after boot. */
  FakeHost ownProcess(long startMillis) throws IOException {
    return file(
        "/proc/self/stat",
        "77 (java) R 1 1 1 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 " + startMillis / 10 + " 1 2\n");
  }

  FakeHost later(long millis) throws IOException {
    return uptime(uptimeMillis + millis);
  }

  /** The wall clock is so far off from now on. */
  FakeHost clockError(long millis) {
    clockErrorMillis = millis;
    return this;
  }

  /** The wall clock. */
  long now() {
    return BOOT + uptimeMillis + clockErrorMillis;
  }

  /** A process that started so long after boot and used no processor. */
  FakeHost process(int pid, String comm, int parent, long startMillis, String... arguments)
      throws IOException {
    return process(pid, comm, parent, startMillis, 0, 'S', arguments);
  }

  FakeHost process(
      int pid,
      String comm,
      int parent,
      long startMillis,
      long ticks,
      char state,
      String... arguments)
      throws IOException {
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
            + " 1 1 0 -1 4194560 1 2 3 4 "
            + ticks
            + " 0 0 0 20 0 1 0 "
            + startMillis / 10
            + " 4435968 817 18446744073709551615 1 1 1\n");
    file("/proc/" + pid + "/status", "Name:\t" + comm + "\nVmRSS:\t    2000 kB\n");
    return file(
        "/proc/" + pid + "/cmdline",
        arguments.length == 0 ? "" : String.join("\0", arguments) + "\0");
  }

  FakeHost ended(int pid) throws IOException {
    return without("/proc/" + pid);
  }

  /** pptpd and xl2tpd, since a minute after boot. */
  FakeHost daemons() throws IOException {
    process(100, "pptpd", 1, 60_000, "/usr/sbin/pptpd", "-f");
    return process(200, "xl2tpd", 1, 60_000, "/usr/sbin/xl2tpd", "-D");
  }

  /** A PPTP session: pptpctrl {@code pid}, pppd {@code pid + 1}, pid file and interface. */
  FakeHost pptpSession(int pid, int unit) throws IOException {
    process(pid, "pptpctrl", 100, 120_000, "pptpd [203.0.113.10:C2F2 - 0000]");
    pptpPppd(pid + 1, pid);
    file("/run/ppp" + unit + ".pid", pid + 1 + "\n");
    return network("ppp" + unit, 512, 10 + unit, 0, 0, 0, 0);
  }

  FakeHost pptpPppd(int pid, int parent) throws IOException {
    return process(
        pid,
        "pppd",
        parent,
        120_000,
        PPPD,
        "local",
        "file",
        "/etc/ppp/pptpd-options",
        "115200",
        "192.168.77.1:192.168.77.100",
        "ipparam",
        "203.0.113.10",
        "plugin",
        "/usr/lib/pptpd/pptpd-logwtmp.so",
        "pptpd-original-ip",
        "203.0.113.10",
        "remotenumber",
        "203.0.113.10");
  }

  /** xl2tpd's pppd on a terminal. */
  FakeHost terminalPppd(int pid, int parent) throws IOException {
    return process(
        pid,
        "pppd",
        parent,
        120_000,
        PPPD,
        "/dev/pts/3",
        "passive",
        "nodetach",
        "192.168.78.1:192.168.78.100",
        "refuse-pap",
        "auth",
        "ipparam",
        "203.0.113.20");
  }

  /** An interface with these counters; ppp ones are of type 512. */
  FakeHost network(
      String name,
      int type,
      int index,
      long rxErrors,
      long rxDropped,
      long txErrors,
      long txDropped)
      throws IOException {
    interfaces.put(
        name,
        "  "
            + name
            + ": 1000 10 "
            + rxErrors
            + " "
            + rxDropped
            + " 0 0 0 0 2000 20 "
            + txErrors
            + " "
            + txDropped
            + " 0 0 0 0\n");
    file("/sys/class/net/" + name + "/type", type + "\n");
    file("/sys/class/net/" + name + "/ifindex", index + "\n");
    return writeInterfaces();
  }

  FakeHost noNetwork(String name) throws IOException {
    interfaces.remove(name);
    without("/sys/class/net/" + name);
    return writeInterfaces();
  }

  private FakeHost writeInterfaces() throws IOException {
    return file(
        "/proc/net/dev",
        "Inter-|   Receive  |  Transmit\n face |bytes packets\n"
            + String.join("", interfaces.values()));
  }
}
