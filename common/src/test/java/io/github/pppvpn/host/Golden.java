package io.github.pppvpn.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Texts under src/test/resources that whole outputs are compared with. With the system property
 * {@code pppvpn.golden=write} they are written instead, to be read through before they are kept.
 */
public final class Golden {
  private Golden() {}

  /** The file or folder of that name under src/test/resources. */
  public static Path resource(String name) {
    return Path.of("src/test/resources", name);
  }

  /** The file's text, one char per byte. */
  public static String read(String name) {
    try {
      return Files.readString(resource(name), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails unless {@code actual} is what the file holds. */
  public static void check(String name, String actual) {
    if ("write".equals(System.getProperty("pppvpn.golden"))) {
      try {
        Files.writeString(resource(name), actual, StandardCharsets.ISO_8859_1);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    assertEquals(read(name), actual);
  }
}
