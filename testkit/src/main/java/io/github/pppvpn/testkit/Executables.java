package io.github.pppvpn.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files that can be run as soon as they are there. The kernel runs none that is open for writing
 * (ETXTBSY), and every process that this one starts holds for a moment what this one has open: so
 * others write them.
 */
public final class Executables {
  private Executables() {}

  /** Writes a file that everybody may run, in the place of what was there. */
  public static Path write(Path file, String text) throws IOException {
    return write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Likewise, of bytes. */
  public static Path write(Path file, byte[] content) throws IOException {
    shell("rm -f \"$0\" && cat >\"$0\" && chmod 755 \"$0\"", content, file);
    return file;
  }

  /** Copies a file or a folder, with links as they are, so that everybody may read it. */
  public static Path copy(Path original, Path copy) throws IOException {
    shell(
        "mkdir -p \"${1%/*}\" && cp -R \"$0\" \"$1\" && chmod -R u=rwX,go=rX \"$1\"",
        new byte[0], original, copy);
    return copy;
  }

  /** Runs a line of which the words are {@code $0}, {@code $1}, … */
  private static void shell(String line, byte[] input, Path... words) throws IOException {
    List<String> all = new ArrayList<>(List.of("/bin/sh", "-c", line));
    Stream.of(words).forEach(word -> all.add(word.toAbsolutePath().toString()));
    try {
      Ran ran = Ran.reading(input, all);
      assertEquals(0, ran.exitCode(), ran.text());
    } catch (InterruptedException e) {
      throw new InterruptedIOException("interrupted while a file was written");
    }
  }
}
