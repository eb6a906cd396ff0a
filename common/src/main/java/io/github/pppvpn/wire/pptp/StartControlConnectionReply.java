package io.github.pppvpn.wire.pptp;

import io.github.pppvpn.wire.MalformedMessageException;
import io.github.pppvpn.wire.Unsigned;
import io.github.pppvpn.wire.WireReader;
import java.nio.ByteBuffer;

/**
 * Start-Control-Connection-Reply (RFC 2637 section 2.2). Says whether the control connection is
 * established.
 *
 * @param protocolVersion the PPTP version that the sender speaks
 * @param resultCode see {@link #resultText()}
 * @param errorCode see {@link #errorText()}
 * @param framingCapabilities bits {@link Pptp#FRAMING_ASYNCHRONOUS}, {@link
 *     Pptp#FRAMING_SYNCHRONOUS}; pptpd sends 0
 * @param bearerCapabilities bits {@link Pptp#BEARER_ANALOG}, {@link Pptp#BEARER_DIGITAL}; pptpd
 *     sends 0
 * @param maximumChannels PPP sessions a PAC can support; 0 from a PNS
 * @param firmwareRevision firmware of a PAC, driver version of a PNS
 * @param hostName DNS name of the sender, at most 64 octets; pptpd sends "local"
 * @param vendorString sort of PAC or PNS software, at most 64 octets; pptpd sends "linux"
 */
public record StartControlConnectionReply(
    int protocolVersion,
    int resultCode,
    int errorCode,
    long framingCapabilities,
    long bearerCapabilities,
    int maximumChannels,
    int firmwareRevision,
    String hostName,
    String vendorString)
    implements ControlMessage, Outcome {

  public StartControlConnectionReply {
    Unsigned.check16("Protocol Version", protocolVersion);
    Unsigned.check8("Result Code", resultCode);
    Unsigned.check8("Error Code", errorCode);
    Unsigned.check32("Framing Capabilities", framingCapabilities);
    Unsigned.check32("Bearer Capabilities", bearerCapabilities);
    Unsigned.check16("Maximum Channels", maximumChannels);
    Unsigned.check16("Firmware Revision", firmwareRevision);
    FixedText.check("Host Name", hostName, 64);
    FixedText.check("Vendor String", vendorString, 64);
  }

  static StartControlConnectionReply read(WireReader in) throws MalformedMessageException {
    int protocolVersion = in.u16();
    int resultCode = in.u8();
    int errorCode = in.u8();
    long framingCapabilities = in.u32();
    long bearerCapabilities = in.u32();
    int maximumChannels = in.u16();
    int firmwareRevision = in.u16();
    String hostName = FixedText.read(in, 64);
    String vendorString = FixedText.read(in, 64);
    return new StartControlConnectionReply(
        protocolVersion,
        resultCode,
        errorCode,
        framingCapabilities,
        bearerCapabilities,
        maximumChannels,
        firmwareRevision,
        hostName,
        vendorString);
  }

  @Override
  public ControlMessageType type() {
    return ControlMessageType.START_CONTROL_CONNECTION_REPLY;
  }

  @Override
  public void putFields(ByteBuffer out) {
    out.putShort((short) protocolVersion);
    out.put((byte) resultCode);
    out.put((byte) errorCode);
    out.putInt((int) framingCapabilities);
    out.putInt((int) bearerCapabilities);
    out.putShort((short) maximumChannels);
    out.putShort((short) firmwareRevision);
    FixedText.put(out, hostName, 64);
    FixedText.put(out, vendorString, 64);
  }

  @Override
  public String resultText() {
    return switch (resultCode) {
      case 1 -> "successful channel establishment";
      case 2 -> "general error";
      case 3 -> "command channel already exists";
      case 4 -> "requester is not authorized to establish a command channel";
      case 5 -> "the protocol version of the requester is not supported";
      default -> "unknown result code " + resultCode;
    };
  }
}
