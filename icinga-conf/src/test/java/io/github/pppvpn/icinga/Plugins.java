package io.github.pppvpn.icinga;

import io.github.pppvpn.testkit.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A plugin folder as an installed host has it: the commands, the handlers and monitoring-plugins;
 * in the place of check_nrpe what runs the line that the other side would.
 */
final class Plugins {
  private static final Path STANDARD = Path.of("/usr/lib/nagios/plugins");
  private static final Path HANDLERS = Path.of("../nrpe/src/main/handlers");
  private static final Path NRPE = Path.of("../nrpe/src/main/nrpe/ppp-vpn-checks-services.cfg");

  private Plugins() {}

  /**
   * @param root the recorded host that NRPE's definitions look at
   */
  static Path in(Workplace workplace, Path root) throws IOException {
    Path folder = workplace.copy(HANDLERS, "plugins");
    link(workplace.commands(), folder);
    for (String name :
        new String[] {"check_load", "check_swap", "check_disk", "check_cluster", "check_by_ssh"}) {
      Files.createSymbolicLink(folder.resolve(name), STANDARD.resolve(name));
    }
    Path definitions =
        workplace.write(
            "services.cfg",
            Files.readString(NRPE)
                .replace("/usr/lib/nagios/plugins", folder.toString())
                .replace(" -t 8", " -t 60 --root " + root));
    workplace.script(
        "plugins/check_nrpe",
        """
        #!/bin/sh
        # Runs the definition that NRPE would.
        case " $* " in *' -u '*) ;; *) echo 'without -u no answer would be CRITICAL'; exit 2 ;; esac
        while [ "$1" != -c ]; do shift; done
        line=$(grep -F "command[$2]=" %s) || { echo "NRPE: Command '$2' not defined"; exit 3; }
        exec sh -c "${line#*]=}"
        """
            .formatted(definitions));
    return folder;
  }

  private static void link(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.createSymbolicLink(to.resolve(file.getFileName()), file);
      }
    }
  }
}
