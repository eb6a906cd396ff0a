package io.github.pppvpn.checks.sessions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.checks.Exposition;
import io.github.pppvpn.checks.pool.CheckIpPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/** A busy host. How long it takes is host-bench's to say. */
class ScaleTest {
  private static final int SESSIONS = 10_000;

  @TempDir(factory = InMemory.class)
  Path folder;

  @TempDir Path state;

  /** Fifty thousand small files take a minute on some disks. */
  static final class InMemory implements TempDirFactory {
    @Override
    public Path createTempDirectory(
        AnnotatedElementContext elementContext, ExtensionContext extensionContext)
        throws IOException {
      Path memory = Path.of("/dev/shm");
      return Files.isWritable(memory)
          ? Files.createTempDirectory(memory, "ppp-vpn-checks-")
          : Files.createTempDirectory("ppp-vpn-checks-");
    }
  }

  @Test
  void tenThousandSessions() {
    SmallHost host = new SmallHost(folder, 100_000);
    host.process(200, "xl2tpd", 1, 1, "/usr/sbin/xl2tpd").file("/run/xl2tpd.pid", "200\n");
    host.file("/etc/xl2tpd/xl2tpd.conf", "[lns default]\nip range = 10.8.0.0-10.8.63.255\n");
    for (int i = 0; i < SESSIONS; i++) {
      host.l2tp("u" + i / 2, "203.0.113." + i % 250, "10.8." + i / 250 + "." + i % 250, i, 1000, 1);
    }
    host.done();
    HostRun first = HostRun.remembering(new CheckL2tpSessions(), folder, state, HostRun.NOW);
    assertEquals(0, first.exitCode(), first.line1());
    assertEquals("10000", first.metric("sessions"));
    assertEquals("10000", first.metric("tunnels"));
    assertEquals("5000", first.metric("users"));
    assertEquals("2", first.metric("sessions_per_user"));
    assertEquals("100000s", first.metric("oldest"));
    assertEquals("10000000c", first.metric("rx_bytes"));
    assertEquals("0", first.metric("mismatch"));
    assertTrue(first.output().getBytes(UTF_8).length <= 4096);
    assertTrue(first.output().endsWith(" more\n"), first.output());
    // What was kept of so many is found again.
    host.up(100_060);
    HostRun second = HostRun.remembering(new CheckL2tpSessions(), folder, state, HostRun.NOW);
    assertEquals("0", second.metric("opened"));
    assertEquals("0", second.metric("closed"));
    HostRun series =
        HostRun.remembering(
            new CheckL2tpSessions(),
            folder,
            state,
            HostRun.NOW,
            "--per-user",
            "2",
            "--output",
            "prometheus");
    Exposition exposition = Exposition.of(series.output());
    assertEquals(10_000, exposition.value("pppvpn_sessions{protocol=\"l2tp\"}"));
    assertEquals(9_900, exposition.value("pppvpn_user_sessions{protocol=\"l2tp\",user=\"other\"}"));
    assertEquals(
        51, exposition.values().keySet().stream().filter(key -> key.contains("user=")).count());
    assertTrue(exposition.values().size() < 80, "" + exposition.values().size());
    HostRun pool = HostRun.remembering(new CheckIpPool(), folder, state, HostRun.NOW);
    assertEquals("10000", pool.metric("xl2tpd_used"));
    assertEquals("16384", pool.metric("xl2tpd_size"));
    assertEquals("61.04%", pool.metric("used_percent"));
    assertEquals("0", pool.metric("conflicts"));
  }
}
