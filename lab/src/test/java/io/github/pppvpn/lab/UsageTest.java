package io.github.pppvpn.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pppvpn.testkit.Executables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lab/vm says where it cannot start. No guest is booted. */
class UsageTest {

  @Test
  void missingPackageIsNamed(@TempDir Path programs) throws IOException, InterruptedException {
    for (String program : List.of("dirname", "basename")) {
      Path file = programs.resolve(program);
      Executables.write(file, "#!/bin/sh\nexec /usr/bin/" + program + " \"$@\"\n");
    }
    assertRefused(
        "the command linux.uml is missing:"
            + " apt-get install -y --no-install-recommends user-mode-linux",
        Lab.run(Map.of("PATH", programs.toString()), "l2tp"));
  }

  @Test
  void unknownScenarioIsNamed() throws IOException, InterruptedException {
    assertRefused(
        "no such scenario: " + Lab.FOLDER.resolve("scenarios/nothing"),
        Lab.run(Map.of(), "nothing"));
  }

  @Test
  void unknownOptionIsNamed() throws IOException, InterruptedException {
    assertRefused("unknown option --fast (see lab/vm --help)", Lab.run(Map.of(), "--fast", "l2tp"));
  }

  @Test
  void timeoutMustBeANumber() throws IOException, InterruptedException {
    assertRefused(
        "not a whole number above 0: 'soon'", Lab.run(Map.of(), "--timeout", "soon", "l2tp"));
  }

  @Test
  void outputIsNotOverwritten(@TempDir Path out) throws IOException, InterruptedException {
    Files.createFile(out.resolve("precious"));
    assertRefused(
        "the output folder is not empty: " + out,
        Lab.run(Map.of(), "--out", out.toString(), "l2tp"));
  }

  private static void assertRefused(String sentence, Lab.Run run) {
    assertEquals(new Lab.Run(3, "", "lab: " + sentence + "\n"), run);
  }
}
