package io.github.pppvpn.wire.l2tp;

import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.Unsigned;
import java.nio.ByteBuffer;
import java.util.OptionalInt;

/**
 * Result Code (RFC 2661 section 4.4.2), why a tunnel or a call ends.
 *
 * @param result its meaning depends on the message, see {@link #stopText()} and {@link #callText()}
 * @param error it counts with result 2 only, see {@link #errorText()}
 * @param message the sender's own words; only where there is an error
 */
public record ResultCode(int result, OptionalInt error, String message) implements AvpValue {
  /** The result in which the error has the say; the same in both messages. */
  public static final int GENERAL_ERROR = 2;

  /** The error of an AVP that must be known and is not. */
  public static final int UNKNOWN_MANDATORY_AVP = 8;

  public ResultCode {
    Unsigned.check16("Result Code", result);
    if (error.isPresent()) {
      Unsigned.check16("Error Code", error.getAsInt());
    } else if (!message.isEmpty()) {
      throw new IllegalArgumentException("an Error Message needs an Error Code before it");
    }
    if (4 + Octets.ofText(message).length() > L2tp.MAX_AVP_VALUE_LENGTH) {
      throw new IllegalArgumentException("no Error Message has " + message.length() + " octets");
    }
  }

  /** With an error and words. */
  public static ResultCode of(int result, int error, String message) {
    return new ResultCode(result, OptionalInt.of(error), message);
  }

  @Override
  public int length() {
    return error.isPresent() ? 4 + message.length() : 2;
  }

  @Override
  public void put(ByteBuffer out) {
    out.putShort((short) result);
    if (error.isPresent()) {
      out.putShort((short) error.getAsInt());
      Octets.ofText(message).putInto(out);
    }
  }

  /** The result of a StopCCN in RFC 2661's words, or {@code unknown result code 77}. */
  public String stopText() {
    return switch (result) {
      case 1 -> "general request to clear control connection";
      case 2 -> "general error";
      case 3 -> "control channel already exists";
      case 4 -> "requester is not authorized to establish a control channel";
      case 5 -> "the protocol version of the requester is not supported";
      case 6 -> "requester is being shut down";
      case 7 -> "finite state machine error";
      default -> "unknown result code " + result;
    };
  }

  /** The result of a CDN in RFC 2661's words, or {@code unknown result code 77}. */
  public String callText() {
    return switch (result) {
      case 1 -> "call disconnected due to loss of carrier";
      case 2 -> "call disconnected for the reason indicated in error code";
      case 3 -> "call disconnected for administrative reasons";
      case 4 ->
          "call failed due to lack of appropriate facilities being available (temporary condition)";
      case 5 ->
          "call failed due to lack of appropriate facilities being available (permanent condition)";
      case 6 -> "invalid destination";
      case 7 -> "call failed due to no carrier detected";
      case 8 -> "call failed due to detection of a busy signal";
      case 9 -> "call failed due to lack of a dial tone";
      case 10 -> "call was not established within time allotted by LAC";
      case 11 -> "call was connected but no appropriate framing was detected";
      default -> "unknown result code " + result;
    };
  }

  /** The error in RFC 2661's words, {@code unknown error code 77}, or empty where there is none. */
  public String errorText() {
    if (error.isEmpty()) {
      return "";
    }
    return switch (error.getAsInt()) {
      case 0 -> "no general error";
      case 1 -> "no control connection exists yet for this LAC-LNS pair";
      case 2 -> "length is wrong";
      case 3 -> "one of the field values was out of range or reserved field was non-zero";
      case 4 -> "insufficient resources to handle this operation now";
      case 5 -> "the Session ID is invalid in this context";
      case 6 -> "a generic vendor-specific error occurred in the LAC";
      case 7 -> "try another";
      case 8 ->
          "session or tunnel was shutdown due to receipt of an unknown AVP with the M-bit set";
      default -> "unknown error code " + error.getAsInt();
    };
  }

  /** A StopCCN's result, its error where that counts, and the sender's words: one line. */
  public String stopOutcomeText() {
    return outcome(stopText());
  }

  /** A CDN's result, its error where that counts, and the sender's words: one line. */
  public String callOutcomeText() {
    return outcome(callText());
  }

  private String outcome(String resultText) {
    String text = resultText;
    if (result == GENERAL_ERROR && error.isPresent()) {
      text += ": " + errorText();
    }
    return message.isEmpty() ? text : text + " (" + message + ")";
  }
}
