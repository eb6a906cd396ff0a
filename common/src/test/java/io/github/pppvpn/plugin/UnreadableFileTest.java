package io.github.pppvpn.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnreadableFileTest {
  private static final String CHECK_NAME = "Check its name, which the option gives.";

  @TempDir Path folder;

  private void assertSays(String sentence, String nextStep, Path file) {
    IOException why = assertThrows(IOException.class, () -> open(file));
    CannotCheckException e = UnreadableFile.of("the file", file.toString(), why, "Grant it.");
    assertEquals("the file " + file + " " + sentence, e.getMessage());
    assertEquals(nextStep, e.nextStep());
  }

  private static void open(Path file) throws IOException {
    try (FileInputStream in = new FileInputStream(file.toString())) {
      // A folder can be opened by some.
      in.read();
    }
  }

  @Test
  void noSuchFile() {
    assertSays("does not exist", CHECK_NAME, folder.resolve("none"));
    assertSays("does not exist", CHECK_NAME, folder.resolve("none/none"));
  }

  @Test
  void aFileForAFolder() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertSays("does not exist: Not a directory", CHECK_NAME, file.resolve("none"));
    assertSays("does not exist: File name too long", CHECK_NAME, folder.resolve("a".repeat(300)));
  }

  @Test
  void links() throws Exception {
    Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), Path.of("none"));
    assertSays("is a link to what does not exist", CHECK_NAME, dangling);
    Path loop = Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
    assertSays("is behind links that lead to each other", "See namei -l " + loop + ".", loop);
  }

  @Test
  void anythingElse() {
    String user = System.getProperty("user.name");
    assertSays("cannot be read by the user " + user + ": Is a directory", "Grant it.", folder);
    CannotCheckException e =
        UnreadableFile.of("the file", "x", new IOException("x (Permission denied)"), "Grant it.");
    assertEquals(
        "the file x cannot be read by the user " + user + ": Permission denied", e.getMessage());
  }
}
