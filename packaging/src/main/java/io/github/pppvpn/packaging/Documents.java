package io.github.pppvpn.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.pppvpn.checks.Commands;
import io.github.pppvpn.plugin.CommandSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Writes what the package holds of documents, while it is built. */
public final class Documents {
  /**
   * The byte of gzip's header that names the compression (RFC 1952), and its value for the best.
   */
  private static final int XFL = 8;

  private static final byte SMALLEST = 2;

  private Documents() {}

  /**
   * Writes a man page and a bash completion for every command, and the changelog.
   *
   * @param words the package's tree of files, and the suite's version
   */
  public static void main(String[] words) throws IOException {
    Path share = Path.of(words[0], "usr/share");
    String version = words[1];
    for (CommandSpec command : Commands.specs()) {
      compressed(
          share.resolve("man/man8/" + command.name() + "." + ManPage.SECTION + ".gz"),
          ManPage.of(command, version));
      Path completion = share.resolve("bash-completion/completions/" + command.name());
      Files.createDirectories(completion.getParent());
      Files.writeString(completion, Completion.of(command), UTF_8);
    }
    compressed(share.resolve("doc/ppp-vpn-checks/changelog.gz"), changelog(version));
  }

  private static String changelog(String version) {
    return """
        ppp-vpn-checks (%s) unstable; urgency=medium

          * As the project's history has it.

         -- ppp-vpn-checks <ppp-vpn-checks@example.org>  Thu, 01 Jan 2026 00:00:00 +0000
        """
        .formatted(version);
  }

  /** As Debian wants it: as small as can be, saying so, and without a time. */
  private static void compressed(Path path, String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Gzip out = new Gzip(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    byte[] file = bytes.toByteArray();
    file[XFL] = SMALLEST;
    Files.createDirectories(path.getParent());
    Files.write(path, file);
  }

  private static final class Gzip extends GZIPOutputStream {
    Gzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
