package io.github.pppvpn.checks.gre;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command as it is installed, with JNA in it. What root alone may do is skipped for others. */
class GreCommandIT {
  private static final Path COMMAND =
      Path.of(System.getProperty("dist"), "bin", "check_gre_probe").toAbsolutePath();

  @TempDir Path folder;
  private boolean root;

  private record Run(int exitCode, String out, String err) {}

  @BeforeEach
  void whoAmI() throws Exception {
    root = "0".equals(start(List.of("id", "-u")).out().strip());
  }

  private Run run(String... arguments) throws Exception {
    List<String> words = new ArrayList<>(List.of(COMMAND.toString()));
    words.addAll(List.of(arguments));
    return start(words);
  }

  private Run start(List<String> words) throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    process.getOutputStream().close();
    int code = process.waitFor();
    return new Run(code, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Set<String> traces() throws IOException {
    Set<String> names = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/tmp"), "*jna*")) {
      files.forEach(file -> names.add(file.toString()));
    }
    return names;
  }

  @Test
  void opensRawSocketAndLeavesNoTrace() throws Exception {
    assumeTrue(root, "needs CAP_NET_RAW");
    Set<String> before = traces();
    int port = closedPort();
    Run run = run("-H", "127.0.0.1", "-p", Integer.toString(port));
    assertEquals(
        "GRE CRITICAL - 127.0.0.1:" + port + " refused the connection",
        run.out().lines().findFirst().orElse(""));
    assertEquals(2, run.exitCode());
    assertEquals("", run.err());
    assertEquals(before, traces());
  }

  /** pcap4j needs more of the runtime than anything else does. */
  @Test
  void capturesWithTheRuntimeThatItBrings() throws Exception {
    assumeTrue(root, "needs CAP_NET_RAW");
    assumeTrue(hasLibpcap(), "needs libpcap");
    Run passive = run("--passive", "-i", "lo", "--duration", "100ms");
    assertEquals("", passive.err());
    assertTrue(passive.out().contains(" packets_in="), passive.out());
    assertEquals(0, passive.exitCode());

    Path file = folder.resolve("exchange.pcap");
    int port = closedPort();
    Run active = run("-H", "127.0.0.1", "-p", Integer.toString(port), "--capture", file.toString());
    assertEquals("", active.err());
    assertEquals(2, active.exitCode(), active.out());
    // Ours is refused: at least the SYN and the RST, behind the file's header of 24 bytes.
    byte[] syn = {(byte) (port >> 8), (byte) port};
    assertTrue(
        new String(Files.readAllBytes(file), ISO_8859_1)
            .substring(24)
            .contains(new String(syn, ISO_8859_1)));
  }

  private static boolean hasLibpcap() {
    return Stream.of("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64")
        .anyMatch(lib -> Files.exists(Path.of(lib, "libpcap.so.0.8")));
  }

  @Test
  void namesTheCapabilityItLacks() throws Exception {
    List<String> words = new ArrayList<>();
    if (root) {
      words.addAll(List.of("setpriv", "--bounding-set", "-net_raw", "--inh-caps", "-net_raw"));
    }
    words.addAll(List.of(COMMAND.toString(), "-H", "127.0.0.1"));
    Run run = start(words);
    assertEquals(
        "GRE UNKNOWN - GRE can only be sent, received or captured with the capability CAP_NET_RAW,"
            + " which this process does not have; nothing was sent",
        run.out().lines().findFirst().orElse(""));
    assertTrue(run.out().contains("AmbientCapabilities=CAP_NET_RAW"), run.out());
    assertEquals(3, run.exitCode());
    assertEquals("", run.err());
  }

  /** Whoever kills the whole process group at once reaches the launcher; Java takes leave still. */
  @Test
  @Timeout(50)
  void takesLeaveWhenItsLauncherIsKilled() throws Exception {
    assumeTrue(root, "needs CAP_NET_RAW");
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ProcessBuilder builder =
          new ProcessBuilder(
              COMMAND.toString(), "-H", "127.0.0.1", "-p", "" + server.getLocalPort(), "-t", "300");
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      Process launcher = builder.redirectOutput(folder.resolve("out").toFile()).start();
      try (Socket client = server.accept()) {
        InputStream in = client.getInputStream();
        assertEquals(1, in.readNBytes(156)[9], "a Start-Control-Connection-Request");
        ProcessHandle java = launcher.children().findFirst().orElseThrow();
        assertEquals(java.pid(), group(java.pid()), "Java leads a group of its own");
        launcher.destroyForcibly();
        byte[] rest = in.readAllBytes();
        assertEquals(16, rest.length);
        assertEquals(3, rest[9], "a Stop-Control-Connection-Request");
        java.onExit().get();
      } finally {
        launcher.descendants().forEach(ProcessHandle::destroyForcibly);
        launcher.destroyForcibly();
      }
    }
  }

  /** The third field behind the name in /proc/PID/stat. */
  private static long group(long process) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + process + "/stat"));
    return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", 4)[2]);
  }
}
