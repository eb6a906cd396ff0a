package io.github.pppvpn.checks.gre;

import io.github.pppvpn.wire.MalformedMessageException;
import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.gre.GreCodec;
import io.github.pppvpn.wire.gre.GrePacket;
import io.github.pppvpn.wire.ppp.LcpCode;
import io.github.pppvpn.wire.ppp.LcpConfigure;
import io.github.pppvpn.wire.ppp.LcpEcho;
import io.github.pppvpn.wire.ppp.LcpOption;
import io.github.pppvpn.wire.ppp.LcpPacket;
import io.github.pppvpn.wire.ppp.LcpTerminate;
import io.github.pppvpn.wire.ppp.PppFrame;
import io.github.pppvpn.wire.ppp.PppFrameCodec;
import io.github.pppvpn.wire.ppp.PppProtocol;
import io.github.pppvpn.wire.pptp.CallClearRequest;
import io.github.pppvpn.wire.pptp.ControlMessage;
import io.github.pppvpn.wire.pptp.OutgoingCallReply;
import io.github.pppvpn.wire.pptp.OutgoingCallRequest;
import io.github.pppvpn.wire.pptp.StartControlConnectionReply;
import io.github.pppvpn.wire.pptp.StartControlConnectionRequest;
import io.github.pppvpn.wire.pptp.StopControlConnectionReply;
import io.github.pppvpn.wire.pptp.StopControlConnectionRequest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;

/** pptpd and pppd as they were seen to behave; adversaries override pieces of it. */
class Pppd implements Peer {
  static final int CALL_ID = 0x0080;
  private static final long MAGIC = 0x1b0d77ed;

  /** pptpd's pqueue.h: so long a packet waits for those before it. */
  private static final long PACKET_TIMEOUT = 300 * Simulation.MS;

  /** What the server saw, in words. */
  final List<String> log = new ArrayList<>();

  /** Protocols other than LCP that the probe has sent. */
  final List<Integer> otherProtocols = new ArrayList<>();

  long pppdStart = 50 * Simulation.MS;
  int callResult = 1;
  int callId = Simulation.CALL_ID;
  boolean inCall;
  long clearedAt;
  private long sequence;
  private OptionalLong highest = OptionalLong.empty();
  private int identifier;
  private boolean acked;
  private boolean ackedByProbe;
  private boolean started;
  private long delivered = -1;
  private final TreeMap<Long, Waiting> waiting = new TreeMap<>();
  private final List<ByteBuffer> early = new ArrayList<>();

  /** A packet ahead of its turn, and when it came. */
  private record Waiting(GrePacket packet, long at) {}

  boolean isOpen() {
    return acked && ackedByProbe;
  }

  @Override
  public void control(ControlMessage message, Simulation net) {
    log.add(message.type().rfcName());
    if (message instanceof StartControlConnectionRequest) {
      net.answer(new StartControlConnectionReply(0x0100, 1, 0, 0, 0, 1, 1, "local", "linux"));
    } else if (message instanceof OutgoingCallRequest request) {
      callId = request.callId();
      inCall = callResult == 1;
      net.answer(new OutgoingCallReply(CALL_ID, callId, callResult, 0, 0, 0, 64, 0, 0));
      if (inCall) {
        net.after(
            pppdStart,
            () -> {
              started = true;
              ask(net);
              early.forEach(packet -> gre(packet, net));
            });
      }
    } else if (message instanceof CallClearRequest) {
      inCall = false;
      clearedAt = net.now;
      net.hangUp();
    } else if (message instanceof StopControlConnectionRequest) {
      inCall = false;
      net.answer(new StopControlConnectionReply(1, 0));
      net.hangUp();
    }
  }

  /** Sends a Configure-Request until it is acknowledged. */
  final void ask(Simulation net) {
    if (inCall && !ackedByProbe) {
      identifier++;
      lcp(LcpConfigure.request(identifier, wishes()), net);
      net.after(3 * Simulation.SECOND, () -> ask(net));
    }
  }

  /** LCP is down, as after a restart, and is asked for again so much later. */
  final void forget(Simulation net, long nanos) {
    acked = false;
    ackedByProbe = false;
    // What answers the request of before answers none of its next ones.
    identifier++;
    net.after(nanos, () -> ask(net));
  }

