package io.github.pppvpn.checks.gre;

import io.github.pppvpn.wire.pptp.ControlMessage;
import java.nio.ByteBuffer;

/** The other end of a simulated probe. */
interface Peer {

  /** A message has arrived on the control connection. */
  void control(ControlMessage message, Simulation net);

  /** A GRE packet has arrived. */
  void gre(ByteBuffer packet, Simulation net);
}
