package io.github.pppvpn.wire.pptp;

import io.github.pppvpn.wire.MalformedMessageException;
import io.github.pppvpn.wire.Unsigned;
import io.github.pppvpn.wire.WireReader;
import java.nio.ByteBuffer;

/**
 * Set-Link-Info (RFC 2637 section 2.15). A PNS sets PPP options that a PAC needs on the line.
 *
 * @param peersCallId the PAC's Call ID
 * @param sendAccm send ACCM for outgoing PPP packets; all ones until negotiated
 * @param receiveAccm receive ACCM for incoming PPP packets; all ones until negotiated
 */
public record SetLinkInfo(int peersCallId, long sendAccm, long receiveAccm)
    implements ControlMessage {

  public SetLinkInfo {
    Unsigned.check16("Peer's Call ID", peersCallId);
    Unsigned.check32("Send ACCM", sendAccm);
    Unsigned.check32("Receive ACCM", receiveAccm);
  }

  static SetLinkInfo read(WireReader in) throws MalformedMessageException {
    int peersCallId = in.u16();
    in.skip(2);
    long sendAccm = in.u32();
    long receiveAccm = in.u32();
    return new SetLinkInfo(peersCallId, sendAccm, receiveAccm);
  }

  @Override
  public ControlMessageType type() {
    return ControlMessageType.SET_LINK_INFO;
  }

  @Override
  public void putFields(ByteBuffer out) {
    out.putShort((short) peersCallId);
    out.putShort((short) 0);
    out.putInt((int) sendAccm);
    out.putInt((int) receiveAccm);
  }
}
