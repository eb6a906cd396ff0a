package io.github.pppvpn.plugin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code --extra-opts [SECTION][@FILE]}: options from an ini file, in the form and at the places of
 * monitoring-plugins' lib/parse_ini.c. A key of one character is a short option, a longer one a
 * long option; {@code key=} is a flag; {@code #} and {@code ;} begin comment lines.
 *
 * <p>Other than there, a value may contain {@code #} (so may a password), and a section or file
 * that is not there is an error instead of nothing.
 */
final class ExtraOpts {
  /** An ini file of options is a page or two; a larger one is something else, named by mistake. */
  private static final long MAX_SIZE = 1 << 20;

  private static final List<String> DEFAULT_NAMES =
      List.of("monitoring-plugins.ini", "plugins.ini", "nagios-plugins.ini");
  private static final List<String> DEFAULT_FILES =
      List.of(
          "/etc/monitoring-plugins/monitoring-plugins.ini",
          "/etc/monitoring-plugins.ini",
          "/usr/local/etc/monitoring-plugins/monitoring-plugins.ini",
          "/usr/local/etc/monitoring-plugins.ini",
          "/etc/nagios/plugins.ini",
          "/usr/local/nagios/etc/plugins.ini",
          "/usr/local/etc/nagios/plugins.ini",
          "/etc/opt/nagios/plugins.ini",
          "/etc/nagios-plugins.ini",
          "/usr/local/etc/nagios-plugins.ini",
          "/etc/opt/nagios-plugins.ini");

  private final String locator;
  private final String section;

  private ExtraOpts(String locator, String section) {
    this.locator = locator;
    this.section = section;
  }

  /**
   * The words that the located section puts before the command line.
   *
   * @param locator {@code [SECTION][@FILE]}
   * @param command the section where the locator names none
   * @throws UsageException naming the file, the section or the line
   */
  static List<String> words(String locator, String command, Environment environment)
      throws UsageException {
    int at = locator.indexOf('@');
    String section = at < 0 ? locator : locator.substring(0, at);
    ExtraOpts opts = new ExtraOpts(locator, section.isEmpty() ? command : section);
    Path file = at < 0 ? opts.defaultFile(environment) : opts.path(locator.substring(at + 1));
    return opts.words(file, opts.read(file));
  }

  private Path path(String name) throws UsageException {
    try {
      if (!name.isEmpty()) {
        return Path.of(name);
      }
    } catch (InvalidPathException e) {
      // Said below.
    }
    throw failure("\"" + name + "\" is not a file name");
  }

  private Path defaultFile(Environment environment) throws UsageException {
    String file = environment.variable("MP_CONFIG_FILE");
    if (!file.isEmpty()) {
      return path(file);
    }
    for (String folder : environment.variable("NAGIOS_CONFIG_PATH").split(":", -1)) {
      for (String name : folder.isEmpty() ? List.<String>of() : DEFAULT_NAMES) {
        Path candidate = path(folder).resolve(name);
        if (Files.exists(candidate)) {
          return candidate;
        }
      }
    }
    for (String name : DEFAULT_FILES) {
      if (Files.exists(Path.of(name))) {
        return Path.of(name);
      }
    }
    throw failure(
        "none of the usual files is there; name one with @FILE (looked for "
            + DEFAULT_FILES.get(0)
            + ", "
            + DEFAULT_FILES.get(4)
            + " and others)");
  }

  private String[] read(Path file) throws UsageException {
    try {
      if (Files.isDirectory(file)) {
        throw failure(file + " is a folder");
      }
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        // A named pipe without a writer would hold the run until its time is up.
        throw failure(
            file
                + " is not a regular file (a device, a socket or a named pipe), so it is not read");
      }
      byte[] bytes;
      try (var in = Files.newInputStream(file)) {
        bytes = in.readNBytes((int) MAX_SIZE + 1);
      }
      if (bytes.length > MAX_SIZE) {
        throw failure(file + " is larger than 1 MiB");
      }
      return new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
    } catch (NoSuchFileException e) {
      throw failure(file + " does not exist");
    } catch (AccessDeniedException e) {
      throw failure(file + " may not be read by this user");
    } catch (IOException e) {
      throw failure(file + " cannot be read: " + e.getMessage());
    }
  }

  private List<String> words(Path file, String[] lines) throws UsageException {
    List<String> words = new ArrayList<>();
    boolean inSection = false;
    boolean found = false;
    String header = "";
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].strip();
      if (line.isEmpty() || line.charAt(0) == '#' || line.charAt(0) == ';') {
        continue;
      }
      if (line.charAt(0) == '[') {
        header = line;
        inSection = line.endsWith("]") && name(line).equals(section);
        found |= inSection;
      } else if (header.isEmpty()) {
        throw failure(file + " line " + (i + 1) + " stands before the first [SECTION]");
      } else if (inSection) {
        words.add(word(file, i + 1, line));
      }
    }
    if (!found) {
      throw failure(file + " has no section [" + section + "]");
    }
    return words;
  }

  private static String name(String header) {
    return header.substring(1, header.length() - 1).strip();
  }

  /** The option as one word, so that a value with a leading dash stays a value. */
  private String word(Path file, int number, String line) throws UsageException {
    int equals = line.indexOf('=');
    String key = equals < 0 ? "" : line.substring(0, equals).strip();
    if (key.isEmpty() || key.charAt(0) == '-' || key.equals("extra-opts")) {
      throw failure(file + " line " + number + " is not OPTION=VALUE");
    }
    String value = line.substring(equals + 1).strip();
    String dashes = key.length() == 1 ? "-" : "--";
    return dashes + key + (value.isEmpty() ? "" : (key.length() == 1 ? "" : "=") + value);
  }

  private UsageException failure(String sentence) {
    return new UsageException(
        "option --extra-opts"
            + (locator.isEmpty() ? "" : " \"" + locator + "\"")
            + ": "
            + sentence);
  }
}
