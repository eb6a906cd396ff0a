package io.github.pppvpn.checks.pptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.pppvpn.checks.pptp.Installation.Outcome;
import io.github.pppvpn.testkit.Executables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is missing or broken around the command: UNKNOWN and one sentence that says what. */
class BrokenInstallationIT {
  private static final String NAME = "check_pptp_tcp1723 UNKNOWN - ";
  @TempDir Path folder;
  private Installation installed;

  @BeforeEach
  void install() throws Exception {
    installed = Installation.at(folder);
  }

  private String didNotStart() {
    return NAME
        + "the Java runtime "
        + installed.java()
        + " (17 or newer is needed) did not start the command, exit code ";
  }

  private static Object[] aimedAt(int port) {
    return new Object[] {"-H", "127.0.0.1", "-p", port};
  }

  @ParameterizedTest
  @ValueSource(strings = {"checks", "common", "gson"})
  void aJarIsMissing(String jar) throws Exception {
    Files.delete(installed.jar(jar));
    installed
        .run("-H", "127.0.0.1")
        .assertGives(
            3,
            NAME
                + folder
                + "/bin/../lib/"
                + jar
                + ".jar is missing or unreadable; install ppp-vpn-checks again\n");
  }

  @ParameterizedTest
  @CsvSource({"checks,false", "checks,true", "common,false", "common,true"})
  void aJarOfOursIsBroken(String jar, boolean truncated) throws Exception {
    spoil(installed.jar(jar), truncated);
    installed.run("-H", "127.0.0.1").assertUnknown(didNotStart());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aLibraryIsBroken(boolean truncated) throws Exception {
    spoil(installed.jar("gson"), truncated);
    Outcome outcome = installed.run("-H", "127.0.0.1", "--output", "json");
    assertEquals("", outcome.err());
    assertTrue(outcome.out().startsWith("PPTP UNKNOWN - internal error: "), outcome.out());
    assertTrue(outcome.out().contains("install ppp-vpn-checks again"), outcome.out());
    assertEquals(3, outcome.code());
  }

  private static void spoil(Path jar, boolean truncated) throws Exception {
    byte[] whole = Files.readAllBytes(jar);
    Files.write(jar, truncated ? Arrays.copyOf(whole, whole.length / 2) : new byte[whole.length]);
  }

  @Test
  void javaHomeLeadsNowhere() throws Exception {
    Map<String, String> environment = Installation.environment();
    environment.put("JAVA_HOME", "/nonexistent");
    installed
        .withoutRuntime()
        .runIn(environment, "-H", "127.0.0.1")
        .assertGives(
            3,
            NAME
                + "no Java at /nonexistent/bin/java; install a Java runtime of version 17 or newer"
                + " (openjdk-17-jre-headless), or set JAVA_HOME\n");
  }

  @ParameterizedTest
  @CsvSource({
    "'#!/bin/sh\nexit 1\n',1",
    "'#!/bin/sh\necho nonsense >&2; exit 2\n',2",
    "'#!/bin/sh\nexit 0\n',0",
    "'no program at all',127",
  })
  void javaIsSomethingElse(String content, int code) throws Exception {
    Path java = Files.createDirectories(folder.resolve("jre/bin")).resolve("java");
    Executables.write(java, content);
    Map<String, String> environment = Installation.environment();
    environment.put("JAVA_HOME", folder.resolve("jre").toString());
    installed
        .withoutRuntime()
        .runIn(environment, "-H", "127.0.0.1")
        .assertUnknown(
            NAME
                + "the Java runtime "
                + java
                + " (17 or newer is needed) did not start the command, exit code "
                + code);
  }

  /** A damaged archive made the suite's runtime take all of the host's memory. */
  @Test
  void ownRuntimeCannotTakeAllOfTheMemory() throws Exception {
    installed.withoutRuntime();
    Path java = Files.createDirectories(folder.resolve("runtime/bin")).resolve("java");
    Executables.write(java, "#!/bin/sh\necho \"KiB of data: $(ulimit -d)\"; exit 64\n");
    Files.createDirectories(folder.resolve("runtime/lib/server"));
    for (String file : List.of("modules", "server/libjvm.so", "libjimage.so", "libjava.so")) {
      Files.writeString(folder.resolve("runtime/lib").resolve(file), "there\n");
    }
    installed.run("-H", "127.0.0.1").assertGives(0, "KiB of data: 524288\n");
  }

  /** Debian's own place is tried where the path has none. */
  @Test
  void noJavaInThePath() throws Exception {
    boolean debians = Files.isExecutable(Path.of("/usr/bin/java"));
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer.GOOD)) {
      Outcome outcome =
          installed.withoutRuntime().runIn(Map.of("PATH", "/nonexistent"), aimedAt(server.port()));
      if (debians) {
        outcome.assertGives(0, GoodServerTest.ok(server) + "\n");
      } else {
        outcome.assertUnknown(NAME + "no Java at /usr/bin/java; install a Java runtime");
      }
    }
  }

  @Test
  void noVariableAtAll() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/java")), "needs a Java where Debian has it");
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer.GOOD)) {
      installed
          .withoutRuntime()
          .runIn(Map.of(), aimedAt(server.port()))
          .assertGives(0, GoodServerTest.ok(server) + "\n");
    }
  }

  /** Kilobytes: too few for the runtime's heap, and too few for the runtime. */
  @ParameterizedTest
  @ValueSource(ints = {300_000, 100_000, 30_000, 8_000})
  void tooLittleMemory(int limit) throws Exception {
    installed
        .shell("ulimit -v " + limit + "; exec \"$@\"", "-H", "127.0.0.1")
        .assertUnknown(NAME + "the Java runtime ");
  }
}
