package io.github.pppvpn.testkit;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;

/** The programs of Debian that tests drive, and the packages that bring them. */
public enum Debian {
  CHECK_NRPE("/usr/lib/nagios/plugins/check_nrpe", "nagios-nrpe-plugin"),
  ICINGA("/usr/sbin/icinga2", "icinga2-bin"),
  JQ("/usr/bin/jq", "jq"),
  NAGIOS("/usr/sbin/nagios4", "nagios4-core"),
  NFT("/usr/sbin/nft", "nftables"),
  NRPE("/usr/sbin/nrpe", "nagios-nrpe-server"),
  PLUGINS("/usr/lib/nagios/plugins/check_load", "monitoring-plugins-basic"),
  PPTPD("/usr/sbin/pptpd", "pptpd"),
  SETPRIV("/usr/bin/setpriv", "util-linux"),
  SSHD("/usr/sbin/sshd", "openssh-server"),
  VISUDO("/usr/sbin/visudo", "sudo"),
  XL2TPD("/usr/sbin/xl2tpd", "xl2tpd");

  private final Path program;
  private final String debianPackage;

  Debian(String program, String debianPackage) {
    this.program = Path.of(program);
    this.debianPackage = debianPackage;
  }

  public Path program() {
    return program;
  }

  @Override
  public String toString() {
    return program.toString();
  }

  /** Fails with the package to install, if one of these is missing. */
  public static void require(Debian... programs) {
    for (Debian needed : programs) {
      if (!Files.isExecutable(needed.program)) {
        fail(needed.program + " is missing: install Debian's package " + needed.debianPackage);
      }
    }
  }
}
