package io.github.pppvpn.checks.l2tp;

import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.l2tp.Avp;
import io.github.pppvpn.wire.l2tp.AvpType;
import io.github.pppvpn.wire.l2tp.ControlMessage;
import io.github.pppvpn.wire.l2tp.ControlMessageType;
import io.github.pppvpn.wire.l2tp.L2tpCodec;
import io.github.pppvpn.wire.l2tp.ResultCode;
import io.github.pppvpn.wire.l2tp.TunnelAuthentication;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;

/** A client of a {@link ScriptedDaemon}, seen from there, with the numbers of its tunnel. */
final class Caller {
  private final DatagramSocket socket;
  private final SocketAddress address;
  private final List<ControlMessage> heard = new ArrayList<>();
  private int tunnelId;
  private int ns;
  private int nr;
  private Octets challenge = Octets.EMPTY;

  Caller(DatagramSocket socket, SocketAddress address) {
    this.socket = socket;
    this.address = address;
  }

  synchronized void hear(ControlMessage message) {
    heard.add(message);
    if (message.type().orElse(null) == ControlMessageType.SCCRQ) {
      tunnelId = message.number(AvpType.ASSIGNED_TUNNEL_ID).orElseThrow();
      challenge = message.octets(AvpType.CHALLENGE).orElse(Octets.EMPTY);
    }
    if (!message.isZlb() && message.ns() == nr) {
      nr++;
    }
  }

  /** What it calls its end. */
  int tunnelId() {
    return tunnelId;
  }

  SocketAddress address() {
    return address;
  }

  /** xl2tpd's SCCRP with these AVPs behind. */
  void reply(Avp... more) throws IOException {
    List<Avp> avps = new ArrayList<>(Replies.NAMES);
    avps.addAll(List.of(more));
    send(ControlMessageType.SCCRP, avps.toArray(Avp[]::new));
  }

  /** The answer to its challenge. */
  Avp response(String secret) {
    return Avp.octets(
        AvpType.CHALLENGE_RESPONSE,
        TunnelAuthentication.response(ControlMessageType.SCCRP, Octets.ofText(secret), challenge));
  }

  void stop(int result, int error, String text) throws IOException {
    send(
        ControlMessageType.STOP_CCN,
        Avp.u16(AvpType.ASSIGNED_TUNNEL_ID, Replies.TUNNEL_ID),
        Avp.of(AvpType.RESULT_CODE, ResultCode.of(result, error, text)));
  }

  void send(ControlMessageType type, Avp... avps) throws IOException {
    send(message(type, avps));
    ns++;
  }

  /** The next message, which is not sent. */
  ControlMessage message(ControlMessageType type, Avp... avps) {
    return ControlMessage.of(type, tunnelId, 0, List.of(avps)).withNumbers(ns, nr);
  }

  void zlb() throws IOException {
    send(ControlMessage.zlb(tunnelId, 0, ns, nr));
  }

  void send(ControlMessage message) throws IOException {
    send(L2tpCodec.encode(message));
  }

  void send(byte[] datagram) throws IOException {
    socket.send(new DatagramPacket(datagram, datagram.length, address));
  }

  /** Acknowledges whatever comes, and answers to the SCCRQ. */
  void behave(ControlMessage message) throws IOException {
    if (message.type().orElse(null) == ControlMessageType.SCCRQ) {
      reply();
    } else {
      acknowledge(message);
    }
  }

  void acknowledge(ControlMessage message) throws IOException {
    if (!message.isZlb()) {
      zlb();
    }
  }

  /** All that came, in its order. */
  synchronized List<ControlMessage> messages() {
    return List.copyOf(heard);
  }

  /** RFC 2661's short names of the messages that came, in their order. */
  synchronized List<String> heard() {
    return heard.stream().map(ControlMessage::name).toList();
  }
}
