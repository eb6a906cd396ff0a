package io.github.pppvpn.checks.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whole outputs under src/test/resources. With the system property {@code pppvpn.golden=write} they
 * are written instead of compared, to be read through before they are kept.
 */
public final class Expected {
  private Expected() {}

  public static void check(String name, String actual) {
    Path file = Path.of("src/test/resources", name);
    try {
      if ("write".equals(System.getProperty("pppvpn.golden"))) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, actual);
      }
      assertEquals(Files.readString(file), actual, name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
