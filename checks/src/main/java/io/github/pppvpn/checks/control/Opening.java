package io.github.pppvpn.checks.control;

import io.github.pppvpn.checks.net.ForeignBytes;
import io.github.pppvpn.wire.pptp.ControlMessage;
import io.github.pppvpn.wire.pptp.ControlMessageCodec;
import io.github.pppvpn.wire.pptp.ControlMessageFramer;
import io.github.pppvpn.wire.pptp.MalformedControlMessageException;
import io.github.pppvpn.wire.pptp.Pptp;
import io.github.pppvpn.wire.pptp.StartControlConnectionReply;
import io.github.pppvpn.wire.pptp.StartControlConnectionRequest;
import java.util.Optional;

/**
 * The first exchange of a control connection (RFC 2637 sections 2.1 and 2.2): the request, and in
 * which ways its reply can fail to come.
 */
public final class Opening {
  /** So many Echo-Requests of the peer are answered: all the answers fit into any send buffer. */
  public static final int MAX_ECHO_REQUESTS = 100;

  private static final int RESULT_OK = 1;

  /** The request. */
  public static final ControlMessage REQUEST =
      new StartControlConnectionRequest(
          Pptp.PROTOCOL_VERSION,
          Pptp.FRAMING_EITHER,
          Pptp.BEARER_ANY,
          0,
          0,
          "ppp-vpn-checks",
          "ppp-vpn-checks");

  // Encoded before the clock runs: loading classes is not the peer's time.
  private static final byte[] REQUEST_BYTES = ControlMessageCodec.encode(REQUEST);

  private final ControlMessageFramer framer;

  /**
   * @param framer what puts the peer's messages together
   */
  public Opening(ControlMessageFramer framer) {
    this.framer = framer;
  }

  /** The request, to go out in one write: pptpd drops one that comes in pieces (pptpmanager.c). */
  public static byte[] requestBytes() {
    return REQUEST_BYTES.clone();
  }

  /** Why this first message is not the reply. */
  public static Failure unexpected(ControlMessage message) {
    return new Failure(
        Failure.Kind.UNEXPECTED_MESSAGE,
        "answered with " + message.type().rfcName() + " instead of Start-Control-Connection-Reply");
  }

  /** Why this reply opens no control connection; empty if it does. */
  public static Optional<Failure> refusal(StartControlConnectionReply reply) {
    if (reply.resultCode() != RESULT_OK) {
      return Optional.of(
          new Failure(
              Failure.Kind.REJECTED,
              "refused the control connection: result "
                  + reply.resultCode()
                  + ", "
                  + reply.outcomeText()));
    }
    if (reply.protocolVersion() != Pptp.PROTOCOL_VERSION) {
      return Optional.of(
          new Failure(
              Failure.Kind.VERSION,
              "speaks PPTP version "
                  + Pptp.versionText(reply.protocolVersion())
                  + ", not "
                  + Pptp.versionText(Pptp.PROTOCOL_VERSION)));
    }
    return Optional.empty();
  }

  /**
   * The connection is gone before the reply.
   *
   * @param kind closed or reset
   * @param what the same in words
   */
  public Failure lost(Failure.Kind kind, String what) {
    try {
      framer.end();
      return new Failure(kind, what + " without a reply to the Start-Control-Connection-Request");
    } catch (MalformedControlMessageException e) {
      return e.reason() == MalformedControlMessageException.Reason.TRUNCATED
          ? new Failure(kind, what + " in the middle of its reply: " + progress())
          : malformed(e);
    }
  }

  /** Nobody waits any longer for the reply, after {@code waited}. */
  public Failure tooLate(String waited) {
    try {
      framer.end();
      return new Failure(
          Failure.Kind.SILENT,
          "accepted the connection but did not answer the Start-Control-Connection-Request within "
              + waited);
    } catch (MalformedControlMessageException e) {
      return e.reason() == MalformedControlMessageException.Reason.TRUNCATED
          ? new Failure(
              Failure.Kind.INCOMPLETE,
              "did not finish its reply within " + waited + ": " + progress())
          : malformed(e);
    }
  }

  /** What came instead of the reply is none. */
  public Failure malformed(MalformedControlMessageException e) {
    if (e.reason() == MalformedControlMessageException.Reason.NOT_PPTP) {
      return new Failure(
          Failure.Kind.NOT_PPTP,
          "does not speak PPTP: it sent " + ForeignBytes.shown(framer.pendingBytes()));
    }
    return new Failure(Failure.Kind.MALFORMED, "sent a malformed reply: " + e.getMessage());
  }

  /** What came behind the reply is no message. */
  public static Failure malformedAfterReply(MalformedControlMessageException e) {
    return new Failure(
        Failure.Kind.MALFORMED, "sent something malformed after its reply: " + e.getMessage());
  }

  /** More Echo-Requests than {@link #MAX_ECHO_REQUESTS} came, and not the reply. */
  public static Failure flooded() {
    return new Failure(
        Failure.Kind.UNEXPECTED_MESSAGE,
        "sent more than "
            + MAX_ECHO_REQUESTS
            + " Echo-Requests instead of Start-Control-Connection-Reply");
  }

  private String progress() {
    return framer.pendingLength() + " of " + framer.expectedLength() + " bytes came";
  }
}
