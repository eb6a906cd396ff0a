package io.github.pppvpn.icinga;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;

/** The programs of Debian that the lab test drives. */
final class Debian {
  static final Path ICINGA = Path.of("/usr/sbin/icinga2");
  static final Path PPTPD = Path.of("/usr/sbin/pptpd");

  private Debian() {}

  /** Fails with the packages to install, if one is missing. */
  static void requireAll() {
    require(ICINGA, "icinga2-bin");
    require(PPTPD, "pptpd");
  }

  private static void require(Path program, String debianPackage) {
    if (!Files.isExecutable(program)) {
      fail(program + " is missing: install Debian's package " + debianPackage);
    }
  }
}
