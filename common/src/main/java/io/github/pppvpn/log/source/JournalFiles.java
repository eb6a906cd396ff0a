package io.github.pppvpn.log.source;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The journal's files below a root, looked at from outside: whether there are any, and when
 * journald last wrote to one. It writes through a mapping, and after a moment sets the file's
 * length to what it is, so that the time of the last change is that of the last entry.
 */
public final class JournalFiles {
  private static final String[] PLACES = {"var/log/journal", "run/log/journal"};

  private boolean any;
  private boolean complete = true;
  private long lastWritten = Long.MIN_VALUE;
  private Optional<Path> unreadable = Optional.empty();

  private JournalFiles() {}

  /** Looks at those of the host below {@code root}. */
  public static JournalFiles of(Path root) {
    JournalFiles files = new JournalFiles();
    String own = root.getParent() == null ? machine(root) : "";
    for (String place : PLACES) {
      Path folder = root.resolve(place);
      if (!Files.notExists(folder)) {
        files.look(folder, 1, own);
      }
    }
    return files;
  }

  /** Of what other machines sent to this one journalctl reads nothing unless it is told to. */
  private static String machine(Path root) {
    try {
      return Files.readString(root.resolve("etc/machine-id")).strip();
    } catch (IOException e) {
      return "";
    }
  }

  private void look(Path folder, int deeper, String own) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (name.contains(".journal")) {
          any = true;
          lastWritten = Math.max(lastWritten, entry.toFile().lastModified());
          if (!Files.isReadable(entry) && Files.exists(entry)) {
            unreadable = Optional.of(entry);
          }
        } else if (deeper > 0 && Files.isDirectory(entry) && isOf(own, name)) {
          look(entry, deeper - 1, own);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      complete = false;
      unreadable = Optional.of(folder);
    }
  }

  private static boolean isOf(String own, String name) {
    return !name.equals("remote") && (own.isEmpty() || name.equals(own));
  }

  /** Whether there is none, for certain: all folders could be looked at. */
  public boolean none() {
    return complete && !any;
  }

  /** When the youngest was last written, milliseconds since 1970; nothing if that is not known. */
  public OptionalLong lastWritten() {
    return any && complete ? OptionalLong.of(lastWritten) : OptionalLong.empty();
  }

  /** A file that may not be read, or a folder that may not be listed. */
  Optional<Path> unreadable() {
    return unreadable;
  }
}
