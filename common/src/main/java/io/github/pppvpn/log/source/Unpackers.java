package io.github.pppvpn.log.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The programs of this machine that unpack what Java cannot: each reads a compressed file from its
 * standard input and writes the plain one to its output.
 */
public final class Unpackers {
  private static final List<String> FOLDERS = List.of("/usr/bin", "/bin", "/usr/local/bin");

  private final List<String> folders;
  private final BooleanSupplier expired;

  private Unpackers(List<String> folders, BooleanSupplier expired) {
    this.folders = folders;
    this.expired = expired;
  }

  /**
   * Those where distributions have them.
   *
   * @param expired whether time is up; a program is then ended
   */
  public static Unpackers ofThisMachine(BooleanSupplier expired) {
    return new Unpackers(FOLDERS, expired);
  }

  /**
   * @param folders absolute paths
   */
  static Unpackers in(List<String> folders, BooleanSupplier expired) {
    return new Unpackers(folders, expired);
  }

  BooleanSupplier expired() {
    return expired;
  }

  /** The command line that unpacks, if its program is there. */
  Optional<List<String>> command(Compression compression) {
    String name = compression.program();
    for (String folder : folders) {
      Path program = Path.of(folder, name);
      if (!name.isEmpty() && Files.isRegularFile(program) && Files.isExecutable(program)) {
        return Optional.of(List.of(program.toString(), "-dc"));
      }
    }
    return Optional.empty();
  }
}
