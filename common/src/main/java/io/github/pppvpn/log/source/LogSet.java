package io.github.pppvpn.log.source;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One log: a current file and its rotated predecessors, which lie beside it.
 *
 * <p>Known are logrotate's ways (numbers, {@code dateext} with its usual formats, {@code
 * extension}, {@code compress} with and without {@code delaycompress}, {@code create} and {@code
 * copytruncate}, {@code olddir}) and savelog's. A log whose writer names its files by date has no
 * current file; its newest then is the one being written.
 */
public final class LogSet {
  private final String name;
  private final Path folder;
  private final String base;
  private final boolean currentOnly;
  private final Glob filter;
  private final String user;
  private final List<Path> archives;
  private final Unpackers unpackers;

  /**
   * @param name what the user knows the log as
   * @param folder where its files lie, free of symbolic links
   * @param base the name of its current file
   * @param currentOnly whether {@code base} itself is the name of a rotated file, asked for alone
   * @param filter what the names of its files must match besides
   * @param archives other folders in which rotated files of it lie, free of symbolic links
   */
  LogSet(
      String name,
      Path folder,
      String base,
      boolean currentOnly,
      Glob filter,
      String user,
      List<Path> archives,
      Unpackers unpackers) {
    this.name = name;
    this.folder = folder;
    this.base = base;
    this.currentOnly = currentOnly;
    this.filter = filter;
    this.user = user;
    this.archives = List.copyOf(archives);
    this.unpackers = unpackers;
  }

  /** The path of the log's current file as the user knows it: the same from run to run. */
  public String name() {
    return name;
  }

  Path folder() {
    return folder;
  }

  String base() {
    return base;
  }

  Glob filter() {
    return filter;
  }

  String user() {
    return user;
  }

  Unpackers unpackers() {
    return unpackers;
  }

  Path current() {
    return folder.resolve(base);
  }

  /**
   * The log's files, the oldest first; never empty.
   *
   * @throws LogSourceException if there is none, or if one of them is no regular file
   */
  List<LogFile> files() throws IOException {
    if (currentOnly) {
      BasicFileAttributes attributes = FileAccess.regular(current(), user);
      return List.of(LogFile.of(current(), Rotation.current(base), attributes));
    }
    List<LogFile> numbered = new ArrayList<>();
    List<LogFile> dated = new ArrayList<>();
    LogFile current = null;
    for (Path path : entries()) {
      String entry = path.getFileName().toString();
      Rotation rotation = entry.equals(base) ? Rotation.current(entry) : Rotation.of(entry);
      if (!rotation.base().equals(base) || !filter.matches(entry)) {
        continue;
      }
      if (rotation.kind() == Rotation.Kind.CURRENT && !folder.equals(path.getParent())) {
        continue; // another log's
      }
      BasicFileAttributes attributes;
      try {
        attributes =
            Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      } catch (NoSuchFileException e) {
        continue; // rotated on since the folder was listed; the caller lists it again
      } catch (IOException e) {
        throw FileAccess.failed(path, e);
      }
      if (attributes.isSymbolicLink()) {
        // One on the way to this log was followed already; any other is another log's.
        continue;
      }
      if (rotation.kind() == Rotation.Kind.CURRENT) {
        if (!attributes.isRegularFile() || !Files.isReadable(path)) {
          if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            continue;
          }
          attributes = FileAccess.regular(path, user);
        }
        current = LogFile.of(path, rotation, attributes);
      } else if (attributes.isRegularFile()) {
        (rotation.kind() == Rotation.Kind.NUMBER ? numbered : dated)
            .add(LogFile.of(path, rotation, attributes));
      }
    }
    List<LogFile> files = inOrder(numbered, dated);
    if (current != null) {
      files.add(current);
    }
    if (files.isEmpty()) {
      throw FileAccess.missing(current());
    }
    return withoutSecondNames(files);
  }

  private List<Path> entries() throws IOException {
    List<Path> entries = new ArrayList<>();
    for (Path archive : archives) {
      try {
        list(archive, entries);
      } catch (IOException | DirectoryIteratorException e) {
        // Not there before the first rotation; else said where it would be needed.
      }
    }
    try {
      list(folder, entries);
    } catch (AccessDeniedException e) {
      // A folder that can be entered but not listed still gives the file asked for.
      FileAccess.regular(current(), user);
      entries.add(current());
    } catch (NoSuchFileException | NotDirectoryException e) {
      throw FileAccess.missing(current());
    } catch (DirectoryIteratorException e) {
      throw FileAccess.failed(folder, e.getCause());
    }
    return entries;
  }

  private void list(Path from, List<Path> entries) throws IOException {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(from)) {
      for (Path entry : stream) {
        String entryName = entry.getFileName().toString();
        // Most of a log folder is other logs: no more than a look at the start of their names.
        if (entryName.length() >= base.length() && commonStart(entryName)) {
          entries.add(entry);
        }
      }
    }
  }

  /** What is to be said, if older files may lie where this user cannot look. */
  Optional<SourceNote> hiddenFolder() {
    if (currentOnly) {
      return Optional.empty();
    }
    if (!Files.isReadable(folder)) {
      return Optional.of(
          hidden("the folder " + folder + ", where the old files of " + current() + " lie"));
    }
    for (Path archive : archives) {
      if (Files.exists(archive) && !Files.isReadable(archive)) {
        return Optional.of(
            hidden(
                "the folder "
                    + archive
                    + ", to which logrotate moves the old files of "
                    + current()));
      }
    }
    return Optional.empty();
  }

  private SourceNote hidden(String what) {
    return new SourceNote(
        SourceNote.Kind.LOST,
        what + ", may not be listed by the user " + user + ": events may be missing");
  }

  private boolean commonStart(String entryName) {
    int dot = base.lastIndexOf('.');
    return entryName.regionMatches(0, base, 0, dot > 0 ? dot : base.length());
  }

  // Not from Comparator's own makers: their lambdas are in no archive, and cost 1 ms each.
  private static int compare(long rankOfA, LogFile a, long rankOfB, LogFile b) {
    if (rankOfA != rankOfB) {
      return Long.compare(rankOfA, rankOfB);
    }
    return a.modifiedMillis() == b.modifiedMillis()
        ? a.path().compareTo(b.path())
        : Long.compare(a.modifiedMillis(), b.modifiedMillis());
  }

  /** Numbers by number, dates by date; where a log has both, file by file by modification time. */
  private static List<LogFile> inOrder(List<LogFile> numbered, List<LogFile> dated) {
    numbered.sort((a, b) -> compare(-a.rotation().rank(), a, -b.rotation().rank(), b));
    dated.sort((a, b) -> compare(a.rotation().rank(), a, b.rotation().rank(), b));
    List<LogFile> files = new ArrayList<>(numbered.size() + dated.size() + 1);
    int n = 0;
    for (LogFile file : dated) {
      while (n < numbered.size() && numbered.get(n).modifiedMillis() <= file.modifiedMillis()) {
        files.add(numbered.get(n++));
      }
      files.add(file);
    }
    while (n < numbered.size()) {
      files.add(numbered.get(n++));
    }
    return files;
  }

  private static List<LogFile> withoutSecondNames(List<LogFile> files) {
    Set<Object> seen = new HashSet<>();
    List<LogFile> single = new ArrayList<>(files.size());
    for (int i = files.size() - 1; i >= 0; i--) {
      if (seen.add(files.get(i).key())) {
        single.add(0, files.get(i));
      }
    }
    return single;
  }

  @Override
  public String toString() {
    return name;
  }
}
