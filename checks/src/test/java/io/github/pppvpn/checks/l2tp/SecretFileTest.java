package io.github.pppvpn.checks.l2tp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.checks.net.ProbeRun;
import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.wire.Octets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The secret: its bytes as they are, who else may read it, and what is no secret. */
class SecretFileTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void create() throws Exception {
    file = folder.resolve("secret");
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  private SecretFile read(byte[] bytes) throws Exception {
    Files.write(file, bytes);
    return SecretFile.read(file.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "736573616d65, 736573616d65",
    "736573616d650a, 736573616d65",
    "736573616d650d0a, 736573616d65",
    "20736573616d65202020, 20736573616d65202020",
    "c3bc00ff0a, c3bc00ff",
  })
  void isWhatStandsInTheLine(String bytes, String secret) throws Exception {
    HexFormat hex = HexFormat.of();
    assertEquals(Octets.of(hex.parseHex(secret)), read(hex.parseHex(bytes)).secret());
  }

  /** One would let nobody go, the other has no end. */
  @ParameterizedTest
  @ValueSource(strings = {"fifo", "/dev/zero"})
  void isNoRegularFile(String name) throws Exception {
    Path fifo = folder.resolve(name);
    if (name.equals("fifo")) {
      assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
    }
    CannotCheckException e =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20),
            () -> assertThrows(CannotCheckException.class, () -> SecretFile.read(fifo.toString())));
    assertEquals(
        "the secret file " + fifo + " is a device, a socket or a named pipe, not a regular file",
        e.getMessage());
  }

  @Test
  void isNotInItsText() throws Exception {
    assertEquals("SecretFile[exposed=false]", read(new byte[] {'x', 'y'}).toString());
  }

  @Test
  void ofTheGreatestLength() throws Exception {
    byte[] bytes = "x".repeat(SecretFile.MAX_BYTES).concat("\r\n").getBytes(ISO_8859_1);
    assertEquals(SecretFile.MAX_BYTES, read(bytes).secret().length());
  }

  @ParameterizedTest
  @CsvSource({
    "'', is empty",
    "0a, is empty",
    "0d0a, is empty",
    "610a620a, holds more than one line",
    "610a0a, holds more than one line",
    "0a61, holds more than one line",
  })
  void isNoSecret(String bytes, String what) {
    CannotCheckException e =
        assertThrows(CannotCheckException.class, () -> read(HexFormat.of().parseHex(bytes)));
    assertEquals("the secret file " + file + " " + what, e.getMessage());
    assertEquals(
        "It must hold the tunnel's secret alone, in one line; it is not a copy of l2tp-secrets.",
        e.nextStep());
  }

  @Test
  void isTooLong() {
    CannotCheckException e =
        assertThrows(CannotCheckException.class, () -> read(new byte[SecretFile.MAX_BYTES + 1]));
    assertEquals("the secret file " + file + " is longer than 1024 bytes", e.getMessage());
  }

  @Test
  void isAbsent() {
    CannotCheckException e =
        assertThrows(
            CannotCheckException.class, () -> SecretFile.read(folder.resolve("no").toString()));
    assertEquals("the secret file " + folder.resolve("no") + " does not exist", e.getMessage());
  }

  @Test
  void isAFolder() {
    CannotCheckException e =
        assertThrows(CannotCheckException.class, () -> SecretFile.read(folder.toString()));
    assertTrue(e.getMessage().endsWith(": Is a directory"), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "rw-------, false",
    "rw-r-----, false",
    "rw-rw----, false",
    "r--------, false",
    "rw-r--r--, true",
    "rw-----w-, true",
    "rw----r--, true",
  })
  void whoElseMayReadIt(String permissions, boolean exposed) throws Exception {
    Files.write(file, new byte[] {'x'});
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    assertEquals(exposed, SecretFile.read(file.toString()).exposed());
  }

  /** The tunnel stays watched, and nobody overlooks it. */
  @Test
  void anExposedOneIsAWarning() throws Exception {
    Files.writeString(file, "open sesame\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    try (ScriptedDaemon daemon =
        ScriptedDaemon.start(
            (caller, message) -> {
              if (message.tunnelId() == 0) {
                caller.reply(caller.response("open sesame"));
              } else {
                caller.acknowledge(message);
              }
            })) {
      ProbeRun run = CheckRun.against(daemon, 5, "--secret-file", file);
      assertEquals(
          List.of(
              "L2TP-CONTROL WARNING - every user of this host can read or change the secret file "
                  + file
                  + " - "
                  + daemon.address()
                  + " answered in T, it proved the secret: "
                  + GoodDaemonTest.PEER
                  + " | time=Ts;;;0",
              "chmod o-rw " + file + ", and think of changing the secret."),
          run.lines());
      assertEquals(1, run.exitCode());
    }
  }

  @Test
  void anUnreadableOneIsUnknownAndNobodyIsAsked() throws Exception {
    Files.delete(file);
    try (ScriptedDaemon daemon = ScriptedDaemon.start(ScriptedDaemon.GOOD)) {
      ProbeRun run = CheckRun.against(daemon, 5, "--secret-file", file);
      run.assertGives(3, "L2TP-CONTROL UNKNOWN - the secret file " + file + " does not exist");
      assertFalse(run.output().contains("sesame"));
      assertEquals(List.of(), daemon.callers());
    }
  }
}
