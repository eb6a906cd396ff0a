package io.github.pppvpn.wire.pptp;

import io.github.pppvpn.wire.MalformedMessageException;
import io.github.pppvpn.wire.Unsigned;
import io.github.pppvpn.wire.WireReader;
import java.nio.ByteBuffer;

/**
 * Start-Control-Connection-Request (RFC 2637 section 2.1). Asks the peer to establish a control
 * connection.
 *
 * @param protocolVersion the PPTP version the sender wishes to use, {@link Pptp#PROTOCOL_VERSION}
 * @param framingCapabilities bits {@link Pptp#FRAMING_ASYNCHRONOUS}, {@link
 *     Pptp#FRAMING_SYNCHRONOUS}
 * @param bearerCapabilities bits {@link Pptp#BEARER_ANALOG}, {@link Pptp#BEARER_DIGITAL}
 * @param maximumChannels PPP sessions a PAC can support; 0 from a PNS
 * @param firmwareRevision firmware of a PAC, driver version of a PNS
 * @param hostName DNS name of the sender, at most 64 octets
 * @param vendorString sort of PAC or PNS software, at most 64 octets
 */
public record StartControlConnectionRequest(
    int protocolVersion,
    long framingCapabilities,
    long bearerCapabilities,
    int maximumChannels,
    int firmwareRevision,
    String hostName,
    String vendorString)
    implements ControlMessage {

  public StartControlConnectionRequest {
    Unsigned.check16("Protocol Version", protocolVersion);
    Unsigned.check32("Framing Capabilities", framingCapabilities);
    Unsigned.check32("Bearer Capabilities", bearerCapabilities);
    Unsigned.check16("Maximum Channels", maximumChannels);
    Unsigned.check16("Firmware Revision", firmwareRevision);
    FixedText.check("Host Name", hostName, 64);
    FixedText.check("Vendor String", vendorString, 64);
  }

  static StartControlConnectionRequest read(WireReader in) throws MalformedMessageException {
    int protocolVersion = in.u16();
    in.skip(2);
    long framingCapabilities = in.u32();
    long bearerCapabilities = in.u32();
    int maximumChannels = in.u16();
    int firmwareRevision = in.u16();
    String hostName = FixedText.read(in, 64);
    String vendorString = FixedText.read(in, 64);
    return new StartControlConnectionRequest(
        protocolVersion,
        framingCapabilities,
        bearerCapabilities,
        maximumChannels,
        firmwareRevision,
        hostName,
        vendorString);
  }

  @Override
  public ControlMessageType type() {
    return ControlMessageType.START_CONTROL_CONNECTION_REQUEST;
  }

  @Override
  public void putFields(ByteBuffer out) {
    out.putShort((short) protocolVersion);
    out.putShort((short) 0);
    out.putInt((int) framingCapabilities);
    out.putInt((int) bearerCapabilities);
    out.putShort((short) maximumChannels);
    out.putShort((short) firmwareRevision);
    FixedText.put(out, hostName, 64);
    FixedText.put(out, vendorString, 64);
  }
}
