package io.github.pppvpn.checks.gre;

import io.github.pppvpn.checks.net.WireLog;
import io.github.pppvpn.wire.MalformedMessageException;
import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.gre.GreCodec;
import io.github.pppvpn.wire.gre.GrePacket;
import io.github.pppvpn.wire.gre.GreReceiver;
import io.github.pppvpn.wire.gre.GreSender;
import io.github.pppvpn.wire.ppp.PppFrame;
import io.github.pppvpn.wire.ppp.PppFrameCodec;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One call's GRE in both directions: PPP frames to packets and back, and what each direction is
 * known to let through. Packets of other calls, which a raw socket gets as well, are passed over.
 */
final class GreLink {
  /** As pptpd: so long an acknowledgment waits for a packet to go with. */
  private static final long ACKNOWLEDGE_NANOS = 50_000_000;

  private final int ours;
  private final int theirs;
  private final WireLog wire;
  private final GreSender sender = new GreSender();
  private final GreReceiver receiver = new GreReceiver();
  private OptionalLong acknowledgeAt = OptionalLong.empty();
  private OptionalLong heardAt = OptionalLong.empty();
  private boolean proven;
  private long malformed;

  /**
   * @param ours the Call ID in packets of the server
   * @param theirs the Call ID in packets to the server
   */
  GreLink(int ours, int theirs, WireLog wire) {
    this.ours = ours;
    this.theirs = theirs;
    this.wire = wire;
  }

  /** Whether that is a packet with this Call ID, as far as its header goes. */
  static boolean isFor(int callId, ByteBuffer bytes) {
    return bytes.remaining() >= 8 && (bytes.getShort(bytes.position() + 6) & 0xFFFF) == callId;
  }

  /** The packet with a frame; it acknowledges what came. */
  byte[] data(String what, PppFrame frame) {
    Octets payload = Octets.of(PppFrameCodec.encode(frame));
    OptionalLong highest = receiver.highest();
    acknowledgeAt = OptionalLong.empty();
    long number = sender.next();
    byte[] packet =
        GreCodec.encode(
            highest.isPresent()
                ? GrePacket.data(theirs, number, highest.getAsLong(), payload)
                : GrePacket.data(theirs, number, payload));
    wire.sent("GRE " + what, packet);
    return packet;
  }

  /** The frame in a packet, if it is one of this call and new. */
  Optional<PppFrame> receive(ByteBuffer bytes, long now) {
    GrePacket packet;
    try {
      packet = GreCodec.decode(bytes);
    } catch (MalformedMessageException e) {
      malformed++;
      return Optional.empty();
    }
    if (packet.callId() != ours) {
      return Optional.empty();
    }
    wire.received(bytes);
    if (heardAt.isEmpty()) {
      heardAt = OptionalLong.of(now);
    }
    takeAcknowledgment(packet);
    if (packet.sequence().isEmpty()) {
      return Optional.empty();
    }
    boolean isNew = receiver.accept(packet.sequence().getAsLong()).isNew();
    if (acknowledgeAt.isEmpty()) {
      acknowledgeAt = OptionalLong.of(now + ACKNOWLEDGE_NANOS);
    }
    if (!isNew) {
      return Optional.empty();
    }
    try {
      return Optional.of(PppFrameCodec.decode(packet.payload().asBuffer()));
    } catch (MalformedMessageException e) {
      malformed++;
      return Optional.empty();
    }
  }

  /**
   * A packet that came to this host but not to its socket: it proves that ours arrive, if it says
   * so.
   *
   * @return whether it is one of this call
   */
  boolean witness(ByteBuffer bytes) {
    try {
      GrePacket packet = GreCodec.decode(bytes);
      if (packet.callId() == ours) {
        takeAcknowledgment(packet);
        return true;
      }
    } catch (MalformedMessageException e) {
      malformed++;
    }
    return false;
  }

  private void takeAcknowledgment(GrePacket packet) {
    if (packet.acknowledgment().isPresent()
        && sender.acknowledge(packet.acknowledgment().getAsLong())) {
      proven = true;
    }
  }

  /** An acknowledgment alone, when it is time for it. */
  Optional<byte[]> acknowledgment(long now) {
    if (acknowledgeAt.isEmpty() || now - acknowledgeAt.getAsLong() < 0) {
      return Optional.empty();
    }
    acknowledgeAt = OptionalLong.empty();
    byte[] packet = GreCodec.encode(GrePacket.acknowledgment(theirs, receiver.highest().orElse(0)));
    wire.sent("GRE acknowledgment", packet);
    return Optional.of(packet);
  }

  /** When to ask for that. */
  OptionalLong acknowledgeAt() {
    return acknowledgeAt;
  }

  /** An answer has come that no packet but ours can have caused. */
  void prove() {
    proven = true;
  }

  /** Whether the server's packets arrive here. */
  boolean isHeard() {
    return heardAt.isPresent();
  }

  /** When the first one did. */
  OptionalLong heardAt() {
    return heardAt;
  }

  /** Whether ours are known to arrive at the server. */
  boolean isProven() {
    return proven;
  }

  /** Packets sent with data. */
  long sent() {
    return sender.sent();
  }

  /** Packets that were no enhanced GRE or held no PPP frame. */
  long malformed() {
    return malformed;
  }
}
