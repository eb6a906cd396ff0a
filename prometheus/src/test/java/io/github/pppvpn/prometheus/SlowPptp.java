package io.github.pppvpn.prometheus;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A PPTP server that may take its time, and whose calls carry no GRE. */
final class SlowPptp implements AutoCloseable {
  private static final int MAGIC = 0x1A2B3C4D;

  private final ServerSocket listening;
  private volatile long delayMillis;

  private SlowPptp(ServerSocket listening) {
    this.listening = listening;
  }

  static SlowPptp start() throws IOException {
    ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    SlowPptp server = new SlowPptp(listening);
    Thread thread = new Thread(server::accept, "pptp");
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  int port() {
    return listening.getLocalPort();
  }

  void delay(long millis) {
    delayMillis = millis;
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        Thread thread = new Thread(() -> serve(client), "client");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      while (true) {
        int length = in.readUnsignedShort();
        byte[] rest = in.readNBytes(length - 2);
        ByteBuffer message = ByteBuffer.wrap(rest);
        ByteBuffer reply = reply(message.getShort(6), message);
        if (reply.hasRemaining()) {
          byte[] bytes = new byte[reply.remaining()];
          reply.get(bytes);
          client.getOutputStream().write(bytes);
        }
      }
    } catch (IOException e) {
      return; // the client has gone
    }
  }

  private ByteBuffer reply(int type, ByteBuffer request) {
    switch (type) {
      case 1 -> {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(delayMillis));
        // Start-Control-Connection-Reply: PPTP 1.0, result 1, no names.
        return head(156, 2).putShort(12, (short) 0x0100).put(14, (byte) 1);
      }
      case 3 -> {
        return head(16, 4).put(12, (byte) 1);
      }
      case 7 -> {
        // Outgoing-Call-Reply: the caller's Call ID back, result 1.
        return head(32, 8)
            .putShort(12, (short) 77)
            .putShort(14, request.getShort(10))
            .put(16, (byte) 1)
            .putInt(20, 64_000)
            .putShort(24, (short) 64);
      }
      default -> {
        return ByteBuffer.allocate(0);
      }
    }
  }

  private static ByteBuffer head(int length, int type) {
    return ByteBuffer.allocate(length)
        .putShort(0, (short) length)
        .putShort(2, (short) 1)
        .putInt(4, MAGIC)
        .putShort(8, (short) type);
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
