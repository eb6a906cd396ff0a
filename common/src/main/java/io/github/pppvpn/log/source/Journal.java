package io.github.pppvpn.log.source;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * systemd's journal, read by its own {@code journalctl} as JSON, an entry a line.
 *
 * <p>The journal's files have no stable format of their own to read; {@code journalctl} of the host
 * knows them. Times are given to it as seconds since 1970, so that no zone comes in.
 */
public final class Journal {
  /** Where distributions have it, in the order of looking. */
  public static final List<String> PLACES = List.of("/usr/bin/journalctl", "/bin/journalctl");

  private static final String FIELDS =
      "--output-fields=MESSAGE,SYSLOG_IDENTIFIER,SYSLOG_PID,_PID,_COMM,_HOSTNAME,PRIORITY";

  private final String program;
  private final List<String> options;
  private final String what;
  private final String user;
  private final BooleanSupplier expired;

  private Journal(
      String program, List<String> options, String what, String user, BooleanSupplier expired) {
    this.program = program;
    this.options = options;
    this.what = what;
    this.user = user;
    this.expired = expired;
  }

  /**
   * The journal of the host below {@code root}.
   *
   * @param identifiers the daemons' syslog identifiers, for example {@code pppd}; empty for all
   * @param places absolute paths of {@code journalctl}, tried before {@code path}
   * @param path folders as in the environment's PATH
   * @param user who the command runs as, for what is said about a missing permission
   * @param expired whether time is up; {@code journalctl} is then ended
   * @throws LogSourceException if there is no {@code journalctl}, or no journal below the root
   */
  public static Journal of(
      Path root,
      List<String> identifiers,
      List<String> places,
      String path,
      String user,
      BooleanSupplier expired)
      throws LogSourceException {
    Path absolute = root.toAbsolutePath().normalize();
    if (absolute.getParent() == null) {
      return of(List.of(), "the journal", identifiers, places, path, user, expired);
    }
    for (String place : List.of("var/log/journal", "run/log/journal")) {
      Path folder = absolute.resolve(place);
      if (Files.isDirectory(folder)) {
        return inFolder(folder, identifiers, places, path, user, expired);
      }
    }
    throw new LogSourceException(
        "there is no journal below " + absolute + " (neither var/log/journal nor run/log/journal)");
  }

  /**
   * Whether there is no journal file below {@code root}, for certain: all folders can be looked at.
   */
  public static boolean hasNoFile(Path root) {
    for (String place : List.of("var/log/journal", "run/log/journal")) {
      Path folder = root.resolve(place);
      if (!Files.notExists(folder) && !hasNone(folder, 1)) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasNone(Path folder, int deeper) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        boolean none =
            (deeper > 0 && Files.isDirectory(entry))
                ? hasNone(entry, deeper - 1)
                : !entry.getFileName().toString().contains(".journal");
        if (!none) {
          return false;
        }
      }
      return true;
    } catch (IOException | DirectoryIteratorException e) {
      return false;
    }
  }

  /** The journal whose files lie in a folder, as {@code journalctl -D}. */
  public static Journal inFolder(
      Path folder,
      List<String> identifiers,
      List<String> places,
      String path,
      String user,
      BooleanSupplier expired)
      throws LogSourceException {
    return of(
        List.of("-D", folder.toString()),
        "the journal in " + folder,
        identifiers,
        places,
        path,
        user,
        expired);
  }

  private static Journal of(
      List<String> where,
      String what,
      List<String> identifiers,
      List<String> places,
      String path,
      String user,
      BooleanSupplier expired)
      throws LogSourceException {
    List<String> options = new ArrayList<>(List.of("-o", "json", "-a", "--no-pager", FIELDS));
    options.addAll(where);
    for (String identifier : identifiers) {
      options.add("-t");
      options.add(identifier);
    }
    return new Journal(find(places, path), options, what, user, expired);
  }

  private static String find(List<String> places, String path) throws LogSourceException {
    for (String place : places) {
      if (Files.isExecutable(Path.of(place))) {
        return place;
      }
    }
    int from = 0;
    while (from <= path.length()) {
      int colon = path.indexOf(File.pathSeparatorChar, from);
      int to = colon < 0 ? path.length() : colon;
      String folder = path.substring(from, to);
      // An empty or relative word of PATH would run what lies in the current folder.
      if (folder.startsWith("/")) {
        Path program = Path.of(folder, "journalctl");
        if (Files.isRegularFile(program) && Files.isExecutable(program)) {
          return program.toString();
        }
      }
      from = to + 1;
    }
    throw new LogSourceException(
        "the journal cannot be read: there is no journalctl on this machine",
        "name the log files with --log instead");
  }

  /**
   * The entries of a time, to the second.
   *
   * @param fromMillis milliseconds since 1970
   * @param untilMillis {@link Long#MAX_VALUE} for no end
   */
  public JournalReading window(long fromMillis, long untilMillis) throws LogSourceException {
    List<String> words = new ArrayList<>();
    words.add("--since=@" + Math.max(0, Math.floorDiv(fromMillis, 1000)));
    if (untilMillis != Long.MAX_VALUE) {
      words.add("--until=@" + Math.max(0, Math.floorDiv(untilMillis, 1000) + 1));
    }
    return start(words, new JournalPosition("", fromMillis));
  }

  /** Every entry there is. */
  public JournalReading everything() throws LogSourceException {
    return start(List.of(), new JournalPosition("", 0));
  }

  /** The entries behind what an earlier reading reached, each once. */
  public JournalReading resume(JournalPosition position) throws LogSourceException {
    if (position.cursor().isEmpty()) {
      return window(position.sinceMillis(), Long.MAX_VALUE);
    }
    // From the entry itself on, which shows whether it is still there.
    return start(List.of("--cursor=" + position.cursor()), position);
  }

  private JournalReading start(List<String> words, JournalPosition position)
      throws LogSourceException {
    List<String> command = new ArrayList<>();
    command.add(program);
    command.addAll(options);
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.put("LC_ALL", "C");
    environment.put("SYSTEMD_COLORS", "0");
    environment.remove("SYSTEMD_LOG_LEVEL");
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    try {
      return new JournalReading(new ProcessBytes(builder.start(), expired), what, user, position);
    } catch (IOException e) {
      throw new LogSourceException(what + " cannot be read: " + program + " does not start");
    }
  }
}
