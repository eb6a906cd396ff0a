package io.github.pppvpn.wire.l2tp;

import java.util.ArrayList;
import java.util.List;

/**
 * What one step of {@link L2tpControlConnection} gives.
 *
 * @param messages to be sent, in this order
 * @param events in the order in which they happened
 */
public record L2tpOutput(List<ControlMessage> messages, List<L2tpEvent> events) {
  public L2tpOutput {
    messages = List.copyOf(messages);
    events = List.copyOf(events);
  }

  /** The messages as datagrams. */
  public List<byte[]> datagrams() {
    List<byte[]> datagrams = new ArrayList<>(messages.size());
    for (ControlMessage message : messages) {
      datagrams.add(L2tpCodec.encode(message));
    }
    return datagrams;
  }
}
