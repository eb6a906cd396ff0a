package io.github.pppvpn.wire.gre;

import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.Unsigned;
import java.util.OptionalLong;

/**
 * One packet of enhanced GRE (RFC 2637 section 4.1): data, data with an acknowledgment, or an
 * acknowledgment alone. A packet with neither number can be read and sent; it says nothing.
 *
 * @param callId the receiver's Call ID, the lower half of the key
 * @param sequence there whenever there is a payload, 0 to 4294967295
 * @param acknowledgment the highest sequence number that the sender has received, 0 to 4294967295
 * @param payload a PPP frame without flags and checksum; 65535 bytes at most
 */
public record GrePacket(
    int callId, OptionalLong sequence, OptionalLong acknowledgment, Octets payload) {

  public GrePacket {
    Unsigned.check16("Key (Call ID)", callId);
    Unsigned.check16("Key (Payload Length)", payload.length());
    if (sequence.isPresent()) {
      Unsigned.check32("Sequence Number", sequence.getAsLong());
    } else if (!payload.isEmpty()) {
      throw new IllegalArgumentException("a GRE packet with a payload needs a sequence number");
    }
    if (acknowledgment.isPresent()) {
      Unsigned.check32("Acknowledgment Number", acknowledgment.getAsLong());
    }
  }

  /** Data without an acknowledgment. */
  public static GrePacket data(int callId, long sequence, Octets payload) {
    return new GrePacket(callId, OptionalLong.of(sequence), OptionalLong.empty(), payload);
  }

  /** Data with an acknowledgment. */
  public static GrePacket data(int callId, long sequence, long acknowledgment, Octets payload) {
    return new GrePacket(
        callId, OptionalLong.of(sequence), OptionalLong.of(acknowledgment), payload);
  }

  /** An acknowledgment alone, which uses no sequence number. */
  public static GrePacket acknowledgment(int callId, long acknowledgment) {
    return new GrePacket(
        callId, OptionalLong.empty(), OptionalLong.of(acknowledgment), Octets.EMPTY);
  }
}
