package io.github.pppvpn.nrpe;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;

/** The programs of Debian that the lab tests drive. */
final class Debian {
  static final Path NRPE = Path.of("/usr/sbin/nrpe");
  static final Path CHECK_NRPE = Path.of("/usr/lib/nagios/plugins/check_nrpe");
  static final Path PPTPD = Path.of("/usr/sbin/pptpd");

  private Debian() {}

  /** Fails with the packages to install, if one is missing. */
  static void requireAll() {
    require(NRPE, "nagios-nrpe-server");
    require(CHECK_NRPE, "nagios-nrpe-plugin");
    require(PPTPD, "pptpd");
  }

  private static void require(Path program, String debianPackage) {
    if (!Files.isExecutable(program)) {
      fail(program + " is missing: install Debian's package " + debianPackage);
    }
  }
}
