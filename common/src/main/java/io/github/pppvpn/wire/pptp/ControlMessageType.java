package io.github.pppvpn.wire.pptp;

/** The control messages of RFC 2637 (section 1.4), in the order of their numbers. */
public enum ControlMessageType {
  START_CONTROL_CONNECTION_REQUEST(1, 156, "Start-Control-Connection-Request"),
  START_CONTROL_CONNECTION_REPLY(2, 156, "Start-Control-Connection-Reply"),
  STOP_CONTROL_CONNECTION_REQUEST(3, 16, "Stop-Control-Connection-Request"),
  STOP_CONTROL_CONNECTION_REPLY(4, 16, "Stop-Control-Connection-Reply"),
  ECHO_REQUEST(5, 16, "Echo-Request"),
  ECHO_REPLY(6, 20, "Echo-Reply"),
  OUTGOING_CALL_REQUEST(7, 168, "Outgoing-Call-Request"),
  OUTGOING_CALL_REPLY(8, 32, "Outgoing-Call-Reply"),
  INCOMING_CALL_REQUEST(9, 220, "Incoming-Call-Request"),
  INCOMING_CALL_REPLY(10, 24, "Incoming-Call-Reply"),
  INCOMING_CALL_CONNECTED(11, 28, "Incoming-Call-Connected"),
  CALL_CLEAR_REQUEST(12, 16, "Call-Clear-Request"),
  CALL_DISCONNECT_NOTIFY(13, 148, "Call-Disconnect-Notify"),
  WAN_ERROR_NOTIFY(14, 40, "WAN-Error-Notify"),
  SET_LINK_INFO(15, 24, "Set-Link-Info");

  private static final ControlMessageType[] BY_NUMBER = values();

  private final int number;
  private final int length;
  private final String rfcName;

  ControlMessageType(int number, int length, String rfcName) {
    this.number = number;
    this.length = length;
    this.rfcName = rfcName;
  }

  /** The Control Message Type field, 1 to 15. */
  public int number() {
    return number;
  }

  /** Bytes of the whole message, header included; every type has one fixed length. */
  public int length() {
    return length;
  }

  /** The name as RFC 2637 writes it. */
  public String rfcName() {
    return rfcName;
  }

  /**
   * The type with this number.
   *
   * @throws MalformedControlMessageException with {@code UNKNOWN_TYPE} if RFC 2637 has none
   */
  public static ControlMessageType of(int number) throws MalformedControlMessageException {
    if (number < 1 || number > BY_NUMBER.length) {
      throw new MalformedControlMessageException(
          MalformedControlMessageException.Reason.UNKNOWN_TYPE,
          "control message type " + number + " is not one of RFC 2637's 1 to " + BY_NUMBER.length);
    }
    return BY_NUMBER[number - 1];
  }
}
