package io.github.pppvpn.prometheus;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;

/** The programs of Debian that the lab tests drive. */
final class Debian {
  static final String PROMETHEUS = program("/usr/bin/prometheus", "prometheus");
  static final String PROMTOOL = program("/usr/bin/promtool", "prometheus");
  static final String ALERTMANAGER =
      program("/usr/bin/prometheus-alertmanager", "prometheus-alertmanager");
  static final String AMTOOL = program("/usr/bin/amtool", "prometheus-alertmanager");
  static final String NODE_EXPORTER =
      program("/usr/bin/prometheus-node-exporter", "prometheus-node-exporter");

  private Debian() {}

  private static String program(String path, String debianPackage) {
    return Files.isExecutable(Path.of(path)) ? path : debianPackage;
  }

  /** The program; fails with the package to install if it is missing. */
  static String require(String program) {
    if (program.charAt(0) != '/') {
      fail("install Debian's package " + program);
    }
    return program;
  }
}
