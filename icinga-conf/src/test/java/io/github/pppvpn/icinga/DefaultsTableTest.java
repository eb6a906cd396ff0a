package io.github.pppvpn.icinga;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The README's tables are those of the services; {@code -Dupdate=true} renews them. */
class DefaultsTableTest {
  private static final Path README = Path.of("README.md");
  private static final String BEGIN = "<!-- defaults, generated -->\n";
  private static final String END = "<!-- end of the defaults -->\n";

  @Test
  void readmeHasTheTableOfEveryIntervalAndRange() throws IOException {
    String readme = Files.readString(README);
    String renewed =
        readme.substring(0, readme.indexOf(BEGIN) + BEGIN.length())
            + DefaultsTable.make()
            + readme.substring(readme.indexOf(END));
    if (Boolean.getBoolean("update")) {
      Files.writeString(README, renewed);
    }
    assertEquals(renewed, Files.readString(README), "README.md is stale");
  }
}
