package io.github.pppvpn.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a disk of 64 KiB that is full; needs root, to mount it. */
@Tag("lab")
class FullDiskLabTest {
  @TempDir Path folder;

  @Test
  void keepsTheOldStateAndSaysSo() throws Exception {
    run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.toString());
    try {
      StateKey key = new StateKey("check_auth_failures", "k");
      try (StateFile state = open(key)) {
        state.commit(StateContent.of(5, Map.of("a", "old")));
        fill();
        StateException e =
            assertThrows(
                StateException.class,
                () -> state.commit(StateContent.of(5, Map.of("a", "x".repeat(20_000)))));
        assertTrue(
            e.getMessage().endsWith(" cannot be written: No space left on device"), e.getMessage());
        assertEquals("old", state.read(9).content().orElseThrow().text("a").orElseThrow());
      }
    } finally {
      run("umount", folder.toString());
    }
  }

  @Test
  void saysWhenTheDiskCannotBeWritten() throws Exception {
    run("mount", "-t", "tmpfs", "-o", "ro,size=64k", "tmpfs", folder.toString());
    try {
      StateException e =
          assertThrows(StateException.class, () -> open(new StateKey("check_auth_failures", "k")));
      assertTrue(
          e.getMessage().endsWith(" cannot be opened: Read-only file system"), e.getMessage());
    } finally {
      run("umount", folder.toString());
    }
  }

  private StateFile open(StateKey key) throws StateException {
    return StateFile.open(new StateFolder(folder, "nagios"), key, System::nanoTime, 0);
  }

  private void fill() throws IOException {
    for (int i = 0; ; i++) {
      try {
        Files.write(folder.resolve("fill" + i), new byte[4096]);
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void run(String... command) throws Exception {
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
  }
}
