package io.github.pppvpn.checks.l2tp;

import io.github.pppvpn.wire.l2tp.AvpType;
import io.github.pppvpn.wire.l2tp.ControlMessage;
import io.github.pppvpn.wire.l2tp.ControlMessageType;
import io.github.pppvpn.wire.l2tp.L2tpCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A UDP server on loopback that does at every message what its script says, and remembers all. */
final class ScriptedDaemon implements AutoCloseable {

  /** What the server does at one message of one client; whole datagrams, one after the other. */
  interface Script {
    void take(Caller caller, ControlMessage message) throws Exception;
  }

  /** Answers everything as it should. */
  static final Script GOOD = Caller::behave;

  /** Never says a word. */
  static final Script SILENT = (caller, message) -> {};

  private final DatagramSocket socket;
  private final Script script;
  private final Thread thread = new Thread(this::listen, "scripted daemon");
  private final Map<SocketAddress, Caller> callers = new LinkedHashMap<>();
  private volatile String complaint = "";

  ScriptedDaemon(String address, int port, Script script) throws IOException {
    this.script = script;
    socket = new DatagramSocket(port, InetAddress.getByName(address));
    thread.setDaemon(true);
    thread.start();
  }

  /** Listens on a free port of 127.0.0.1. */
  static ScriptedDaemon start(Script script) throws IOException {
    return new ScriptedDaemon("127.0.0.1", 0, script);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** {@code 127.0.0.1:port}, as the check shows it. */
  String address() {
    return "127.0.0.1:" + port();
  }

  /** Every client so far. */
  synchronized List<Caller> callers() {
    return List.copyOf(callers.values());
  }

  /** The only client there was, once a StopCCN of it has come. */
  Caller stoppedCaller() throws InterruptedException {
    for (int i = 0; i < 200 && !hasStop(); i++) {
      Thread.sleep(10);
    }
    if (!complaint.isEmpty()) {
      throw new AssertionError(complaint);
    }
    if (!hasStop()) {
      throw new AssertionError("no StopCCN came");
    }
    return callers().get(0);
  }

  private boolean hasStop() {
    List<Caller> all = callers();
    return all.size() == 1 && all.get(0).heard().contains("StopCCN");
  }

  /** The only client there was. */
  Caller caller() {
    List<Caller> all = callers();
    if (all.size() != 1) {
      throw new AssertionError(all.size() + " clients came instead of 1");
    }
    if (!complaint.isEmpty()) {
      throw new AssertionError(complaint);
    }
    return all.get(0);
  }

  /** From now on nobody is there; for a script to call. */
  void closeSocket() {
    socket.close();
  }

  private void listen() {
    DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
    try {
      while (true) {
        packet.setLength(2048);
        socket.receive(packet);
        Caller caller = caller(packet.getSocketAddress());
        ByteBuffer bytes = ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
        ControlMessage message = (ControlMessage) L2tpCodec.decode(bytes);
        caller.hear(message);
        check(caller, message);
        script.take(caller, message);
      }
    } catch (IOException e) {
      // Closed: the test is over.
    } catch (Exception e) {
      complaint = e.toString();
    }
  }

  private synchronized Caller caller(SocketAddress address) {
    return callers.computeIfAbsent(address, key -> new Caller(socket, key));
  }

  /** xl2tpd takes a StopCCN only with the ids in the right places (control.c). */
  private void check(Caller caller, ControlMessage message) {
    if (message.missing().isPresent() || message.notUnderstood().isPresent()) {
      complaint = "a message lacks something: " + message;
    }
    if (message.type().orElse(null) == ControlMessageType.STOP_CCN
        && message.number(AvpType.ASSIGNED_TUNNEL_ID).orElse(0) != caller.tunnelId()) {
      complaint = "a StopCCN is of another tunnel: " + message;
    }
  }

  @Override
  public void close() {
    socket.close();
    try {
      thread.interrupt();
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
