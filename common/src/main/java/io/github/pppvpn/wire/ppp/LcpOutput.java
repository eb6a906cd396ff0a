package io.github.pppvpn.wire.ppp;

import java.util.ArrayList;
import java.util.List;

/**
 * What one step of {@link LcpNegotiation} gives.
 *
 * @param packets to be sent, in this order
 * @param events in the order in which they happened
 */
public record LcpOutput(List<LcpPacket> packets, List<LcpEvent> events) {
  public LcpOutput {
    packets = List.copyOf(packets);
    events = List.copyOf(events);
  }

  /** The packets in their frames. */
  public List<PppFrame> frames() {
    List<PppFrame> frames = new ArrayList<>(packets.size());
    for (LcpPacket packet : packets) {
      frames.add(packet.frame());
    }
    return frames;
  }
}
