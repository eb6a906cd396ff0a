package io.github.pppvpn.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateFileTest {
  private static final StateKey KEY = new StateKey("check_auth_failures", "web");
  private static final long NOW = 1_790_000_000_000L;

  @TempDir Path folder;

  @Test
  void givesWhatWasCommitted() throws Exception {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("log./var/log/ppp.log".replace('/', '_'), "1 5,5,ab,cd,1,2,3");
    values.put("odd", "\\ back \n line \r end  ä€😀 \0 \\n");
    values.put("empty", "");
    StateContent content = StateContent.of(NOW, values);
    commit(content);
    assertEquals(java.util.Optional.of(content), read().content());
    assertEquals(values, content.asMap());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path())));
    commit(StateContent.of(NOW, Map.of()));
    assertEquals(Map.of(), read().content().orElseThrow().asMap());
  }

  @Test
  void keepsSeveralTextsUnderOneName() throws Exception {
    commit(
        new StateContent(
            NOW, List.of(new StateContent.Value("a", "1"), new StateContent.Value("a", "2"))));
    assertEquals(List.of("1", "2"), read().content().orElseThrow().texts("a"));
    assertEquals("1", read().content().orElseThrow().text("a").orElseThrow());
  }

  @Test
  void hasNoneAtFirst() throws Exception {
    assertTrue(read().first());
    assertEquals(
        "this is the first run that keeps " + path() + " for the next one", read().reason());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "../../etc/passwd", "/etc/passwd", ".", "..", "a\0b", "ä", "a\nb", "-rf *"})
  void keepsEveryKeyInsideTheFolder(String name) throws Exception {
    StateKey key = new StateKey("check_auth_failures", name);
    String file = key.fileName();
    assertTrue(file.matches("[A-Za-z0-9_]+-[A-Za-z0-9_]*-[0-9a-f]{16}\\.state"), file);
    assertEquals(false, file.equals(KEY.fileName()));
    try (StateFile state = open(key, 0)) {
      state.commit(StateContent.of(NOW, Map.of("a", name)));
      assertEquals(name, state.read(NOW).content().orElseThrow().text("a").orElseThrow());
    }
    assertTrue(new StateKey("c", "x".repeat(10_000)).fileName().length() < 100);
  }

  @Test
  void namedPipesAreRefusedAtOnce() throws Exception {
    Path lock = folder.resolve(KEY.fileName() + ".lock");
    assertEquals(0, new ProcessBuilder("mkfifo", lock.toString()).start().waitFor());
    StateException e =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20), () -> assertThrows(StateException.class, () -> open(KEY, 0)));
    assertEquals(lock + " is not a regular file, so no state is kept there", e.getMessage());
    Files.delete(lock);
    assertEquals(0, new ProcessBuilder("mkfifo", path().toString()).start().waitFor());
    StoredState stored = assertTimeoutPreemptively(Duration.ofSeconds(20), this::read);
    assertEquals(path() + " is not used: it is not a regular file", stored.reason());
  }

  @Test
  void refusesAnotherKeysState() throws Exception {
    StateKey other = new StateKey("check_auth_failures", "other");
    commit(StateContent.of(NOW, Map.of("a", "b")));
    Files.move(path(), folder.resolve(other.fileName()));
    try (StateFile state = open(other, 0)) {
      assertTrue(state.read(NOW).reason().endsWith("is not used: it was written for another key"));
    }
  }

  @Test
  void refusesAStateFromTheFuture() throws Exception {
    commit(StateContent.of(NOW, Map.of()));
    try (StateFile state = open(KEY, 0)) {
      assertTrue(state.read(NOW - 30_000).content().isPresent());
      assertTrue(
          state.read(NOW - 61_000).reason().endsWith("is not used: it was written in the future"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', it is not a state file",
    "'ppp-vpn-checks state 2\n', 'it is of version 2, not 1'",
    "'ppp-vpn-checks state 1', it is cut off",
    "'ppp-vpn-checks state 1\n', its checksum does not fit",
    "'ppp-vpn-checks state 1\na\nb\nc\nd\ncrc32 0\n', its checksum does not fit",
  })
  void refusesWhatIsNoState(String text, String why) throws Exception {
    Files.writeString(path(), text);
    Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("rw-r-----"));
    assertEquals(path() + " is not used: " + why, read().reason());
  }

  @Test
  void refusesEveryFlippedByteAndEveryCut() throws Exception {
    commit(StateContent.of(NOW, Map.of("a", "some text", "b", "more")));
    byte[] good = Files.readAllBytes(path());
    Random random = new Random(7);
    for (int i = 0; i < 400; i++) {
      byte[] bad;
      if (i % 3 == 0) {
        bad = java.util.Arrays.copyOf(good, random.nextInt(good.length));
      } else if (i % 3 == 1) {
        bad = good.clone();
        bad[random.nextInt(bad.length)] ^= (byte) (1 + random.nextInt(255));
      } else {
        bad = new byte[random.nextInt(3000)];
        random.nextBytes(bad);
      }
      Files.write(path(), bad);
      StoredState state = read();
      assertTrue(state.content().isEmpty(), new String(bad, StandardCharsets.ISO_8859_1));
      assertFalse(state.reason().isEmpty());
    }
  }

  @Test
  void trustsNothingButItsOwnFile() throws Exception {
    commit(StateContent.of(NOW, Map.of()));
    byte[] good = Files.readAllBytes(path());
    Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("rw-rw----"));
    assertTrue(read().reason().endsWith("others than its owner may write it"));
    Files.delete(path());
    Files.write(folder.resolve("elsewhere"), good);
    Files.createSymbolicLink(path(), folder.resolve("elsewhere"));
    assertTrue(read().reason().endsWith("it is not a regular file"));
    commit(StateContent.of(NOW, Map.of("a", "b")));
    assertTrue(Files.isRegularFile(path(), LinkOption.NOFOLLOW_LINKS));
    assertEquals(good.length, Files.size(folder.resolve("elsewhere")));
    Files.delete(path());
    new ProcessBuilder("mkfifo", path().toString()).start().waitFor();
    assertTrue(read().reason().endsWith("it is not a regular file"));
    commit(StateContent.of(NOW, Map.of("a", "b")));
    assertTrue(read().content().isPresent());
    Files.write(path(), new byte[2 * 1024 * 1024]);
    Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("rw-------"));
    assertTrue(read().reason().endsWith("it is larger than any state"));
  }

  @Test
  void doesNotOpenALockThatIsALink() throws Exception {
    Files.createSymbolicLink(folder.resolve(KEY.fileName() + ".lock"), folder.resolve("elsewhere"));
    assertThrows(StateException.class, () -> open(KEY, 0));
    assertFalse(Files.exists(folder.resolve("elsewhere")));
  }

  @Test
  void saysWhatToDoAboutAMissingFolder() {
    StateFolder missing = new StateFolder(folder.resolve("none"), "nagios");
    StateException e =
        assertThrows(StateException.class, () -> StateFile.open(missing, KEY, System::nanoTime, 0));
    assertEquals("the state folder " + folder + "/none does not exist", e.getMessage());
    assertEquals(
        "mkdir -p "
            + missing.path()
            + " && chown nagios "
            + missing.path()
            + " && chmod 0750 "
            + missing.path(),
        e.nextStep());
  }

  @Test
  void saysWhenTheFolderIsNone() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    StateException e =
        assertThrows(
            StateException.class,
            () -> StateFile.open(new StateFolder(file, "nagios"), KEY, System::nanoTime, 0));
    assertTrue(e.getMessage().contains("is not a folder"), e.getMessage());
  }

  @Test
  void keepsTheOldStateWhenTheDiskIsFull() throws Exception {
    commit(StateContent.of(NOW, Map.of("a", "old")));
    try (StateFile state =
        StateFile.open(
            new StateFolder(folder, "nagios"),
            KEY,
            System::nanoTime,
            0,
            (channel, bytes) -> {
              channel.write(bytes.duplicate().limit(10));
              throw new IOException("No space left on device");
            })) {
      StateException e =
          assertThrows(
              StateException.class, () -> state.commit(StateContent.of(NOW, Map.of("a", "new"))));
      assertEquals(path() + " cannot be written: No space left on device", e.getMessage());
    }
    assertEquals("old", read().content().orElseThrow().text("a").orElseThrow());
    assertEquals(2, files());
  }

  @Test
  void removesWhatAKilledRunLeft() throws Exception {
    Files.writeString(folder.resolve(KEY.fileName() + ".new"), "half");
    commit(StateContent.of(NOW, Map.of()));
    assertEquals(2, files());
  }

  @Test
  void letsOneRunInAtATime() throws Exception {
    try (StateFile held = open(KEY, 0)) {
      StateException e = assertThrows(StateException.class, () -> open(KEY, 30_000_000L));
      assertEquals(
          "the state of check_auth_failures for web is in use by another run", e.getMessage());
      open(new StateKey("check_auth_failures", "other"), 0).close();
      held.commit(StateContent.of(NOW, Map.of()));
    }
    open(KEY, 0).close();
  }

  @Test
  void countsRightWhenManyRunAtOnce() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      Future<?>[] runs = new Future<?>[40];
      for (int i = 0; i < runs.length; i++) {
        runs[i] = pool.submit(this::addOne);
      }
      for (Future<?> run : runs) {
        run.get();
      }
    } finally {
      pool.shutdown();
      assertTrue(pool.awaitTermination(10, TimeUnit.SECONDS));
    }
    assertEquals("40", read().content().orElseThrow().text("n").orElseThrow());
  }

  private Void addOne() throws StateException {
    try (StateFile state = open(KEY, TimeUnit.SECONDS.toNanos(60))) {
      String n = state.read(NOW).content().flatMap(content -> content.text("n")).orElse("0");
      state.commit(StateContent.of(NOW, Map.of("n", "" + (Integer.parseInt(n) + 1))));
    }
    return null;
  }

  @Test
  void survivesKillingAtAnyMoment() throws Exception {
    Random random = new Random(3);
    int last = 0;
    for (int i = 0; i < 5; i++) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xshare:auto",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Committer.class.getName(),
                  folder.toString())
              .redirectErrorStream(true)
              .start();
      try {
        // It says when it has begun.
        assertEquals('.', process.getInputStream().read());
        Thread.sleep(random.nextInt(60));
      } finally {
        process.destroyForcibly().waitFor();
      }
      StoredState state = read();
      assertEquals("", state.reason());
      int n = Integer.parseInt(state.content().orElseThrow().text("n").orElseThrow());
      assertTrue(n > last, n + " after " + last);
      last = n;
      assertEquals(2, files());
    }
  }

  /** Counts up until it is killed. */
  static final class Committer {
    private Committer() {}

    public static void main(String[] args) throws Exception {
      StateFolder folder = new StateFolder(Path.of(args[0]), "nagios");
      boolean said = false;
      while (true) {
        try (StateFile state = StateFile.open(folder, KEY, System::nanoTime, 1_000_000_000L)) {
          String n = state.read(NOW).content().flatMap(c -> c.text("n")).orElse("0");
          state.commit(
              StateContent.of(
                  NOW,
                  Map.of("n", "" + (Integer.parseInt(n) + 1), "filling", "x".repeat(200_000))));
        }
        if (!said) {
          System.out.write('.');
          System.out.flush();
          said = true;
        }
      }
    }
  }

  private StateFile open(StateKey key, long waitNanos) throws StateException {
    return StateFile.open(new StateFolder(folder, "nagios"), key, System::nanoTime, waitNanos);
  }

  private void commit(StateContent content) throws StateException {
    try (StateFile state = open(KEY, 0)) {
      state.commit(content);
    }
  }

  private StoredState read() throws StateException {
    try (StateFile state = open(KEY, 0)) {
      return state.read(NOW);
    }
  }

  private Path path() {
    return folder.resolve(KEY.fileName());
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }
}
