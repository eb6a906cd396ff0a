package io.github.pppvpn.log.source;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** How far the stamps of new entries may lie before the last reading. */
  public static final long LAG_MILLIS = 300_000;

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
    boolean none = true;
    for (String place : List.of("var/log/journal", "run/log/journal")) {
      none &= !Files.isDirectory(absolute.resolve(place));
    }
    if (none) {
      throw new LogSourceException(
          "there is no journal below "
              + absolute
              + " (neither var/log/journal nor run/log/journal)");
    }
    String what = "the journal below " + absolute;
    // Of another root journalctl passes over in silence what it may not read beside what it may.
    Optional<Path> unreadable = JournalFiles.of(absolute).unreadable();
    if (unreadable.isPresent()) {
      throw mayNotBeRead(what + " (" + unreadable.get() + ")", user);
    }
    // Both places: until the flush at boot, and for ever if it is volatile, what lives is in /run.
    return of(List.of("--root=" + absolute), what, identifiers, places, path, user, expired);
  }

  static LogSourceException mayNotBeRead(String what, String user) {
    return new LogSourceException(
        what + " may not be read by the user " + user,
        "add the user "
            + user
            + " to the group systemd-journal or adm (usermod -aG systemd-journal "
            + user
            + ") and restart what runs this command");
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
   * The entries from a time on, to the second. There is no end to be given: {@code journalctl}
   * would stop at the first entry behind it, and where the clock was set back more of the time
   * follow.
   *
   * @param fromMillis milliseconds since 1970
   */
  public JournalReading since(long fromMillis) throws LogSourceException {
    return since(new JournalPosition("", fromMillis, List.of()));
  }

  private JournalReading since(JournalPosition position) throws LogSourceException {
    return start(List.of(sinceWord(position.sinceMillis())), position);
  }

  private static String sinceWord(long millis) {
    return "--since=@" + Math.max(0, Math.floorDiv(millis, 1000));
  }

  /** Every entry there is. */
  public JournalReading everything() throws LogSourceException {
    return start(List.of(), new JournalPosition("", 0, List.of()));
  }

  /** The entries behind what an earlier reading reached, each once. */
  public JournalReading resume(JournalPosition position) throws LogSourceException {
    if (position.cursor().isEmpty()) {
      return since(position);
    }
    // From the entry itself on, which shows whether it is still there.
    return start(List.of("--cursor=" + position.cursor()), position);
  }

  /**
   * The entries up to the one behind which {@code resumed} goes on: those that were read then, and
   * those that have come since and are put before it, for the clock that they have their time of
   * lags. Then {@link JournalReading#counted()} tells them apart.
   *
   * @param readMillis when the earlier reading was, milliseconds since 1970
   */
  public JournalReading before(JournalReading resumed, long readMillis) throws LogSourceException {
    JournalPosition place = resumed.start();
    // Nothing from before the first reading of all; and no end in time, since stamps can be ahead.
    long from = Math.min(readMillis, place.cursorMillis()) - LAG_MILLIS;
    long fromMillis = Math.max(from, place.sinceMillis());
    return new JournalReading(
        process(List.of(sinceWord(fromMillis))), what, user, place, Optional.of(resumed.marks()));
  }

  private JournalReading start(List<String> words, JournalPosition position)
      throws LogSourceException {
    return new JournalReading(process(words), what, user, position, Optional.empty());
  }

  private ProcessBytes process(List<String> words) throws LogSourceException {
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
      return new ProcessBytes(builder.start(), expired);
    } catch (IOException e) {
      throw new LogSourceException(what + " cannot be read: " + program + " does not start");
    }
  }
}
