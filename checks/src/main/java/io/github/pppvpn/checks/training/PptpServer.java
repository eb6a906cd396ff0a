package io.github.pppvpn.checks.training;

import io.github.pppvpn.wire.pptp.ControlMessage;
import io.github.pppvpn.wire.pptp.ControlMessageCodec;
import io.github.pppvpn.wire.pptp.ControlMessageFramer;
import io.github.pppvpn.wire.pptp.EchoReply;
import io.github.pppvpn.wire.pptp.EchoRequest;
import io.github.pppvpn.wire.pptp.MalformedControlMessageException;
import io.github.pppvpn.wire.pptp.Pptp;
import io.github.pppvpn.wire.pptp.StartControlConnectionReply;
import io.github.pppvpn.wire.pptp.StartControlConnectionRequest;
import io.github.pppvpn.wire.pptp.StopControlConnectionReply;
import io.github.pppvpn.wire.pptp.StopControlConnectionRequest;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A PPTP server on loopback that answers with what pptpd says, one client after the other. */
final class PptpServer implements Closeable {
  private final ServerSocket socket;

  PptpServer() throws IOException {
    socket = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "PPTP server");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        client.setTcpNoDelay(true);
        converse(client);
      } catch (IOException | MalformedControlMessageException e) {
        // The client, or this server, is gone.
      }
    }
  }

  private static void converse(Socket client) throws IOException, MalformedControlMessageException {
    ControlMessageFramer framer = new ControlMessageFramer();
    byte[] buffer = new byte[4096];
    for (int length; (length = client.getInputStream().read(buffer)) > 0; ) {
      ByteBuffer in = ByteBuffer.wrap(buffer, 0, length);
      while (in.hasRemaining()) {
        Optional<ControlMessage> message = framer.read(in);
        if (message.isPresent()) {
          client.getOutputStream().write(answer(message.get()));
        }
      }
    }
  }

  private static byte[] answer(ControlMessage message) {
    if (message instanceof StartControlConnectionRequest) {
      return ControlMessageCodec.encode(
          new StartControlConnectionReply(
              Pptp.PROTOCOL_VERSION, 1, 0, 0, 0, 1, 1, "local", "linux"));
    }
    if (message instanceof EchoRequest request) {
      return ControlMessageCodec.encode(new EchoReply(request.identifier(), 1, 0));
    }
    if (message instanceof StopControlConnectionRequest) {
      return ControlMessageCodec.encode(new StopControlConnectionReply(1, 0));
    }
    return new byte[0];
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
