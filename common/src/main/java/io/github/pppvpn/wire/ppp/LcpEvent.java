package io.github.pppvpn.wire.ppp;

import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.ppp.LcpOption.AuthenticationProtocol;
import java.util.List;
import java.util.Optional;

/** What a caller of {@link LcpNegotiation} may want to know. */
public sealed interface LcpEvent {
  /** The first LCP packet of the peer: its packets reach us. Once. */
  record PeerHeard() implements LcpEvent {}

  /**
   * An answer to one of our packets: ours reach the peer. Once for each packet that is answered.
   *
   * @param code of the answer, see {@link LcpCode}
   * @param roundTripNanos from the sending of that very packet
   */
  record PacketProvenReceived(int code, long roundTripNanos) implements LcpEvent {}

  /** The peer asks for this, for the first time or otherwise than before. */
  record PeerAsks(List<LcpOption> options) implements LcpEvent {
    public PeerAsks {
      options = List.copyOf(options);
    }

    /** The Maximum-Receive-Unit, 1500 where it is left out. */
    public int mru() {
      return LcpNegotiation.mru(options);
    }

    /** How we are to authenticate, if at all. */
    public Optional<AuthenticationProtocol> authentication() {
      for (LcpOption option : options) {
        if (option instanceof AuthenticationProtocol protocol) {
          return Optional.of(protocol);
        }
      }
      return Optional.empty();
    }
  }

  /**
   * LCP is open.
   *
   * @param ours what the peer has acknowledged
   * @param theirs what we have acknowledged
   */
  record Opened(List<LcpOption> ours, List<LcpOption> theirs) implements LcpEvent {
    public Opened {
      ours = List.copyOf(ours);
      theirs = List.copyOf(theirs);
    }
  }

  /** LCP is not open any more: the peer began anew, or either side breaks it off. */
  record Down() implements LcpEvent {}

  /** An Echo-Reply to our Echo-Request. */
  record EchoAnswered(int identifier, Octets data, long roundTripNanos) implements LcpEvent {}

  /** The peer's Identification (RFC 1570), often name and version of its software. */
  record Identified(String text) implements LcpEvent {}

  /** A frame that is not LCP, which belongs to whoever speaks that protocol. */
  record OtherProtocol(PppFrame frame) implements LcpEvent {}

  /** The peer does not know the code of one of our packets. */
  record CodeRejected(int code) implements LcpEvent {}

  /** The peer does not speak a protocol of ours. */
  record ProtocolRejected(int protocol) implements LcpEvent {}

  /** A packet that means nothing now; the sentence tells why. */
  record Ignored(String sentence) implements LcpEvent {}

  /** The peer asked to end the link; it has its Terminate-Ack. */
  record TerminatedByPeer(String text) implements LcpEvent {}

  /** The end; nothing follows. */
  sealed interface End extends LcpEvent {}

  /** No answer to as many Configure-Requests as may be sent. */
  record NoAnswer(int requests) implements End {}

  /** The two will never agree; the sentence tells why. */
  record Refused(String sentence) implements End {}

  /** Our own packets come back: what is at the other end is no peer. */
  record LoopedBack() implements End {}

  /**
   * The link is terminated.
   *
   * @param acknowledged whether the peer said so
   */
  record Closed(boolean acknowledged) implements End {}
}
