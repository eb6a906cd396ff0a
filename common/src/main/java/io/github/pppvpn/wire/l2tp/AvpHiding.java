package io.github.pppvpn.wire.l2tp;

import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.l2tp.AvpValue.Raw;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Hiding of AVP values with the tunnel's secret (RFC 2661 section 4.3).
 *
 * <p>What is hidden is the value with its length before it and padding behind it. There is no
 * checksum: with another secret something else comes out, or nothing.
 */
public final class AvpHiding {
  private static final int BLOCK = 16;

  private AvpHiding() {}

  /**
   * The AVP with its value hidden.
   *
   * @param randomVector of the Random Vector AVP that stands before it in the message
   * @param padding whatever is not to tell the value's length
   */
  public static Avp hide(Avp avp, Octets secret, Octets randomVector, Octets padding) {
    if (avp.hidden()) {
      throw new IllegalArgumentException(avp.name() + " is hidden already");
    }
    ByteBuffer plain = ByteBuffer.allocate(2 + avp.value().length() + padding.length());
    plain.putShort((short) avp.value().length());
    avp.value().put(plain);
    padding.putInto(plain);
    Raw hidden = new Raw(Octets.of(xor(plain.array(), avp, secret, randomVector, true)));
    return new Avp(avp.mandatory(), true, avp.vendorId(), avp.attributeType(), hidden);
  }

  /** The AVP with its value readable; empty where the secret is not the one it was hidden with. */
  public static Optional<Avp> reveal(Avp avp, Octets secret, Octets randomVector) {
    byte[] plain = xor(avp.value().toOctets().toArray(), avp, secret, randomVector, false);
    if (plain.length < 2) {
      return Optional.empty();
    }
    int length = ByteBuffer.wrap(plain).getShort() & 0xFFFF;
    if (length > plain.length - 2) {
      return Optional.empty();
    }
    Octets octets = Octets.of(plain).slice(2, 2 + length);
    Optional<AvpType> type = avp.type();
    AvpValue value = type.isPresent() ? AvpValue.of(type.get(), octets) : new Raw(octets);
    return Optional.of(new Avp(avp.mandatory(), false, avp.vendorId(), avp.attributeType(), value));
  }

  /** The message with every AVP readable that can be made so; the others stay hidden. */
  public static ControlMessage revealAll(ControlMessage message, Octets secret) {
    List<Avp> avps = new ArrayList<>(message.avps().size());
    Optional<Octets> randomVector = Optional.empty();
    for (Avp avp : message.avps()) {
      if (avp.type().orElse(null) == AvpType.RANDOM_VECTOR
          && avp.value() instanceof AvpValue.Bytes bytes) {
        randomVector = Optional.of(bytes.octets());
      }
      boolean revealable = avp.hidden() && randomVector.isPresent() && !avps.isEmpty();
      avps.add(revealable ? reveal(avp, secret, randomVector.get()).orElse(avp) : avp);
    }
    return new ControlMessage(
        message.tunnelId(), message.sessionId(), message.ns(), message.nr(), avps);
  }

  private static byte[] xor(
      byte[] in, Avp avp, Octets secret, Octets randomVector, boolean hiding) {
    byte[] out = new byte[in.length];
    Octets type = Octets.of((byte) (avp.attributeType() >> 8), (byte) avp.attributeType());
    byte[] mask = Md5.of(type, secret, randomVector);
    for (int i = 0; i < in.length; i++) {
      if (i > 0 && i % BLOCK == 0) {
        byte[] cipher = hiding ? out : in;
        mask = Md5.of(secret, Octets.of(cipher).slice(i - BLOCK, i));
      }
      out[i] = (byte) (in[i] ^ mask[i % BLOCK]);
    }
    return out;
  }
}
