package io.github.pppvpn.log.source;

import io.github.pppvpn.host.HostRoot;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the logs that names and globs mean.
 *
 * <p>A name means its file and the rotations of it; the name of a rotated file means that file
 * alone. A glob means every log of which it matches a file; where it matches the current file, or
 * would, all rotations of that log belong to it, else those that it matches. A log that several
 * names mean is one log.
 */
public final class LogFinder {
  private static final Glob EVERY = new Glob("*");

  private final LinkResolver links;
  private final String user;
  private final Unpackers unpackers;
  private Optional<LogrotateConf> logrotate = Optional.empty();

  /**
   * @param root below which all names are, {@code /} for the host itself
   * @param user who the command runs as, for what is said about a missing permission
   */
  public LogFinder(Path root, String user) {
    this(root, user, Unpackers.ofThisMachine(() -> false));
  }

  /**
   * @param root below which all names are, {@code /} for the host itself
   * @param user who the command runs as, for what is said about a missing permission
   * @param unpackers for compressed files that are not gzip's
   */
  public LogFinder(Path root, String user, Unpackers unpackers) {
    Path absolute = root.toAbsolutePath().normalize();
    this.links = new LinkResolver(absolute);
    this.user = user;
    this.unpackers = unpackers;
  }

  /**
   * The folder to which logrotate moves the rotated files of a log, by its configuration.
   *
   * @param log its current file's name
   */
  public Optional<Path> archive(String log) {
    try {
      Optional<Path> folder = rotation().archive(absolute(log));
      return folder.isEmpty() ? Optional.empty() : Optional.of(links.resolve(folder.get()));
    } catch (IOException e) {
      return Optional.empty(); // a loop of links
    }
  }

  private LogrotateConf rotation() {
    if (logrotate.isEmpty()) {
      logrotate = Optional.of(LogrotateConf.of(HostRoot.of(links.root().toString())));
    }
    return logrotate.get();
  }

  private List<Path> archives(Path log) {
    Optional<Path> folder = archive(log.toString());
    return folder.isEmpty() ? List.of() : List.of(folder.get());
  }

  /**
   * The logs in the order of the names, those of one glob in the order of their own names.
   *
   * @throws LogSourceException if a name or a glob means nothing that exists, or something that is
   *     no regular file or cannot be reached
   */
  public List<LogSet> find(List<String> namesAndGlobs) throws LogSourceException {
    List<LogSet> sets = new ArrayList<>();
    try {
      for (String text : namesAndGlobs) {
        if (text.isEmpty()) {
          throw new LogSourceException("an empty name means no log file");
        }
        Path path = absolute(text);
        if (Glob.isPattern(text) && !Files.exists(links.shown(path), LinkOption.NOFOLLOW_LINKS)) {
          addMatches(path, sets);
        } else {
          sets.add(named(path));
        }
      }
      return distinct(sets);
    } catch (LogSourceException e) {
      throw e;
    } catch (IOException e) {
      throw new LogSourceException(
          "the log files " + String.join(", ", namesAndGlobs) + " cannot be found: " + e);
    }
  }

  private Path absolute(String text) {
    Path path = Path.of(text);
    if (path.isAbsolute()) {
      return path;
    }
    return links.root().getParent() == null ? path.toAbsolutePath() : Path.of("/").resolve(path);
  }

  private LogSet named(Path path) throws IOException {
    Path place = links.resolve(path);
    if (place.getFileName() == null || place.equals(links.root())) {
      throw new LogSourceException(links.shown(path) + " is a directory, not a log file");
    }
    String name = links.shown(path).toString();
    String base = place.getFileName().toString();
    boolean linked = Files.isSymbolicLink(links.shown(path));
    Rotation rotation = Rotation.of(base);
    boolean rotated = rotation.kind() != Rotation.Kind.CURRENT;
    LogSet set =
        linked && rotation.kind() == Rotation.Kind.DATE
            // A link that a writer moves on to the file of each day.
            ? new LogSet(
                name, place.getParent(), rotation.base(), false, EVERY, user, List.of(), unpackers)
            : new LogSet(
                name,
                place.getParent(),
                base,
                rotated,
                EVERY,
                user,
                rotated ? List.of() : archives(path),
                unpackers);
    set.files();
    return set;
  }

