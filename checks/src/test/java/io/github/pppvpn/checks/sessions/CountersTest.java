package io.github.pppvpn.checks.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.pppvpn.checks.Exposition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The counters for Prometheus: over whatever happens to a host they only grow. */
class CountersTest {
  @TempDir Path folder;

  /** Clients come and go, interfaces are taken again, daemons and the host restart. */
  @Property(tries = 15, shrinking = ShrinkingMode.BOUNDED)
  void onlyGrow(
      @ForAll @Size(min = 6, max = 14) List<@IntRange(max = 99) Integer> steps, @ForAll long seed)
      throws IOException {
    // Hosts of many small files, each some times.
    Path memory = Path.of("/dev/shm");
    Path folder =
        Files.isWritable(memory)
            ? Files.createTempDirectory(memory, "counters")
            : Files.createTempDirectory("counters");
    try {
      new Life(folder, seed).live(steps);
    } finally {
      delete(folder);
    }
  }

  private record Client(boolean l2tp, String user, long start, long rx, long tx) {}

  private static final class Life {
    private final Path folder;
    private final Path state;
    private final Random random;
    private final List<Client> clients = new ArrayList<>();
    private int boot = 1;
    private int users;
    private long up = 10_000;
    private long wall = HostRun.NOW;
    private Exposition before;
    private final List<Long> last = new ArrayList<>();
    private int lastBoot = 1;
    private long expected;

    Life(Path folder, long seed) throws IOException {
      this.folder = folder;
      this.random = new Random(seed);
      this.state = Files.createDirectories(folder.resolve("state"));
    }

    void live(List<Integer> steps) throws IOException {
      run();
      for (int step : steps) {
        long seconds = 1L + random.nextInt(120);
        up += seconds;
        wall += seconds * 1000;
        if (step < 40) {
          client();
        } else if (step < 60 && !clients.isEmpty()) {
          clients.remove(random.nextInt(clients.size()));
        } else if (step < 68) {
          // A daemon is restarted: its sessions go.
          clients.removeIf(client -> client.l2tp() == (step % 2 == 0));
        } else if (step < 76) {
          boot++;
          up = 100;
          clients.clear();
          for (int i = random.nextInt(4); i > 0; i--) {
            client();
          }
        } else if (step < 84 && !clients.isEmpty()) {
          // An interface's counters are set back.
          Client client = clients.remove(0);
          clients.add(0, new Client(client.l2tp(), client.user(), client.start(), 0, 1));
        }
        if (step % 3 != 0) {
          traffic();
        }
        run();
      }
    }

    private void client() {
      // Starts that are far apart: those of one interface within 3 s are one session.
      clients.add(new Client(random.nextBoolean(), "u" + users++, up - 40, random.nextInt(500), 7));
      up += 60;
      wall += 60_000;
    }

    private void traffic() {
      for (int i = 0; i < clients.size(); i++) {
        Client c = clients.get(i);
        clients.set(
            i,
            new Client(
                c.l2tp(), c.user(), c.start(), c.rx() + random.nextInt(9_000), c.tx() + 100));
      }
    }

    private void run() throws IOException {
      Path root = folder.resolve("host");
      if (Files.exists(root)) {
        delete(root);
      }
      SmallHost host = new SmallHost(root, up);
      host.file("/proc/sys/kernel/random/boot_id", "boot-" + boot + "\n");
      host.process(100, "pptpd", 1, 1, "/usr/sbin/pptpd");
      host.process(200, "xl2tpd", 1, 1, "/usr/sbin/xl2tpd");
      int l2tp = 0;
      int number = 2;
      for (Client client : clients) {
        String address = "10.0.0." + number++;
        l2tp += client.l2tp() ? 1 : 0;
        if (client.l2tp()) {
          host.l2tp(
              client.user(), "203.0.113.1", address, client.start(), client.rx(), client.tx());
        } else {
          host.pptp(client.user(), "203.0.113.2", address, address, client.start());
        }
      }
      host.done();
      String output =
          HostRun.remembering(
                  new CheckL2tpSessions(),
                  root,
                  state,
                  wall,
                  "--protocol",
                  "all",
                  "--output",
                  "prometheus")
              .output();
      Exposition now = Exposition.of(output);
      if (before != null) {
        now.assertNotBehind(before);
      }
      before = now;
      assertBalance(now, "l2tp", l2tp);
      assertBalance(now, "pptp", clients.size() - l2tp);
      double all = opened(now, "l2tp") + opened(now, "pptp");
      noticeNew();
      assertEquals((double) expected, all);
    }

    /** A session is what keeps its interface and its start; those of another boot are others. */
    private void noticeNew() {
      if (boot != lastBoot) {
        last.clear();
      }
      lastBoot = boot;
      for (int i = 0; i < clients.size(); i++) {
        expected += i < last.size() && last.get(i) == clients.get(i).start() ? 0 : 1;
      }
      last.clear();
      clients.forEach(client -> last.add(client.start()));
    }

    private static double opened(Exposition now, String protocol) {
      return now.value("pppvpn_sessions_opened_total{protocol=\"" + protocol + "\"}");
    }

    /** Who came and has not gone is there. */
    private static void assertBalance(Exposition now, String protocol, int present) {
      double closed = now.value("pppvpn_sessions_closed_total{protocol=\"" + protocol + "\"}");
      assertEquals(present, now.value("pppvpn_sessions{protocol=\"" + protocol + "\"}"));
      assertEquals(present, opened(now, protocol) - closed);
    }
  }

  @Test
  void withoutStateThereAreNone() {
    SmallHost host = new SmallHost(folder, 1_000);
    host.process(200, "xl2tpd", 1, 1, "/usr/sbin/xl2tpd");
    host.l2tp("a", "203.0.113.1", "10.0.0.2", 10, 5, 5);
    host.done();
    HostRun run = HostRun.of(new CheckL2tpSessions(), folder, "--output", "prometheus");
    Exposition now = Exposition.of(run.output());
    assertEquals(1, now.value("pppvpn_sessions{protocol=\"l2tp\"}"));
    assertFalse(now.types().containsValue("counter"), run.output());
  }

  @Test
  void usersAreNoLabelsUnlessAskedFor() {
    SmallHost host = new SmallHost(folder, 1_000);
    host.process(200, "xl2tpd", 1, 1, "/usr/sbin/xl2tpd");
    host.l2tp("alice", "203.0.113.1", "10.0.0.2", 10, 5, 5);
    host.l2tp("albert", "203.0.113.1", "10.0.0.3", 20, 5, 5);
    host.done();
    CheckL2tpSessions check = new CheckL2tpSessions();
    String plain = HostRun.of(check, folder, "--output", "prometheus").output();
    assertFalse(plain.contains("alice"), plain);
    assertFalse(plain.contains("203.0.113"), plain);
    String asked =
        HostRun.of(check, folder, "--output", "prometheus", "--per-user", "1", "--privacy", "mask")
            .output();
    Exposition masked = Exposition.of(asked);
    assertEquals(2, masked.value("pppvpn_user_sessions{protocol=\"l2tp\",user=\"al…\"}"));
    assertEquals(0, masked.value("pppvpn_user_sessions{protocol=\"l2tp\",user=\"other\"}"));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
