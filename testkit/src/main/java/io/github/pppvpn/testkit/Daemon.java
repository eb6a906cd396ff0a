package io.github.pppvpn.testkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in the foreground, from its first accepted connection to its end and a free port. */
public final class Daemon implements AutoCloseable {
  private final Started process;
  private final InetSocketAddress address;

  private Daemon(Started process, InetSocketAddress address) {
    this.process = process;
    this.address = address;
  }

  public static Daemon start(List<String> words, Path log, InetSocketAddress address)
      throws IOException, InterruptedException {
    Daemon daemon = new Daemon(Started.of(words, log), address);
    try {
      daemon.awaitConnection();
    } catch (Throwable e) {
      daemon.process.close();
      throw e;
    }
    return daemon;
  }

  private void awaitConnection() throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (true) {
      try {
        new Socket(address.getAddress(), address.getPort()).close();
        return;
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new IOException("nobody listens on " + address + ": " + process.output(), e);
        }
        Thread.sleep(50);
      }
    }
  }

  public InetSocketAddress address() {
    return address;
  }

  /** The address without the port, {@code 127.1.2.3}. */
  public String host() {
    return address.getAddress().getHostAddress();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public String output() throws IOException {
    return process.output();
  }

  /** Ends it; a daemon that does not end, or a port that stays taken, is a failure. */
  @Override
  public void close() throws IOException {
    process.close();
    new ServerSocket(address.getPort(), 1, address.getAddress()).close();
  }
}
