package io.github.pppvpn.checks.training;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Runs every command once against servers and a host of its own, and keeps the classes that it
 * loaded, as the Java runtime maps them into memory at the next start: what every command needs in
 * one archive for all, where the runtime is the suite's own, and the others in one archive per
 * command. A command whose classes are all in the first has no second one: to map it would cost a
 * twentieth of its time.
 *
 * <p>The runtime checks an archive against itself and against the time and size of every jar, and
 * goes without it where they differ. So an archive can be old or broken, but what runs is what is
 * in the jars.
 */
public final class Training {
  /** As the launcher starts a command, as far as an archive depends on it. */
  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-Xmx64m",
          "-XX:-UsePerfData",
          "-Djdk.includeInExceptions=hostInfoExclSocket",
          "-Dpppvpn.exitbase=64");

  /**
   * Whose classes all commands share: few, for each is mapped at every start. Where the runtime can
   * link them beforehand, the suite's own too: all commands have most of them in common.
   */
  private static final List<String> BASE =
      List.of("check_pptp_tcp1723", "check_l2tp_udp1701", "check_ip_pool");

  /** Those that can ask many hosts in one run. */
  private static final Set<String> PROBES = Set.of("check_pptp_tcp1723", "check_l2tp_udp1701");

  /** What the launcher adds to the name of a probe's archive when it asks many hosts. */
  private static final String MANY = "-many";

  private static final boolean LINKS = Runtime.version().feature() >= 24;

  /** As the launcher has it for the suite's own runtime. */
  private static final String SELECTORS =
      "-Djava.nio.channels.spi.SelectorProvider=sun.nio.ch.EPollSelectorProvider";

  /** In the launcher's order: an archive fits those lines that begin with its own jars. */
  private static final List<String> JARS = List.of("checks", "common", "gson");

  private static final List<String> GRE_JARS =
      List.of("checks", "common", "gson", "jna", "pcap4j-core", "slf4j-api");

  private static final int EXIT_BASE = 64;
  private static final int LAST_EXIT = 67;
  private static final int SECONDS = 120;

  private final Path home;
  private final boolean hasRuntime;
  private final Path java;
  private final Path folder;

  private Training(Path home, Path folder) {
    Path own = home.resolve("runtime/bin/java");
    this.home = home;
    this.hasRuntime = Files.isExecutable(own);
    this.java = hasRuntime ? own : Path.of(System.getProperty("java.home"), "bin", "java");
    this.folder = folder;
  }

  /**
   * Makes the archives of an installation.
   *
   * @param words the folder that holds {@code lib}, and perhaps {@code runtime}, in which case the
   *     archives are that runtime's, else those of the Java that runs this; then the commands whose
   *     archives to make, all if there are none
   */
  public static void main(String[] words) throws IOException, InterruptedException {
    Path home = Path.of(words[0]);
    Path folder = Files.createTempDirectory("ppp-vpn-checks");
    try {
      new Training(home, folder).run(List.of(words).subList(1, words.length));
    } finally {
      remove(folder);
    }
  }

  private void run(List<String> names) throws IOException, InterruptedException {
    Path root = Files.createDirectory(folder.resolve("root"));
    SampleHost.write(root, Instant.now());
    try (PptpServer pptp = new PptpServer();
        L2tpServer l2tp = new L2tpServer()) {
      Map<String, List<String>> commands = commands(pptp.port(), l2tp.port(), root);
      if (hasRuntime) {
        makeBase(commands);
      }
      Path archives = Files.createDirectories(home.resolve("archive"));
      for (Archive archive : archives(commands)) {
        if (names.isEmpty() || names.contains(archive.command())) {
          make(archive, archives.resolve(archive.name() + ".jsa"));
        }
      }
    }
  }

  private void make(Archive archive, Path place) throws IOException, InterruptedException {
    // Most runs find what an earlier one has kept.
    check(line(archive.command()), archive.command(), archive.words());
    Path made = folder.resolve(place.getFileName());
    List<String> line = line(archive.command());
    line.add("-XX:ArchiveClassesAtExit=" + made);
    check(line, archive.command(), archive.words());
    if (!Files.exists(made)) {
      throw new IOException("no archive " + archive.name() + ": " + output());
    }
    place(made, place);
  }

  /** Every command with the words that lead it through what most runs do. */
  private Map<String, List<String>> commands(int pptpPort, int l2tpPort, Path root)
      throws IOException {
    Path state = Files.createDirectory(folder.resolve("state"));
    List<String> host =
        List.of("--root", root.toString(), "--state-dir", state.toString(), "-t", "60");
    Map<String, List<String>> commands = new LinkedHashMap<>();
    commands.put("check_pptp_tcp1723", probe(pptpPort));
    commands.put("check_l2tp_udp1701", probe(l2tpPort));
    commands.put("check_gre_probe", probe(pptpPort));
    commands.put("check_ip_pool", host);
    commands.put("check_l2tp_sessions", host);
    commands.put("check_pppd", host);
    commands.put("check_auth_failures", upToNowAndAsEver(host));
    return commands;
  }

  /**
   * An archive beside the one for all.
   *
   * @param words what leads the command through all of its classes
   */
  private record Archive(String name, String command, List<String> words) {}

  private List<Archive> archives(Map<String, List<String>> commands) throws IOException {
    boolean baseIsWhole = hasRuntime && LINKS;
    Path hosts = folder.resolve("hosts");
    // Some have to be looked up, or do not answer.
    Files.writeString(hosts, "localhost\n127.0.0.1:1 # nobody\n");
    List<Archive> archives = new ArrayList<>();
    for (Map.Entry<String, List<String>> entry : commands.entrySet()) {
      String command = entry.getKey();
      List<String> words = entry.getValue();
      if (PROBES.contains(command)) {
        List<String> many = new ArrayList<>(words);
        many.addAll(List.of("--hosts-file", hosts.toString()));
        archives.add(new Archive(command + MANY, command, many));
      }
      if (!baseIsWhole || !BASE.contains(command)) {
        archives.add(new Archive(command, command, words));
      }
    }
    return archives;
  }

  private static List<String> upToNowAndAsEver(List<String> words) {
    List<String> both = new ArrayList<>(words);
    both.addAll(List.of("--until", Instant.now().toString(), TwoRuns.AND));
    both.addAll(words);
    return both;
  }

  private static List<String> probe(int port) {
    return List.of(
        "-H", "127.0.0.1", "-p", Integer.toString(port), "-t", "5", "-w", "200ms", "-c", "5");
  }

  /** The archive for all, where the runtime looks for it by itself. */
  private void makeBase(Map<String, List<String>> commands)
      throws IOException, InterruptedException {
    Path place = home.resolve("runtime/lib/server/classes.jsa");
    if (Files.exists(place) && fits()) {
      return;
    }
    Set<String> classes = new LinkedHashSet<>();
    for (String command : BASE) {
      check(line(command), command, commands.get(command));
      Path list = folder.resolve(command + ".classes");
      List<String> line = line(command);
      // Or all of an older one's would count as loaded.
      line.add("-Xshare:off");
      line.add("-XX:DumpLoadedClassList=" + list);
      check(line, command, commands.get(command));
      for (String entry : Files.readAllLines(list, UTF_8)) {
        if (isForAll(entry)) {
          // The number counts in this list alone.
          int number = entry.indexOf(" id: ");
          classes.add(number < 0 ? entry : entry.substring(0, number));
        }
      }
    }
    Path all = folder.resolve("all.classes");
    Files.write(all, classes, UTF_8);
    Path made = folder.resolve("classes.jsa");
    List<String> line = new ArrayList<>(List.of(java.toString(), "-Xshare:dump"));
    line.addAll(FLAGS);
    if (LINKS) {
      line.addAll(List.of("-XX:+AOTClassLinking", "-cp", jars(JARS)));
    }
    line.add("-XX:SharedClassListFile=" + all);
    line.add("-XX:SharedArchiveFile=" + made);
    if (execute(line) != 0) {
      throw new IOException("the archive for all was not made: " + output());
    }
    place(made, place);
  }

  /** Whether the runtime takes the archive for all that is there, with these jars. */
  private boolean fits() throws IOException, InterruptedException {
    List<String> line = line(BASE.get(0));
    line.addAll(List.of("-Xshare:on", TwoRuns.class.getName(), BASE.get(0), "-V"));
    return execute(line) == LAST_EXIT;
  }

  /**
   * Without those that only make the classes of lambdas, which the archives hold ready-made; what
   * is linked beforehand needs no list of the lambdas themselves.
   */
  private static boolean isForAll(String entry) {
    return (LINKS ? !entry.startsWith("@lambda") : !entry.contains("io/github/pppvpn/"))
        && !entry.contains("io/github/pppvpn/checks/training/")
        && !entry.contains("com/google/gson/")
        && !entry.startsWith("java/lang/classfile/")
        && !entry.startsWith("jdk/internal/classfile/")
        && !entry.startsWith("jdk/internal/org/objectweb/asm/");
  }

  private List<String> line(String command) {
    List<String> line = new ArrayList<>(List.of(java.toString()));
    line.addAll(FLAGS);
    if (LINKS) {
      line.add("-XX:+AOTClassLinking");
    }
    if (hasRuntime) {
      line.add(SELECTORS);
    }
    boolean gre = command.equals("check_gre_probe");
    if (gre) {
      line.add("-Dpppvpn.lib=" + home.resolve("lib"));
    }
    line.add("-cp");
    line.add(jars(gre ? GRE_JARS : JARS));
    return line;
  }

  private String jars(List<String> names) {
    StringBuilder jars = new StringBuilder();
    for (String jar : names) {
      jars.append(jars.length() == 0 ? "" : ":").append(home.resolve("lib/" + jar + ".jar"));
    }
    return jars.toString();
  }

  private void check(List<String> line, String command, List<String> words)
      throws IOException, InterruptedException {
    line.add(TwoRuns.class.getName());
    line.add(command);
    line.addAll(words);
    int code = execute(line);
    if (code < EXIT_BASE || code > LAST_EXIT) {
      throw new IOException(command + " gave " + code + ": " + output());
    }
  }

  private int execute(List<String> line) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile());
    builder.environment().clear();
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("no end after " + SECONDS + " s: " + String.join(" ", line));
    }
    return process.exitValue();
  }

  private String output() throws IOException {
    return Files.readString(folder.resolve("output"), UTF_8);
  }

  /** Whole or not at all: a command may be starting from the old one. */
  private static void place(Path made, Path place) throws IOException {
    Path beside = place.resolveSibling(place.getFileName() + ".new");
    Files.copy(made, beside, StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString("rw-r--r--"));
    Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void remove(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