  List<LcpOption> wishes() {
    return List.of(new LcpOption.MagicNumber(MAGIC));
  }

  @Override
  public void gre(ByteBuffer packet, Simulation net) {
    if (!inCall) {
      log.add("late GRE");
      return;
    }
    if (!started) {
      early.add(packet);
      return;
    }
    try {
      GrePacket gre = GreCodec.decode(packet);
      if (gre.callId() != CALL_ID || gre.sequence().isEmpty()) {
        return;
      }
      queue(gre, net);
    } catch (MalformedMessageException e) {
      throw new AssertionError("the probe sent something malformed: " + e.getMessage());
    }
  }

  /**
   * As pptpd (pptpgre.c): what is behind a lost packet waits for 300 ms, and then on for the next
   * packet to come, since nothing else has pptpd look at its queue.
   */
  private void queue(GrePacket gre, Simulation net) {
    long number = gre.sequence().getAsLong();
    if (number > delivered) {
      waiting.putIfAbsent(number, new Waiting(gre, net.now));
    }
    while (!waiting.isEmpty()
        && (waiting.firstKey() == delivered + 1
            || (waiting.firstKey() == 1 && delivered < 0)
            || net.now - waiting.firstEntry().getValue().at() >= PACKET_TIMEOUT)) {
      delivered = waiting.firstKey();
      deliver(waiting.remove(delivered).packet(), net);
    }
  }

  private void deliver(GrePacket gre, Simulation net) {
    highest = gre.sequence();
    try {
      PppFrame frame = PppFrameCodec.decode(gre.payload().asBuffer());
      if (frame.protocol() != PppProtocol.LCP) {
        otherProtocols.add(frame.protocol());
        return;
      }
      lcp(LcpPacket.decode(frame.information().asBuffer()), frame, net);
    } catch (MalformedMessageException e) {
      throw new AssertionError("the probe sent something malformed: " + e.getMessage());
    }
  }

  private void lcp(LcpPacket packet, PppFrame frame, Simulation net) {
    if (packet instanceof LcpConfigure configure) {
      configure(configure, net);
    } else if (packet instanceof LcpEcho echo && echo.code() == LcpCode.ECHO_REQUEST) {
      if (isOpen()) {
        echoed(echo, net);
      }
    } else if (packet instanceof LcpTerminate terminate
        && terminate.code() == LcpCode.TERMINATE_REQUEST) {
      log.add("Terminate-Request " + terminate.data().text());
      lcp(LcpTerminate.ack(terminate.identifier()), net);
    } else {
      log.add(LcpCode.name(packet.code()) + frame.information().length());
    }
  }

  void configure(LcpConfigure configure, Simulation net) {
    if (configure.code() == LcpCode.CONFIGURE_REQUEST) {
      if (isOpen()) {
        // RFC 1661: down, and both sides begin anew.
        ackedByProbe = false;
        ask(net);
      }
      acked = true;
      lcp(LcpConfigure.ack(configure.identifier(), configure.options()), net);
    } else if (configure.code() == LcpCode.CONFIGURE_ACK
        && configure.identifier() == identifier
        && !ackedByProbe) {
      ackedByProbe = true;
    }
    if (isOpen()) {
      challenge(net);
    }
  }

  private void challenge(Simulation net) {
    frame(new PppFrame(PppProtocol.CHAP, Octets.of(new byte[] {1, 1, 0, 8, 1, 7, 'x', 'y'})), net);
  }

  void echoed(LcpEcho echo, Simulation net) {
    lcp(LcpEcho.reply(echo.identifier(), MAGIC, echo.data()), net);
  }

  final void lcp(LcpPacket packet, Simulation net) {
    frame(packet.frame(), net);
  }

  final void frame(PppFrame frame, Simulation net) {
    Octets payload = Octets.of(PppFrameCodec.encode(frame));
    transmit(
        highest.isPresent()
            ? GrePacket.data(callId, sequence, highest.getAsLong(), payload)
            : GrePacket.data(callId, sequence, payload),
        net);
    sequence++;
  }

  void transmit(GrePacket packet, Simulation net) {
    net.packet(GreCodec.encode(packet));
  }
}
