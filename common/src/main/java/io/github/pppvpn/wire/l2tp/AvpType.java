package io.github.pppvpn.wire.l2tp;

import java.util.Optional;

/**
 * The AVPs of RFC 2661 section 4.4 (Vendor ID 0), in the order of their Attribute Types; there is
 * no 20.
 */
public enum AvpType {
  MESSAGE_TYPE(0, "Message Type", Form.U16, true, false),
  RESULT_CODE(1, "Result Code", Form.RESULT_CODE, true, false),
  PROTOCOL_VERSION(2, "Protocol Version", Form.PROTOCOL_VERSION, true, false),
  FRAMING_CAPABILITIES(3, "Framing Capabilities", Form.U32, true, true),
  BEARER_CAPABILITIES(4, "Bearer Capabilities", Form.U32, true, true),
  TIE_BREAKER(5, "Tie Breaker", Form.OCTETS_8, false, false),
  FIRMWARE_REVISION(6, "Firmware Revision", Form.U16, false, true),
  HOST_NAME(7, "Host Name", Form.TEXT, true, false),
  VENDOR_NAME(8, "Vendor Name", Form.TEXT, false, true),
  ASSIGNED_TUNNEL_ID(9, "Assigned Tunnel ID", Form.U16, true, true),
  RECEIVE_WINDOW_SIZE(10, "Receive Window Size", Form.U16, true, false),
  CHALLENGE(11, "Challenge", Form.OCTETS, true, true),
  CAUSE_CODE(12, "Q.931 Cause Code", Form.CAUSE_CODE, true, false),
  CHALLENGE_RESPONSE(13, "Challenge Response", Form.OCTETS_16, true, true),
  ASSIGNED_SESSION_ID(14, "Assigned Session ID", Form.U16, true, true),
  CALL_SERIAL_NUMBER(15, "Call Serial Number", Form.U32, true, true),
  MINIMUM_BPS(16, "Minimum BPS", Form.U32, true, true),
  MAXIMUM_BPS(17, "Maximum BPS", Form.U32, true, true),
  BEARER_TYPE(18, "Bearer Type", Form.U32, true, true),
  FRAMING_TYPE(19, "Framing Type", Form.U32, true, true),
  CALLED_NUMBER(21, "Called Number", Form.TEXT, true, true),
  CALLING_NUMBER(22, "Calling Number", Form.TEXT, true, true),
  SUB_ADDRESS(23, "Sub-Address", Form.TEXT, true, true),
  TX_CONNECT_SPEED(24, "(Tx) Connect Speed BPS", Form.U32, true, true),
  PHYSICAL_CHANNEL_ID(25, "Physical Channel ID", Form.U32, false, true),
  INITIAL_RECEIVED_LCP_CONFREQ(26, "Initial Received LCP CONFREQ", Form.OCTETS, false, true),
  LAST_SENT_LCP_CONFREQ(27, "Last Sent LCP CONFREQ", Form.OCTETS, false, true),
  LAST_RECEIVED_LCP_CONFREQ(28, "Last Received LCP CONFREQ", Form.OCTETS, false, true),
  PROXY_AUTHEN_TYPE(29, "Proxy Authen Type", Form.U16, false, true),
  PROXY_AUTHEN_NAME(30, "Proxy Authen Name", Form.TEXT, false, true),
  PROXY_AUTHEN_CHALLENGE(31, "Proxy Authen Challenge", Form.OCTETS, false, true),
  PROXY_AUTHEN_ID(32, "Proxy Authen ID", Form.U16, false, true),
  PROXY_AUTHEN_RESPONSE(33, "Proxy Authen Response", Form.OCTETS, false, true),
  CALL_ERRORS(34, "Call Errors", Form.CALL_ERRORS, true, true),
  ACCM(35, "ACCM", Form.ACCM, true, true),
  RANDOM_VECTOR(36, "Random Vector", Form.OCTETS, true, false),
  PRIVATE_GROUP_ID(37, "Private Group ID", Form.OCTETS, false, true),
  RX_CONNECT_SPEED(38, "Rx Connect Speed", Form.U32, false, true),
  SEQUENCING_REQUIRED(39, "Sequencing Required", Form.EMPTY, true, false);

  /** What a value looks like. */
  enum Form {
    EMPTY,
    U16,
    U32,
    OCTETS,
    OCTETS_8,
    OCTETS_16,
    TEXT,
    RESULT_CODE,
    PROTOCOL_VERSION,
    CAUSE_CODE,
    CALL_ERRORS,
    ACCM
  }

  private static final AvpType[] ALL = values();

  private final int number;
  private final String rfcName;
  private final Form form;
  private final boolean mandatory;
  private final boolean hideable;

  AvpType(int number, String rfcName, Form form, boolean mandatory, boolean hideable) {
    this.number = number;
    this.rfcName = rfcName;
    this.form = form;
    this.mandatory = mandatory;
    this.hideable = hideable;
  }

  /** The Attribute Type. */
  public int number() {
    return number;
  }

  /** The name as RFC 2661 writes it. */
  public String rfcName() {
    return rfcName;
  }

  /** The M bit that RFC 2661 asks a sender for. */
  public boolean isMandatory() {
    return mandatory;
  }

  /** Whether RFC 2661 lets it be hidden. */
  public boolean isHideable() {
    return hideable;
  }

  Form form() {
    return form;
  }

  /** The one with this Attribute Type, if RFC 2661 has it. */
  public static Optional<AvpType> of(int number) {
    // Up to 19 the number is the place; 20 is not there.
    int place = number < 20 ? number : number - 1;
    return number < 0 || number == 20 || place >= ALL.length
        ? Optional.empty()
        : Optional.of(ALL[place]);
  }
}
