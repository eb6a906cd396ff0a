package io.github.pppvpn.icinga;

import io.github.pppvpn.testkit.Debian;
import io.github.pppvpn.testkit.Started;
import io.github.pppvpn.testkit.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An Icinga 2 with a configuration and folders of its own. */
final class Icinga {
  private static final List<List<String>> FOLDERS =
      List.of(
          List.of("DataDir", "data"),
          List.of("LogDir", "log"),
          List.of("CacheDir", "cache"),
          List.of("SpoolDir", "spool"),
          List.of("InitRunDir", "run"));

  private final Workplace workplace;

  Icinga(Workplace workplace) {
    this.workplace = workplace;
  }

  /**
   * Starts the daemon, or with {@code -C} lets it read its configuration and end.
   *
   * @param more what the configuration holds besides the ITL and the committed CheckCommands
   */
  Started start(String more, String... words) throws IOException {
    Path commands =
        workplace.write("commands.conf", Files.readString(CheckCommandFileTest.COMMITTED));
    Path main =
        workplace.write(
            "icinga2.conf",
            """
            const PluginDir = "%s"
            include <itl>
            include <plugins>
            include "%s"
            %s
            """
                .formatted(workplace.commands(), commands, more));
    List<String> all = new ArrayList<>(List.of(Debian.ICINGA.toString(), "daemon"));
    all.addAll(List.of("-c", main.toString()));
    for (List<String> folder : FOLDERS) {
      all.add("-D" + folder.get(0) + "=" + workplace.openFolder(folder.get(1)));
    }
    all.addAll(List.of(words));
    return Started.of(all, workplace.file("icinga2.log"));
  }
}
