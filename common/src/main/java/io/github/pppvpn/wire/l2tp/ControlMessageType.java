package io.github.pppvpn.wire.l2tp;

import java.util.Optional;

/** The control messages of RFC 2661 (section 3.2), with the AVPs that must be there (section 6). */
public enum ControlMessageType {
  SCCRQ(
      1,
      "Start-Control-Connection-Request",
      AvpType.PROTOCOL_VERSION,
      AvpType.HOST_NAME,
      AvpType.FRAMING_CAPABILITIES,
      AvpType.ASSIGNED_TUNNEL_ID),
  SCCRP(
      2,
      "Start-Control-Connection-Reply",
      AvpType.PROTOCOL_VERSION,
      AvpType.FRAMING_CAPABILITIES,
      AvpType.HOST_NAME,
      AvpType.ASSIGNED_TUNNEL_ID),
  SCCCN(3, "Start-Control-Connection-Connected"),
  STOP_CCN(
      4, "Stop-Control-Connection-Notification", AvpType.ASSIGNED_TUNNEL_ID, AvpType.RESULT_CODE),
  HELLO(6, "Hello"),
  OCRQ(
      7,
      "Outgoing-Call-Request",
      AvpType.ASSIGNED_SESSION_ID,
      AvpType.CALL_SERIAL_NUMBER,
      AvpType.MINIMUM_BPS,
      AvpType.MAXIMUM_BPS,
      AvpType.BEARER_TYPE,
      AvpType.FRAMING_TYPE,
      AvpType.CALLED_NUMBER),
  OCRP(8, "Outgoing-Call-Reply", AvpType.ASSIGNED_SESSION_ID),
  OCCN(9, "Outgoing-Call-Connected", AvpType.TX_CONNECT_SPEED, AvpType.FRAMING_TYPE),
  ICRQ(10, "Incoming-Call-Request", AvpType.ASSIGNED_SESSION_ID, AvpType.CALL_SERIAL_NUMBER),
  ICRP(11, "Incoming-Call-Reply", AvpType.ASSIGNED_SESSION_ID),
  ICCN(12, "Incoming-Call-Connected", AvpType.TX_CONNECT_SPEED, AvpType.FRAMING_TYPE),
  CDN(14, "Call-Disconnect-Notify", AvpType.RESULT_CODE, AvpType.ASSIGNED_SESSION_ID),
  WEN(15, "WAN-Error-Notify", AvpType.CALL_ERRORS),
  SLI(16, "Set-Link-Info", AvpType.ACCM);

  private static final ControlMessageType[] ALL = values();

  private final int number;
  private final String rfcName;

  @SuppressWarnings("ImmutableEnumChecker") // Nobody outside gets it, nobody here changes it.
  private final AvpType[] required;

  ControlMessageType(int number, String rfcName, AvpType... required) {
    this.number = number;
    this.rfcName = rfcName;
    this.required = required;
  }

  /** The value of the Message Type AVP. */
  public int number() {
    return number;
  }

  /** The long name as RFC 2661 writes it. */
  public String rfcName() {
    return rfcName;
  }

  /** The short name as RFC 2661 writes it: {@code SCCRQ}, {@code StopCCN}. */
  public String shortName() {
    return this == STOP_CCN ? "StopCCN" : name();
  }

  /** The first AVP that must be there and is not, or whose value is unreadable or hidden. */
  Optional<AvpType> missing(ControlMessage message) {
    for (AvpType type : required) {
      if (message.value(type).isEmpty()) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** The type with this number, if RFC 2661 has one. */
  public static Optional<ControlMessageType> of(int number) {
    for (ControlMessageType type : ALL) {
      if (type.number == number) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
