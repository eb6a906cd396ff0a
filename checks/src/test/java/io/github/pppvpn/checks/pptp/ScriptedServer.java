package io.github.pppvpn.checks.pptp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A TCP server on loopback that does to every client what its script says, and remembers all. */
final class ScriptedServer implements AutoCloseable {

  /** What the server does with one client; afterwards it listens until the client has gone. */
  interface Script {
    void serve(Peer peer) throws IOException, InterruptedException;
  }

  /** Answers everything as it should. */
  static final Script GOOD = Peer::behave;

  /** Accepts the connection and never says a word. */
  static final Script SILENT = peer -> {};

  private final ServerSocket listener;
  private final Script script;
  private final Thread acceptor = new Thread(this::accept, "scripted server");
  private final List<Peer> peers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  ScriptedServer(String address, int port, Script script) throws IOException {
    this.script = script;
    listener = new ServerSocket(port, 50, InetAddress.getByName(address));
    acceptor.setDaemon(true);
    acceptor.start();
  }

  /** Listens on a free port of 127.0.0.1. */
  static ScriptedServer start(Script script) throws IOException {
    return new ScriptedServer("127.0.0.1", 0, script);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** {@code 127.0.0.1:port}, as the check shows it. */
  String address() {
    return "127.0.0.1:" + port();
  }

  /** Every client so far. */
  synchronized List<Peer> peers() {
    return List.copyOf(peers);
  }

  /** The only client there was, once its connection has ended. */
  Peer endedPeer() throws InterruptedException {
    return endedPeers(1).get(0);
  }

  /** The clients there were, each once its connection has ended. */
  List<Peer> endedPeers(int count) throws InterruptedException {
    for (int i = 0; i < 100 && peers().size() < count; i++) {
      // The kernel accepts before the accepting thread knows.
      Thread.sleep(10);
    }
    List<Peer> all = peers();
    if (all.size() != count) {
      throw new AssertionError(all.size() + " clients came instead of " + count);
    }
    for (Peer peer : all) {
      peer.awaitEnd();
    }
    return all;
  }

  private void accept() {
    try {
      while (true) {
        serve(listener.accept());
      }
    } catch (IOException e) {
      // Closed: the test is over.
    }
  }

  private synchronized void serve(Socket socket) throws IOException {
    Peer peer = new Peer(socket);
    peers.add(peer);
    Thread thread = new Thread(() -> peer.serve(script), "scripted connection");
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Peer peer : peers()) {
        peer.close();
      }
      for (Thread thread : List.copyOf(threads)) {
        thread.interrupt();
        thread.join();
      }
      acceptor.join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
