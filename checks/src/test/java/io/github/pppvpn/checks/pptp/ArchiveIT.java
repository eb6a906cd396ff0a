package io.github.pppvpn.checks.pptp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.pppvpn.checks.pptp.Installation.Outcome;
import io.github.pppvpn.testkit.Executables;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The class-data archives: used where they fit, and where they do not, the command runs as if they
 * were not there.
 */
class ArchiveIT {
  private static final Path DIST = Path.of(System.getProperty("dist"));
  private static final String COMMAND = "check_pptp_tcp1723";
  private static final long MAX_BYTES = 60_000_000;
  private static final long MAX_BYTES_UNSTRIPPED = 68_000_000;

  @TempDir Path folder;
  private Installation installed;

  @BeforeEach
  void install() throws Exception {
    installed = Installation.at(Files.createDirectory(folder.resolve("installed")));
  }

  /** The words that a launcher starts Java with, of an installation at {@code DIST}. */
  private List<String> javaLine(String command, String... words) throws Exception {
    boolean own = Files.exists(installed.file("runtime"));
    Path java = own ? installed.file("runtime/bin/java") : folder.resolve("jre/bin/java");
    Files.createDirectories(java.getParent());
    Executables.write(
        java,
        "#!/bin/sh\nfor word; do printf '%s\\n' \"$word\"; done >" + folder + "/line; exit 67\n");
    Map<String, String> environment = Installation.environment();
    environment.put("JAVA_HOME", folder.resolve("jre").toString());
    installed.runOther(command, environment, (Object[]) words);
    List<String> line = new ArrayList<>();
    line.add(own ? DIST + "/runtime/bin/java" : System.getProperty("java.home") + "/bin/java");
    for (String word : Files.readAllLines(folder.resolve("line"), UTF_8)) {
      line.add(word.replace(installed.file("").toString(), DIST.toString()));
    }
    line.set(line.indexOf("-Xshare:auto"), "-Xshare:on");
    return line;
  }

