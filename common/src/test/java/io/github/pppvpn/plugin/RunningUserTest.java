package io.github.pppvpn.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user that no name belongs to has a number, by which it is told from others. */
class RunningUserTest {
  @TempDir Path folder;

  @Test
  void numberStandsForAMissingName() throws IOException {
    Path status = folder.resolve("status");
    assertEquals("nagios", RunningUser.name("nagios", status));
    assertEquals("?", RunningUser.name("?", status), "no status to read");
    Files.writeString(status, "Name:\tjava\nUid:\t1000\t65533\t65533\t65533\nGid:\t1\t1\t1\t1\n");
    assertEquals("65533", RunningUser.name("?", status));
    assertEquals("65533", RunningUser.name("", status));
    Files.writeString(status, "Name:\tjava\n");
    assertEquals("?", RunningUser.name("?", status));
  }
}
