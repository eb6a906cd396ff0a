package io.github.pppvpn.checks.pptp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.checks.net.ProbeRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A copy of what is installed, to be run as a process, and to be broken at will. */
final class Installation {
  private static final String NAME = "check_pptp_tcp1723";

  private final Path root;

  private Installation(Path root) {
    this.root = root;
  }

  /** Copies target/dist to {@code root}. */
  static Installation at(Path root) throws Exception {
    // Not by this process: a child that another thread starts meanwhile would inherit the open
    // file, and the kernel runs no program that is open for writing.
    // The runtime is large: the copies share its files, which a test may replace but not write to.
    String line =
        "mkdir -p \"$1\"; cp -R \"$0\"/bin \"$0\"/lib \"$1\"; "
            + "for folder in runtime archive; do "
            + "[ ! -e \"$0/$folder\" ] || cp -Rl \"$0/$folder\" \"$1\" 2>/dev/null "
            + "|| cp -R \"$0/$folder\" \"$1\"; done";
    String dist = System.getProperty("dist");
    Process copy = new ProcessBuilder("sh", "-c", line, dist, root.toString()).start();
    assertTrue(copy.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, copy.exitValue());
    return new Installation(root);
  }

  Path command() {
    return root.resolve("bin").resolve(NAME);
  }

  /** The same without a Java runtime of its own: as it is built without jlink. */
  Installation withoutRuntime() throws IOException {
    if (Files.exists(root.resolve("runtime"))) {
      Files.move(root.resolve("runtime"), root.resolve("no-runtime"));
    }
    return this;
  }

  /** The Java that runs the command. */
  String java() {
    return Files.exists(root.resolve("runtime"))
        ? root + "/bin/../runtime/bin/java"
        : System.getProperty("java.home") + "/bin/java";
  }

  Path file(String name) {
    return root.resolve(name);
  }

  Path jar(String name) {
    return root.resolve("lib").resolve(name + ".jar");
  }

  /** What an administrator's shell has, with the Java of this test. */
  static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", "/usr/bin:/bin");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    return environment;
  }

  /** Runs the command with these words. */
  Outcome run(Object... words) throws Exception {
    return started(environment(), root, words(List.of(command()), words)).outcome();
  }

  /** Runs the command in another environment. */
  Outcome runIn(Map<String, String> environment, Object... words) throws Exception {
    return started(environment, root, words(List.of(command()), words)).outcome();
  }

  /** Runs another of the commands in another environment. */
  Outcome runOther(String name, Map<String, String> environment, Object... words) throws Exception {
    Object other = command().resolveSibling(name);
    return started(environment, root, words(List.of(other), words)).outcome();
  }

  /** Runs a shell line in which {@code "$@"} is the command with these words. */
  Outcome shell(String line, Object... words) throws Exception {
    return started(environment(), root, shellWords(line, command(), words)).outcome();
  }

  /** Runs a shell line in {@code folder}, in which {@code "$@"} are these words alone. */
  Outcome shellIn(Path folder, String line, Object... words) throws Exception {
    return started(environment(), folder, words(List.of("sh", "-c", line, "sh"), words)).outcome();
  }

  /** Starts the command with these words, ready for every signal. */
  Running start(Object... words) throws Exception {
    // A signal that is ignored when a shell starts stays ignored, as below a background job.
    Object env = "--default-signal=INT,QUIT,HUP,TERM";
    return started(environment(), root, words(List.of("env", env, command()), words));
  }

  private static List<String> shellWords(String line, Path command, Object... words) {
    return words(List.of("sh", "-c", line, "sh", command), words);
  }

  private static List<String> words(List<Object> first, Object... more) {
    List<String> words = new ArrayList<>();
    Stream.concat(first.stream(), Stream.of(more)).forEach(word -> words.add(word.toString()));
    return words;
  }

  private Running started(Map<String, String> environment, Path folder, List<String> words)
      throws IOException {
    Path out = Files.createTempFile(root, "stdout", "");
    Path err = Files.createTempFile(root, "stderr", "");
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new Running(builder.start(), out, err);
  }

  /** The command while it runs. */
  record Running(Process process, Path out, Path err) {

    /** The Java runtime, once it is there. */
    ProcessHandle java() throws InterruptedException {
      for (int i = 0; i < 500; i++) {
        for (ProcessHandle child : process.descendants().toList()) {
          if (child.info().command().orElse("").endsWith("/java")) {
            return child;
          }
        }
        Thread.sleep(10);
      }
      throw new AssertionError("no Java was started");
    }

    /** Runs a shell line in which $1 is the command's own process, and $2 the Java runtime. */
    void kill(String line) throws Exception {
      String java = String.valueOf(java().pid());
      String self = String.valueOf(process.pid());
      assertEquals(0, new ProcessBuilder("sh", "-c", line, "sh", self, java).start().waitFor());
    }

    /** Waits for the end, and for that of all its children. */
    Outcome outcome() throws Exception {
      List<ProcessHandle> children = process.descendants().toList();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new AssertionError("the command does not end");
      }
      for (ProcessHandle child : children) {
        assertTrue(ends(child), () -> "left behind: " + child.info());
      }
      int code = process.exitValue();
      assertTrue(code >= 0 && code <= 3, () -> "exit code " + code);
      return new Outcome(code, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    }

    private static boolean ends(ProcessHandle child) throws InterruptedException {
      for (int i = 0; i < 100 && child.isAlive(); i++) {
        Thread.sleep(10);
      }
      return !child.isAlive();
    }
  }

  /** What came of a process. */
  record Outcome(int code, String out, String err) {

    /** Standard output is {@code expected}, times as {@code T}; standard error is empty. */
    void assertGives(int expectedCode, String expected) {
      assertEquals("", err);
      assertEquals(expected, new ProbeRun(code, out, 0).normalized());
      assertEquals(expectedCode, code);
    }

    /** UNKNOWN with one sentence, which begins so. */
    void assertUnknown(String beginning) {
      assertEquals("", err);
      assertTrue(out.startsWith(beginning), out);
      assertEquals(1, out.lines().count(), out);
      assertTrue(out.endsWith("\n"), out);
      assertEquals(3, code);
    }
  }
}
