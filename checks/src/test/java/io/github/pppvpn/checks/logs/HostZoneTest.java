package io.github.pppvpn.checks.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose local time it is, whatever this machine's own is. */
class HostZoneTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  @TempDir Path root;

  @BeforeEach
  void folder() throws IOException {
    Files.createDirectories(root.resolve("etc/alternatives"));
    Files.createDirectories(root.resolve("usr/share/zoneinfo/America"));
  }

  private void link(String name, String target) throws IOException {
    // By ln, as Java cleans what a link is to hold.
    String[] command = {"ln", "-s", target, root.resolve(name).toString()};
    Process ln = new ProcessBuilder(command).inheritIO().start();
    try {
      assertEquals(0, ln.waitFor());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private void timezone(String name) throws IOException {
    Files.writeString(root.resolve("etc/timezone"), name + "\n");
  }

  private void data(String name, String transitions, String rule) throws IOException {
    String data = "TZif2" + "\0".repeat(39) + transitions + "\n" + rule + "\n";
    Files.writeString(root.resolve(name), data, StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource({
    "/usr/share/zoneinfo/America/New_York, America/New_York",
    "../usr/share/zoneinfo/America/New_York, America/New_York",
    "../../../usr/share/zoneinfo/America/New_York, America/New_York",
    "/usr/share/zoneinfo/posix/America/New_York, America/New_York",
    "/usr/share/zoneinfo/right/America/New_York, America/New_York",
    "/usr/share/zoneinfo/./America/New_York, America/New_York",
    "/usr/share/zoneinfo//America/New_York, America/New_York",
    "/usr/share/zoneinfo/Europe/../America/New_York, America/New_York",
    "/usr/share/zoneinfo/Etc/UTC, Etc/UTC",
    "/usr/share/zoneinfo/US/Eastern, US/Eastern",
    "/usr/share/zoneinfo/EST, -05:00",
    "/etc/zoneinfo/America/New_York, America/New_York",
  })
  void linkNamesIt(String target, String zone) throws IOException {
    link("etc/localtime", target);
    timezone("Asia/Tokyo");
    assertEquals(ZoneId.of(zone), HostZone.of(root));
  }

  @Test
  void linkToALink() throws IOException {
    link("etc/localtime", "/etc/alternatives/tz");
    link("etc/alternatives/tz", "../../usr/share/zoneinfo/localtime");
    link("usr/share/zoneinfo/localtime", "America/New_York");
    assertEquals(NEW_YORK, HostZone.of(root));
  }

  @Test
  void linksInACircle() throws IOException {
    link("etc/localtime", "alternatives/tz");
    link("etc/alternatives/tz", "../localtime");
    assertThrows(UnknownZoneException.class, () -> HostZone.of(root));
  }

  @Test
  void copyOfTheNamedZone() throws IOException {
    timezone("America/New_York");
    data("etc/localtime", "old", "EST5EDT,M3.2.0,M11.1.0");
    assertEquals(NEW_YORK, HostZone.of(root), "nothing to compare it with");
    data("usr/share/zoneinfo/America/New_York", "new", "EST5EDT,M3.2.0,M11.1.0");
    assertEquals(NEW_YORK, HostZone.of(root), "the same rule");
    data("usr/share/zoneinfo/America/New_York", "new", "EST5");
    assertThrows(UnknownZoneException.class, () -> HostZone.of(root), "another rule");
    data("usr/share/zoneinfo/America/Toronto", "old", "EST5EDT,M3.2.0,M11.1.0");
    assertEquals(ZoneId.of("America/Toronto"), HostZone.of(root), "another zone's copy");
  }

  @Test
  void copyOfAZoneThatNothingNames() throws IOException {
    data("etc/localtime", "mine", "EST5EDT,M3.2.0,M11.1.0");
    UnknownZoneException unknown =
        assertThrows(UnknownZoneException.class, () -> HostZone.of(root));
    assertTrue(unknown.nextStep().contains(root + "/etc/timezone"), unknown.nextStep());
    data("usr/share/zoneinfo/America/New_York", "mine", "EST5EDT,M3.2.0,M11.1.0");
    assertEquals(NEW_YORK, HostZone.of(root));
  }

  @ParameterizedTest
  @CsvSource({
    "UTC0, Z",
    "JST-9, +09:00",
    "<+0530>-5:30, +05:30",
    "EST5, -05:00",
    "<-03>3, -03:00",
  })
  void copyOfAZoneWithoutSummerTime(String rule, String offset) throws IOException {
    data("etc/localtime", "of no file's", rule);
    assertEquals(ZoneOffset.of(offset), HostZone.of(root));
  }

  @Test
  void whatIsNoZoneIsNotKnown() throws IOException {
    Files.writeString(root.resolve("etc/localtime"), "nothing\n");
    assertThrows(UnknownZoneException.class, () -> HostZone.of(root));
    timezone("Nowhere/Else");
    assertThrows(UnknownZoneException.class, () -> HostZone.of(root));
    assertEquals(ZoneId.systemDefault(), HostZone.shown(root));
  }

  @Test
  void hostWithoutAZoneHasUtc() throws IOException {
    assertEquals(ZoneOffset.UTC, HostZone.of(root));
    Files.writeString(root.resolve("etc/TZ"), "<+0530>-5:30\n");
    assertEquals(ZoneOffset.of("+05:30"), HostZone.of(root));
    timezone("America/New_York");
    assertEquals(NEW_YORK, HostZone.of(root));
  }

  @Test
  void linkThatLeadsNowhere() throws IOException {
    link("etc/localtime", "/opt/tz");
    assertThrows(UnknownZoneException.class, () -> HostZone.of(root));
  }

  @Test
  void folderOfLogsAloneIsNoHost() {
    assertThrows(UnknownZoneException.class, () -> HostZone.of(root.resolve("usr")));
  }
}
