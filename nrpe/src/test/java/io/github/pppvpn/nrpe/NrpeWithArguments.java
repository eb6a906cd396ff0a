package io.github.pppvpn.nrpe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pppvpn.testkit.Ran;
import io.github.pppvpn.testkit.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The NRPE of this Debian release, but built to take arguments. */
final class NrpeWithArguments {
  private static final Path BUILD = Path.of("src/test/nrpe/build-with-arguments.sh");
  private static final Path FOLDER = Path.of("target/nrpe-with-arguments");

  private NrpeWithArguments() {}

  /** The program, in the workplace; built at the first call after a clean. */
  static Path in(Workplace workplace) throws IOException, InterruptedException {
    Path built = FOLDER.resolve("nrpe");
    if (!Files.isExecutable(built)) {
      Ran build = Ran.of(BUILD, List.of(FOLDER.toString()));
      assertEquals(
          0,
          build.exitCode(),
          "no NRPE that takes arguments; it is built from Debian's source package and needs"
              + " dpkg-dev, gcc, make, libssl-dev and a Debian mirror: "
              + build.text());
    }
    return Files.copy(
        built,
        workplace.file("nrpe"),
        StandardCopyOption.COPY_ATTRIBUTES,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
