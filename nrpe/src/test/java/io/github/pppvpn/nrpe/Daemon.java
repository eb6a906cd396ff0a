package io.github.pppvpn.nrpe;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in the foreground, from its first accepted connection to its end and a free port. */
final class Daemon implements AutoCloseable {
  private final Process process;
  private final InetSocketAddress address;

  private Daemon(Process process, InetSocketAddress address) {
    this.process = process;
    this.address = address;
  }

  static Daemon start(List<String> words, Path log, InetSocketAddress address)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    Daemon daemon = new Daemon(builder.start(), address);
    try {
      daemon.awaitConnection(log);
    } catch (Throwable e) {
      daemon.process.destroyForcibly();
      throw e;
    }
    return daemon;
  }

  private void awaitConnection(Path log) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (true) {
      try {
        new Socket(address.getAddress(), address.getPort()).close();
        return;
      } catch (IOException e) {
        boolean ended = process.waitFor(50, TimeUnit.MILLISECONDS);
        if (ended || System.nanoTime() > end) {
          throw new IOException(
              process.info().command().orElse("the daemon")
                  + " does not listen on "
                  + address
                  + ": "
                  + Files.readString(log),
              e);
        }
      }
    }
  }

  InetSocketAddress address() {
    return address;
  }

  /** Ends it; a daemon that does not end, or a port that stays taken, is a failure. */
  @Override
  public void close() throws IOException {
    process.destroy();
    boolean ended;
    try {
      ended = process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new InterruptedIOException("interrupted before the daemon's end");
    } finally {
      process.destroyForcibly();
    }
    assertTrue(ended, "a daemon did not end at SIGTERM");
    new ServerSocket(address.getPort(), 1, address.getAddress()).close();
  }
}