  private void addMatches(Path pattern, List<LogSet> sets) throws IOException {
    List<Path> folders = new ArrayList<>();
    folders.add(Path.of("/"));
    int last = pattern.getNameCount() - 1;
    for (int i = 0; i < last; i++) {
      folders = step(folders, pattern.getName(i).toString());
    }
    int before = sets.size();
    for (Path folder : folders) {
      addMatches(folder, new Glob(pattern.getName(last).toString()), sets);
    }
    if (sets.size() == before) {
      throw new LogSourceException("no log file matches " + links.shown(pattern));
    }
  }

  private List<Path> step(List<Path> folders, String name) throws IOException {
    List<Path> next = new ArrayList<>();
    Glob glob = new Glob(name);
    for (Path folder : folders) {
      if (!Glob.isPattern(name)) {
        next.add(folder.resolve(name));
        continue;
      }
      for (String entry : entries(folder)) {
        if (glob.matches(entry) && Files.isDirectory(links.resolve(folder.resolve(entry)))) {
          next.add(folder.resolve(entry));
        }
      }
    }
    return next;
  }

  private void addMatches(Path folder, Glob glob, List<LogSet> sets) throws IOException {
    List<String> entries = entries(folder);
    Set<String> names = new HashSet<>(entries);
    Set<String> done = new HashSet<>();
    for (String entry : entries) {
      Rotation rotation = Rotation.of(entry);
      String base = rotation.base();
      if (rotation.inner() && rotation.kind() == Rotation.Kind.NUMBER && !names.contains(base)) {
        // ppp.1.log without a ppp.log: rather the log of the first of several daemons.
        base = entry;
      }
      boolean whole = glob.matches(base);
      if (!whole && !glob.matches(entry)) {
        continue;
      }
      if (!done.add(base)) {
        continue;
      }
      Path path = folder.resolve(entry);
      Path place = links.resolve(path);
      if (!Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)) {
        if (entry.equals(base)) {
          continue; // a folder, a dangling link; its rotations are no log without it
        }
        done.remove(base);
        continue;
      }
      if (Files.isSymbolicLink(links.shown(path))) {
        sets.add(named(path));
      } else {
        sets.add(
            new LogSet(
                links.shown(folder.resolve(base)).toString(),
                place.getParent(),
                base,
                base.equals(entry) && rotation.kind() != Rotation.Kind.CURRENT,
                whole ? EVERY : glob,
                user,
                whole ? archives(folder.resolve(base)) : List.of(),
                unpackers));
      }
    }
  }

  private List<String> entries(Path folder) throws IOException {
    Path place = links.resolve(folder);
    List<String> entries = new ArrayList<>();
    if (!Files.isDirectory(place)) {
      return entries;
    }
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(place)) {
      for (Path entry : stream) {
        entries.add(entry.getFileName().toString());
      }
    } catch (AccessDeniedException e) {
      throw new LogSourceException(
          "the folder " + place + " may not be listed by the user " + user,
          "name the log files one by one, or let the user " + user + " list the folder");
    } catch (DirectoryIteratorException e) {
      throw FileAccess.failed(place, e.getCause());
    }
    Collections.sort(entries);
    return entries;
  }

  /** A set whose current file belongs to another set too is left out. */
  private static List<LogSet> distinct(List<LogSet> sets) throws IOException {
    List<LogSet> distinct = new ArrayList<>(sets.size());
    List<List<LogFile>> files = new ArrayList<>(sets.size());
    for (LogSet set : sets) {
      files.add(set.files());
    }
    for (int i = 0; i < sets.size(); i++) {
      List<LogFile> own = files.get(i);
      boolean held = false;
      for (int j = 0; j < sets.size() && !held; j++) {
        held = j != i && holds(files.get(j), own) && (j < i || !holds(own, files.get(j)));
      }
      if (!held) {
        distinct.add(sets.get(i));
      }
    }
    return distinct;
  }

  private static boolean holds(List<LogFile> all, List<LogFile> some) {
    for (LogFile file : some) {
      boolean found = false;
      for (LogFile other : all) {
        found |= other.key().equals(file.key());
      }
      if (!found) {
        return false;
      }
    }
    return true;
  }
}