  private Outcome run(List<String> line) throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    return new Outcome(
        process.waitFor(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }

  /** With {@code -Xshare:on} the runtime does not start unless it uses the archive. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "check_pptp_tcp1723",
        "check_l2tp_udp1701",
        "check_gre_probe",
        "check_ip_pool",
        "check_l2tp_sessions",
        "check_pppd",
        "check_auth_failures",
      })
  void isUsed(String command) throws Exception {
    List<String> line = javaLine(command);
    // Where the runtime's own has all of a command's classes, there is no second one.
    boolean second = Files.exists(DIST.resolve("archive/" + command + ".jsa"));
    assertEquals(
        second,
        line.stream().anyMatch(word -> word.startsWith("-XX:SharedArchiveFile=")),
        line::toString);
    assertTrue(second || Files.exists(DIST.resolve("runtime/lib/server/classes.jsa")));
    line.add("-V");
    Outcome outcome = run(line);
    assertTrue(outcome.out().startsWith(command + " "), outcome::toString);
    assertEquals(67, outcome.code());
  }

  /** With one host, and with two. */
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.1 127.0.0.2"})
  void holdsEveryClassOfOurs(String hosts) throws Exception {
    Path log = folder.resolve("classes.log");
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer.GOOD);
        ScriptedServer other =
            new ScriptedServer("127.0.0.2", server.port(), ScriptedServer.GOOD)) {
      List<String> words = new ArrayList<>(List.of("-p", Integer.toString(other.port())));
      for (String host : hosts.split(" ", -1)) {
        words.addAll(List.of("-H", host));
      }
      List<String> line = javaLine(COMMAND, words.toArray(new String[0]));
      line.add(1, "-Xlog:class+load:file=" + log);
      line.remove("-Xlog:disable");
      assertEquals(64, run(line).code());
    }
    List<String> ours =
        Files.readAllLines(log).stream().filter(text -> text.contains("pppvpn")).toList();
    assertNotEquals(List.of(), ours);
    assertEquals(
        List.of(), ours.stream().filter(text -> !text.contains("shared objects file")).toList());
  }

  @Test
  void installedSizeIsBounded() throws Exception {
    long[] size = new long[1];
    Files.walkFileTree(
        DIST,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            size[0] += attributes.size();
            return FileVisitResult.CONTINUE;
          }
        });
    boolean stripped = Files.isExecutable(Path.of("/usr/bin/strip"));
    long limit = stripped ? MAX_BYTES : MAX_BYTES_UNSTRIPPED;
    assertTrue(size[0] <= limit, () -> size[0] + " bytes");
  }

  private void train() throws Exception {
    Path own = installed.file("runtime/bin/java");
    String java =
        Files.exists(own) ? own.toString() : System.getProperty("java.home") + "/bin/java";
    String jars =
        installed.jar("checks") + ":" + installed.jar("common") + ":" + installed.jar("gson");
    Outcome outcome =
        run(
            List.of(
                java,
                "-Xshare:off",
                "-cp",
                jars,
                "io.github.pppvpn.checks.training.Training",
                installed.file("").toString(),
                COMMAND));
    assertEquals(new Outcome(0, "", ""), outcome);
  }

  /** With its own new archive, so that it would be used if nothing else were in the way. */
  @Test
  void aReplacedJarRunsItsNewCode() throws Exception {
    train();
    assertEquals(3, installed.run("-V").code());
    Path source = folder.resolve("Main.java");
    Files.writeString(
        source,
        "package io.github.pppvpn.checks; public final class Main { public static void"
            + " main(String[] words) { System.out.println(\"new code\"); System.out.flush();"
            + " Runtime.getRuntime().halt(64); } }");
    Path classes = Files.createDirectory(folder.resolve("classes"));
    assertEquals(
        0,
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "--release", "17", "-d", classes.toString(), source.toString()));
    replace(
        installed.jar("checks"),
        "io/github/pppvpn/checks/Main.class",
        Files.readAllBytes(classes.resolve("io/github/pppvpn/checks/Main.class")));
    assertEquals(new Outcome(0, "new code\n", ""), installed.run("-H", "127.0.0.1"));
  }

  private static void replace(Path jar, String name, byte[] content) throws IOException {
    Path changed = jar.resolveSibling("changed.jar");
    try (JarFile old = new JarFile(jar.toFile());
        OutputStream file = Files.newOutputStream(changed);
        JarOutputStream out = new JarOutputStream(file)) {
      for (JarEntry entry : old.stream().toList()) {
        out.putNextEntry(new JarEntry(entry.getName()));
        try (InputStream in = old.getInputStream(entry)) {
          out.write(entry.getName().equals(name) ? content : in.readAllBytes());
        }
        out.closeEntry();
      }
    }
    Files.move(changed, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private enum Damage {
    MISSING,
    EMPTY,
    HALF,
    END_MISSING,
    NONSENSE,
    ZEROS,
    OF_ANOTHER,
    A_FOLDER,
    TOUCHED,
  }

  private static void damage(Path file, Damage damage, Path another) throws IOException {
    byte[] whole = Files.readAllBytes(file);
    // The copies share their files with what was built.
    Files.delete(file);
    switch (damage) {
      case MISSING -> {}
      case EMPTY -> Files.write(file, new byte[0]);
      case HALF -> Files.write(file, Arrays.copyOf(whole, whole.length / 2));
      case END_MISSING -> Files.write(file, Arrays.copyOf(whole, whole.length - 5000));
      case NONSENSE -> Files.writeString(file, "nonsense\n".repeat(10_000));
      case ZEROS -> Files.write(file, new byte[whole.length]);
      case OF_ANOTHER -> Files.copy(another, file);
      case A_FOLDER -> Files.createDirectory(file);
      case TOUCHED -> Files.write(file, whole);
    }
  }

  private void assertRuns() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer.GOOD)) {
      installed
          .run("-H", "127.0.0.1", "-p", server.port())
          .assertGives(0, GoodServerTest.ok(server) + "\n");
    }
  }

  private void assertRunsWithTwoHosts() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer.GOOD);
        ScriptedServer other =
            new ScriptedServer("127.0.0.2", server.port(), ScriptedServer.GOOD)) {
      Outcome outcome =
          installed.run("-H", "127.0.0.1", "-H", "127.0.0.2", "-p", other.port(), "-t", 20);
      assertEquals(0, outcome.code(), outcome::toString);
      assertTrue(outcome.out().startsWith("PPTP OK - 2 of 2 hosts answer,"), outcome::toString);
      assertEquals("", outcome.err());
    }
  }

  /** Freshly made, so that nothing but the damage keeps it from being used. */
  @Test
  void aDamagedArchiveIsNotUsed() throws Exception {
    train();
    assertRunsWithTwoHosts();
    Path archive = installed.file("archive/" + COMMAND + "-many.jsa");
    Path good = folder.resolve("good.jsa");
    Files.copy(archive, good);
    for (Damage damage : Damage.values()) {
      Files.copy(good, archive, StandardCopyOption.REPLACE_EXISTING);
      damage(archive, damage, installed.file("archive/check_pppd.jsa"));
      assertRunsWithTwoHosts();
      if (Files.isDirectory(archive)) {
        Files.delete(archive);
      }
    }
  }

  @Test
  void aDamagedArchiveOfTheRuntimeIsNotUsed() throws Exception {
    Path base = installed.file("runtime/lib/server/classes.jsa");
    assumeTrue(Files.exists(base), "needs a runtime of its own");
    train();
    Path good = folder.resolve("good.jsa");
    Files.copy(base, good);
    for (Damage damage : Damage.values()) {
      Files.copy(good, base, StandardCopyOption.REPLACE_EXISTING);
      damage(base, damage, installed.file("archive/check_pppd.jsa"));
      assertRuns();
      if (Files.isDirectory(base)) {
        Files.delete(base);
      }
    }
  }

  /** Of another Java, as after an update of it, or without a runtime of its own. */
  @Test
  void anotherJavaGoesWithout() throws Exception {
    installed.withoutRuntime();
    assertRuns();
  }

  @Test
  void aMovedFolderRuns() throws Exception {
    train();
    Path moved = folder.resolve("moved");
    Files.move(installed.file(""), moved);
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer.GOOD)) {
      Outcome outcome =
          Installation.at(folder.resolve("installed"))
              .shellIn(
                  folder,
                  "\"$@\"",
                  moved.resolve("bin").resolve(COMMAND),
                  "-H",
                  "127.0.0.1",
                  "-p",
                  server.port());
      outcome.assertGives(0, GoodServerTest.ok(server) + "\n");
    }
  }

  @Test
  void aPathWithAColonSaysSo() throws Exception {
    Path moved = folder.resolve("a:b");
    Files.move(installed.file(""), moved);
    Outcome outcome =
        Installation.at(folder.resolve("installed"))
            .shellIn(folder, "\"$@\"", moved.resolve("bin").resolve(COMMAND), "-H", "127.0.0.1");
    outcome.assertGives(
        3,
        COMMAND
            + " UNKNOWN - Java cannot run from "
            + moved
            + "/bin/..: there is a colon in the path; move or copy the folder\n");
  }

  /** Either the right answer or a sentence, never anything else. */
  @ParameterizedTest
  @CsvSource({
    "bin/java,MISSING",
    "bin/java,EMPTY",
    "bin/java,NONSENSE",
    "lib/libjli.so,MISSING",
    "lib/libjli.so,HALF",
    "lib/server/libjvm.so,MISSING",
    "lib/server/libjvm.so,EMPTY",
    "lib/server/libjvm.so,HALF",
    "lib/modules,MISSING",
    "lib/modules,EMPTY",
    "lib/modules,HALF",
    "lib/modules,TOUCHED",
    "lib/libjimage.so,MISSING",
    "lib/libjava.so,MISSING",
    "lib/libnet.so,MISSING",
    "lib/libzip.so,MISSING",
    "conf/security/java.security,MISSING",
    "conf/security/java.security,NONSENSE",
    "lib/jvm.cfg,MISSING",
    "release,MISSING",
  })
  void aDamagedRuntimeSaysSo(String name, Damage damage) throws Exception {
    Path file = installed.file("runtime").resolve(name);
    assumeTrue(Files.exists(file), "needs a runtime of its own");
    boolean executable = Files.isExecutable(file);
    damage(file, damage, file);
    if (executable && Files.exists(file)) {
      Executables.write(file, Files.readAllBytes(file));
    }
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer.GOOD)) {
      Outcome outcome = installed.run("-H", "127.0.0.1", "-p", server.port());
      if (outcome.code() == 0) {
        outcome.assertGives(0, GoodServerTest.ok(server) + "\n");
      } else {
        assertEquals("", outcome.err());
        assertTrue(outcome.out().contains(" UNKNOWN - "), outcome.out());
        assertEquals(3, outcome.code());
      }
    }
  }
}
