package io.github.pppvpn.checks.training;

import io.github.pppvpn.wire.l2tp.Avp;
import io.github.pppvpn.wire.l2tp.AvpType;
import io.github.pppvpn.wire.l2tp.AvpValue;
import io.github.pppvpn.wire.l2tp.ControlMessage;
import io.github.pppvpn.wire.l2tp.ControlMessageType;
import io.github.pppvpn.wire.l2tp.L2tpCodec;
import io.github.pppvpn.wire.l2tp.MalformedL2tpException;
import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;

/** An L2TP daemon on loopback that answers as xl2tpd does to one client. */
final class L2tpServer implements Closeable {
  private static final int TUNNEL_ID = 0x5b3b;

  private final DatagramSocket socket;
  private int peersTunnel;

  L2tpServer() throws IOException {
    socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "L2TP server");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  private void serve() {
    DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
    while (!socket.isClosed()) {
      try {
        packet.setLength(4096);
        socket.receive(packet);
        ByteBuffer in = ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
        if (L2tpCodec.decode(in) instanceof ControlMessage message && !message.isZlb()) {
          byte[] answer = L2tpCodec.encode(answer(message));
          socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      } catch (IOException | MalformedL2tpException e) {
        // The client, or this server, is gone.
      }
    }
  }

  private ControlMessage answer(ControlMessage message) {
    int nr = message.ns() + 1;
    if (message.type().orElse(null) != ControlMessageType.SCCRQ) {
      return ControlMessage.zlb(peersTunnel, 0, 1, nr);
    }
    peersTunnel = message.number(AvpType.ASSIGNED_TUNNEL_ID).orElse(0);
    return ControlMessage.of(
            ControlMessageType.SCCRP,
            peersTunnel,
            0,
            List.of(
                Avp.of(AvpType.PROTOCOL_VERSION, new AvpValue.ProtocolVersion(1, 0)),
                Avp.u32(AvpType.FRAMING_CAPABILITIES, 3),
                Avp.u32(AvpType.BEARER_CAPABILITIES, 0),
                Avp.u16(AvpType.FIRMWARE_REVISION, 0x0690),
                Avp.text(AvpType.HOST_NAME, "lns"),
                Avp.text(AvpType.VENDOR_NAME, "xelerance.com"),
                Avp.u16(AvpType.ASSIGNED_TUNNEL_ID, TUNNEL_ID),
                Avp.u16(AvpType.RECEIVE_WINDOW_SIZE, 4)))
        .withNumbers(0, nr);
  }

  @Override
  public void close() {
    socket.close();
  }
}
