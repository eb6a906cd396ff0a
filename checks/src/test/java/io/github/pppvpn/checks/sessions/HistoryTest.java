package io.github.pppvpn.checks.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes of comparing with earlier runs, and what must not. */
class HistoryTest {
  private static final String BOOT = "11111111-2222-3333-4444-555555555555";

  @TempDir Path folder;
  @TempDir Path state;
  private long wall = HostRun.NOW;
  private int hosts;

  /** A host with these sessions: USER START RX. */
  private HostRun run(String boot, long up, String... sessions) {
    return run(boot, up, new String[0], sessions);
  }

  private HostRun run(String boot, long up, String[] words, String... sessions) {
    // The root's name is part of the key: every host of a test lies in the same place.
    Path root = folder.resolve("host");
    try {
      if (Files.exists(root)) {
        Files.move(root, folder.resolve("host" + hosts++));
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    SmallHost host = new SmallHost(root, up);
    host.file("/proc/sys/kernel/random/boot_id", boot + "\n");
    host.process(200, "xl2tpd", 1, 1, "/usr/sbin/xl2tpd");
    int number = 101;
    for (String session : sessions) {
      String[] parts = session.split(" ", -1);
      host.l2tp(
          parts[0],
          "203.0.113.1",
          "192.168.78." + number++,
          Long.parseLong(parts[1]),
          Long.parseLong(parts[2]),
          7);
    }
    host.done();
    return HostRun.remembering(new CheckL2tpSessions(), root, state, wall, words);
  }

  private static void assertRates(String opened, String closed, HostRun run) {
    assertEquals(opened, run.metric("opened"), run.output());
    assertEquals(closed, run.metric("closed"), run.output());
  }

  @Test
  void comesAndGoes() {
    assertRates("none", "none", run(BOOT, 1000, "a 10 5", "b 20 5"));
    assertRates("none", "none", run(BOOT, 1010, "a 10 5", "b 20 5"));
    assertRates("0", "0", run(BOOT, 1060, "a 10 5", "b 20 5"));
    // b ends, c takes its interface: one of each in the minute.
    assertRates("1", "1", run(BOOT, 1120, "a 10 5", "c 1100 5"));
    assertRates("1", "2", run(BOOT, 1180, "d 1150 5"));
  }

  /** Two runs in a row, one by hand: the rate is still that of half a minute at least. */
  @Test
  void runsInQuickSuccession() {
    run(BOOT, 1000);
    assertRates("2", "0", run(BOOT, 1060, "a 1050 5", "b 1055 5"));
    assertRates("2.9", "0", run(BOOT, 1062, "a 1050 5", "b 1055 5", "c 1061 5"));
  }

  @Test
  void rebootIsNoRate() {
    run(BOOT, 100_000, "a 10 5", "b 20 5", "c 30 5");
    HostRun run = run("another", 500, "a 100 5");
    assertRates("none", "none", run);
    assertRates("0", "0", run("another", 560, "a 100 5"));
  }

  /** A boot without a name is told by the time since boot going back. */
  @Test
  void rebootOfAHostWithoutBootId() {
    run("", 100_000, "a 10 5");
    assertRates("none", "none", run("", 500, "b 100 5"));
  }

  @Test
  void clockThatJumpsIsNoRate() {
    run(BOOT, 1000, "a 10 5");
    wall += 86_400_000L * 30;
    assertRates("0", "0", run(BOOT, 1060, "a 10 5"));
    wall += 30_000;
    assertRates("0", "0", run(BOOT, 1120, "a 10 5"));
  }

  /** A clock set back: the state seems to be of the future, so nothing is said. */
  @Test
  void clockSetBack() {
    run(BOOT, 1000, "a 10 5");
    wall -= 86_400_000L;
    HostRun run = run(BOOT, 1060, new String[] {"-v"}, "b 1040 5");
    assertRates("none", "none", run);
    assertTrue(run.output().contains("written in the future"), run.output());
    assertRates("0", "0", run(BOOT, 1120, "b 1040 5"));
  }

  @Test
  void bytesOnlyGrow() {
    assertEquals("1000c", run(BOOT, 1000, "a 10 400", "b 20 600").metric("rx_bytes"));
    assertEquals("1150c", run(BOOT, 1060, "a 10 500", "b 20 650").metric("rx_bytes"));
    // a ends, c takes its interface.
    assertEquals("1180c", run(BOOT, 1120, "c 1100 30", "b 20 650").metric("rx_bytes"));
    // A counter goes back.
    assertEquals("1180c", run(BOOT, 1180, "c 1100 3", "b 20 650").metric("rx_bytes"));
    assertEquals("1190c", run(BOOT, 1240, "c 1100 13", "b 20 650").metric("rx_bytes"));
    assertEquals("1195c", run("another", 300, "x 100 5").metric("rx_bytes"));
  }

  @Test
  void everyProtocolHasItsOwn() {
    run(BOOT, 1000, "a 10 5");
    run(BOOT, 1060, new String[] {"--protocol", "pptp"}, "a 10 5");
    assertRates("0", "0", run(BOOT, 1120, "a 10 5"));
  }

  @Test
  void deviatesFromTheWeek() {
    long hour = 3_600_000;
    String[] two = {"a 10 5", "b 20 5"};
    assertEquals("none", run(BOOT, 1000, two).metric("deviation"));
    wall += hour;
    assertEquals("none", run(BOOT, 4600, two).metric("deviation"));
    wall += 167 * hour;
    HostRun run = run(BOOT, 605_800, new String[] {"-v", "-w", "deviation=-40:40"}, "a 10 5");
    assertEquals("-50%", run.metric("deviation"));
    assertEquals(1, run.exitCode(), run.output());
    assertTrue(run.output().contains("there are usually 2"), run.output());
  }

  /** Nobody is connected: there is no oldest session, and no range on it is left. */
  @Test
  void nobodyIsTheOldest() {
    HostRun run = run(BOOT, 1000, new String[] {"-w", "oldest=86400"}, new String[0]);
    assertEquals(0, run.exitCode(), run.output());
    assertEquals("none", run.metric("oldest"));
  }

  @Test
  void rangesWithoutHistoryAreUnknown() {
    HostRun run = run(BOOT, 1000, new String[] {"-c", "closed=5"}, "a 10 5");
    assertEquals(3, run.exitCode());
    assertTrue(run.output().contains("this is the first run that keeps "), run.output());
  }

  /**
   * More and longer names than a state can hold: who they are is lost, not that they were there.
   */
  @Test
  void namesThatWouldFillTheState() {
    String[] many = new String[110];
    for (int i = 0; i < many.length; i++) {
      many[i] = "u".repeat(6_000) + i + " 10 5";
    }
    run(BOOT, 1000, many);
    HostRun run = run(BOOT, 1060, new String[] {"-v"}, new String[0]);
    assertRates("0", "110", run);
    assertTrue(run.output().contains("closed: unknown user on ppp0"), run.output());
  }

  /** Whatever stands in the file, the run is as good as a first one. */
  @Test
  void damagedState() throws IOException {
    run(BOOT, 1000, "a 10 5");
    try (DirectoryStream<Path> files = Files.newDirectoryStream(state, "*.state")) {
      for (Path file : files) {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        Files.writeString(file, text.replace("tally", "taIIy"));
      }
    }
    HostRun run = run(BOOT, 1060, new String[] {"-v"}, "a 10 5");
    assertEquals(0, run.exitCode());
    assertRates("none", "none", run);
    assertTrue(run.output().contains("its checksum does not fit"), run.output());
  }

  @Test
  void unwritableStateIsNoFailure() {
    state = Path.of("/proc");
    HostRun run = run(BOOT, 1000, "a 10 5");
    assertEquals(0, run.exitCode(), run.output());
    assertEquals("5c", run.metric("rx_bytes"));
  }
}
