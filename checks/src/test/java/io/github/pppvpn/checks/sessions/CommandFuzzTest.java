package io.github.pppvpn.checks.sessions;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.checks.pool.CheckIpPool;
import io.github.pppvpn.plugin.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged, cut and contradictory files of a host, read by the whole commands. */
class CommandFuzzTest {
  private static final int RUNS = 400;
  private static final String ALPHABET = "\n\0 :;=/-.,[](|'\"09aZ\u00ff";

  @TempDir Path folder;
  @TempDir Path state;

  @Test
  void neverMoreThanAFinding() throws IOException {
    SmallHost host = new SmallHost(folder, 10_000);
    host.process(100, "pptpd", 1, 1, "/usr/sbin/pptpd").file("/run/pptpd.pid", "100\n");
    host.process(200, "xl2tpd", 1, 1, "/usr/sbin/xl2tpd").file("/run/xl2tpd.pid", "200\n");
    host.file("/etc/pptpd.conf", "remoteip 192.168.77.101-105\nlocalip 192.168.77.1\n");
    host.file(
        "/etc/xl2tpd/xl2tpd.conf", "[lns default]\nip range = 192.168.78.101-192.168.78.110\n");
    host.file("/etc/accel-ppp.conf", "[ip-pool]\ngw-ip-address=10.1.0.1\n10.1.0.0/24,name=one\n");
    host.l2tp("alice", "203.0.113.1", "192.168.78.101", 1000, 5, 6);
    host.pptp("bob", "203.0.113.4", "192.168.77.101", "192.168.77.101", 40);
    host.done();
    HostRun.remembering(new CheckL2tpSessions(), folder, state, HostRun.NOW);
    HostRun.remembering(new CheckIpPool(), folder, state, HostRun.NOW);
    List<Path> files = new ArrayList<>(files(folder));
    files.addAll(files(state));
    for (int seed = 0; seed < RUNS; seed++) {
      Random random = new Random(seed);
      Path file = files.get(random.nextInt(files.size()));
      byte[] before = Files.readAllBytes(file);
      Files.write(file, damaged(before, random));
      sound(new CheckL2tpSessions(), seed, file, "--protocol", "all", "-vvv");
      sound(new CheckIpPool(), seed, file, "-vvv");
      Files.write(file, before);
    }
  }

  private static List<Path> files(Path below) throws IOException {
    try (Stream<Path> all = Files.walk(below)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private void sound(Check check, int seed, Path file, String... words) {
    HostRun run = HostRun.remembering(check, folder, state, HostRun.NOW, words);
    String what = "seed " + seed + ", " + file + ": " + run.output();
    assertTrue(run.exitCode() >= 0 && run.exitCode() <= 3, what);
    assertTrue(run.output().startsWith(check.spec().title() + " "), what);
    assertTrue(!run.output().contains("internal error"), what);
    assertTrue(!run.output().contains("Exception"), what);
    assertTrue(run.line1().chars().filter(c -> c == '|').count() <= 1, what);
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    byte[] copy = bytes.clone();
    if (random.nextInt(4) == 0) {
      return Arrays.copyOf(copy, random.nextInt(copy.length + 1));
    }
    for (int i = 1 + random.nextInt(8); i > 0 && copy.length > 0; i--) {
      int at = random.nextInt(copy.length);
      copy[at] =
          random.nextBoolean()
              ? (byte) random.nextInt(256)
              : (byte) ALPHABET.charAt(random.nextInt(ALPHABET.length()));
    }
    return copy;
  }
}
