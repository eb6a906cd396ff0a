package io.github.pppvpn.icinga;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.pppvpn.testkit.Ran;
import io.github.pppvpn.testkit.Workplace;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The committed basket in Debian's Director, twice: what it makes of it, and what a real Icinga 2
 * has after Director's deployment of a host. Needs root, and the packages of lab/packages-long.
 */
@Tag("lab-long")
class DirectorLabTest {
  private static final Path BASKET = Path.of("src/main/director/ppp-vpn-checks.json");

  @Test
  void basketIsImportedRenewedAndDeployed() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root can set it up");
    try (Workplace workplace = Workplace.create()) {
      Ran ran =
          Ran.of(
              Path.of("src/test/director/scenario").toAbsolutePath().toString(),
              workplace.openFolder("director").toString(),
              BASKET.toAbsolutePath().toString());
      assertEquals(Files.readString(Path.of("src/test/director/expected")), ran.text());
    }
  }
}
