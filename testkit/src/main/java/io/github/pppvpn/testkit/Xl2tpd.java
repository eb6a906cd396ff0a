package io.github.pppvpn.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Debian's xl2tpd on a free port of 127.0.0.1, with what it prints. */
public final class Xl2tpd implements AutoCloseable {
  private static final String READY = "Listening on IP address 127.0.0.1";

  private final Path log;
  private final Process process;
  private final int port;
  private int taken;

  /**
   * Starts it.
   *
   * @param secrets its l2tp-secrets
   * @param global a line of its [global]; empty for none
   * @param lns a line of its [lns default]; empty for none
   */
  public Xl2tpd(Path folder, String secrets, String global, String lns) throws Exception {
    Path secretsFile = folder.resolve("secrets");
    Files.createFile(
        secretsFile,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(secretsFile, secrets + "\n");
    log = folder.resolve("log");
    int free = 0;
    Process started = null;
    // What was free a moment ago may be another test's by now.
    for (int i = 0; i < 5 && (started == null || !started.isAlive()); i++) {
      free = freePort();
      started = start(folder, configuration(free, secretsFile, global, lns));
      awaitReady(started);
    }
    port = free;
    process = started;
    assertTrue(said(READY), () -> "not listening: " + text());
    taken = lines().size();
  }

  private static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String configuration(int port, Path secrets, String global, String lns) {
    return """
        [global]
        listen-addr = 127.0.0.1
        port = %d
        auth file = %s
        %s
        [lns default]
        ip range = 192.168.78.100-192.168.78.110
        local ip = 192.168.78.1
        %s
        """
        .formatted(port, secrets, global, lns);
  }

  private Process start(Path folder, String configuration) throws IOException {
    return new ProcessBuilder(
            Debian.XL2TPD.toString(),
            "-D",
            "-c",
            Files.writeString(folder.resolve("conf"), configuration).toString(),
            "-p",
            folder.resolve("pid").toString(),
            "-C",
            folder.resolve("control").toString())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private void awaitReady(Process started) throws InterruptedException {
    for (int i = 0; i < 2000 && started.isAlive() && !said(READY); i++) {
      Thread.sleep(10);
    }
  }

  private boolean said(String words) {
    return text().contains(words);
  }

  private String text() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  public int port() {
    return port;
  }

  /** {@code 127.0.0.1:port}, as the check shows it. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(log);
  }

  /** What it printed since the start, numbers as {@code N}. */
  public List<String> printed() throws Exception {
    List<String> printed = new ArrayList<>();
    List<String> all = lines();
    for (String line : all.subList(taken, all.size())) {
      printed.add(
          line.replaceFirst("^xl2tpd\\[\\d+\\]: ", "")
              .replaceAll("\\b(port|Local:|Remote:|127.0.0.1,|Connection) \\d+", "$1 N"));
    }
    return printed;
  }

  /** How many tunnels it holds. */
  public int tunnels() throws Exception {
    int before = lines().size();
    String words = "Number of tunnels open: ";
    for (int i = 0; i < 500; i++) {
      if (i % 100 == 0) {
        signal("-USR1");
      }
      List<String> all = lines();
      for (String line : all.subList(before, all.size())) {
        int at = line.indexOf(words);
        if (at >= 0) {
          return Integer.parseInt(line.substring(at + words.length()).strip());
        }
      }
      Thread.sleep(10);
    }
    throw new AssertionError("xl2tpd does not say how many tunnels there are");
  }

  /** Whether no tunnel is left; one that it refused itself lives on until its next look at it. */
  public boolean isEmptySoon() throws Exception {
    for (int i = 0; i < 100 && tunnels() > 0; i++) {
      Thread.sleep(100);
    }
    return tunnels() == 0;
  }

  /** It hears and says nothing until the process is told to go on. */
  public void freeze() throws Exception {
    signal("-STOP");
  }

  public void thaw() throws Exception {
    signal("-CONT");
  }

  /**
   * xl2tpd acts on a signal when its select() returns (process_signal in network.c): one that comes
   * just before select() waits for the next packet, or the next signal.
   */
  private void signal(String signal) throws Exception {
    Process kill = new ProcessBuilder("kill", signal, "" + process.pid()).start();
    assertTrue(kill.waitFor(5, TimeUnit.SECONDS) && kill.exitValue() == 0);
  }

  @Override
  public void close() {
    for (int i = 0; i < 1000 && process.isAlive(); i++) {
      if (i % 100 == 0) {
        process.destroy();
      }
      LockSupport.parkNanos(10_000_000);
    }
    if (process.isAlive()) {
      process.destroyForcibly();
      throw new AssertionError("xl2tpd does not end");
    }
  }
}
