package io.github.pppvpn.host;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever a file holds: values, or a sentence; never anything else, and no more than was there.
 */
class HostFuzzTest {
  /** Reads a file and says how many values there were. */
  private interface Reader {
    int read(HostRoot root) throws NotVisibleException;
  }

  private record Case(String path, Reader reader) {}

  private static final List<Case> CASES =
      List.of(
          new Case("/proc/net/dev", root -> InterfaceCounters.readAll(root).size()),
          new Case("/proc/net/pppol2tp", HostFuzzTest::sessions),
          new Case("/proc/net/tcp", root -> SocketRow.readAll(root, "tcp", port -> true).size()),
          new Case("/proc/net/raw", root -> SocketRow.readAll(root, "raw", port -> true).size()),
          new Case("/proc/net/protocols", root -> SocketCounts.protocols(root).counts().size()),
          new Case("/proc/net/sockstat", root -> SocketCounts.inUse(root).counts().size()),
          new Case("/proc/stat", root -> BootClock.read(root).bootSeconds() >= 0 ? 1 : 9999),
          new Case("/proc/uptime", root -> BootClock.read(root).uptimeMillis() >= 0 ? 1 : 9999),
          new Case("/proc/780/stat", root -> Processes.read(root, 780).isPresent() ? 1 : 0),
          new Case("/proc/780/cmdline", root -> Processes.list(root, name -> true).size()),
          new Case("/proc/780/comm", root -> Processes.list(root, name -> true).size()),
          new Case(
              "/proc/780/status", root -> (int) Processes.residentBytes(root, 780).orElse(0) & 1),
          new Case(
              "/run/ppp0.pid", root -> PidFile.readAll(root, Set.of(), new ArrayList<>()).size()),
          new Case("/run/pppd2.tdb", root -> PppdDatabase.read(root).records().size()),
          new Case("/sys/class/net/ppp0/type", root -> InterfaceType.of(root, "ppp0") < 0 ? 0 : 1),
          new Case("/sys/kernel/debug/l2tp/tunnels", root -> L2tpPeers.read(root).size()),
          new Case(
              "/etc/hosts", root -> EtcHosts.read(root).lookup("localhost").isPresent() ? 1 : 0));

  private static Path folder;

  @BeforeContainer
  static void copyLab() throws IOException {
    folder = Files.createTempDirectory("host-fuzz");
    Path lab = Golden.resource("host/lab-two-sessions");
    try (Stream<Path> paths = Files.walk(lab)) {
      for (Path path : paths.toList()) {
        Path to = folder.resolve(lab.relativize(path).toString());
        if (!Files.isDirectory(path) || Files.isSymbolicLink(path)) {
          Files.createDirectories(to.getParent());
          if (Files.isRegularFile(path)) {
            Files.copy(path, to);
          }
        }
      }
    }
    write("/etc/hosts", "127.0.0.1 localhost\n".getBytes(StandardCharsets.ISO_8859_1));
    write(
        "/sys/kernel/debug/l2tp/tunnels",
        "TUNNEL 29816 peer 16 from 10.9.0.1 to 10.9.0.2\n".getBytes(StandardCharsets.ISO_8859_1));
  }

  @AfterContainer
  static void removeLab() throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Property(tries = 1200, edgeCases = EdgeCasesMode.NONE)
  void mutated(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    Case which = CASES.get(random.nextInt(CASES.size()));
    byte[] original = Files.readAllBytes(file(which.path()));
    try {
      write(which.path(), mutated(original, random));
      read(which);
    } finally {
      write(which.path(), original);
    }
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void random(@ForAll long seed, @ForAll byte[] bytes) throws IOException {
    Case which = CASES.get(new Random(seed).nextInt(CASES.size()));
    byte[] original = Files.readAllBytes(file(which.path()));
    try {
      write(which.path(), bytes);
      read(which);
    } finally {
      write(which.path(), original);
    }
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void accelAnswers(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] sessions = Golden.read("host/accel-sessions.txt").getBytes(StandardCharsets.ISO_8859_1);
    String answer = new String(mutated(sessions, random), StandardCharsets.ISO_8859_1);
    try {
      assertTrue(AccelSession.parse(answer).size() <= answer.length());
    } catch (NotVisibleException e) {
      assertFalse(e.getMessage().isEmpty());
    }
    try {
      assertTrue(AccelPoolFree.parse("IP Pool\n" + answer).size() <= answer.length());
    } catch (NotVisibleException e) {
      assertFalse(e.getMessage().isEmpty());
    }
  }

  private static void read(Case which) {
    try {
      assertTrue(which.reader().read(HostRoot.of(folder.toString())) <= 1000);
    } catch (NotVisibleException e) {
      assertFalse(e.getMessage().isEmpty());
    }
  }

  private static int sessions(HostRoot root) throws NotVisibleException {
    int count = 0;
    for (KernelTunnel tunnel : KernelTunnel.readAll(root)) {
      count += 1 + tunnel.sessions().size();
    }
    return count;
  }

  private static byte[] mutated(byte[] original, Random random) {
    byte[] bytes = original.clone();
    for (int i = random.nextInt(6); i >= 0 && bytes.length > 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> bytes = Arrays.copyOf(bytes, at);
        default -> {
          int length = Math.min(bytes.length - at, random.nextInt(40));
          System.arraycopy(bytes, random.nextInt(bytes.length - length + 1), bytes, at, length);
        }
      }
    }
    return bytes;
  }

  private static Path file(String path) {
    return folder.resolve(path.substring(1));
  }

  private static void write(String path, byte[] bytes) {
    try {
      Files.createDirectories(file(path).getParent());
      Files.write(file(path), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
