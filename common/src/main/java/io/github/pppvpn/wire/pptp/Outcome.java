package io.github.pppvpn.wire.pptp;

/** A control message that says how something went: a Result Code and a general Error Code. */
public sealed interface Outcome
    permits StartControlConnectionReply,
        StopControlConnectionReply,
        EchoReply,
        OutgoingCallReply,
        IncomingCallReply,
        CallDisconnectNotify {

  /** The Result Code in which the Error Code has the say; the same in all these messages. */
  int GENERAL_ERROR = 2;

  /** The Result Code, 0 to 255; its meaning depends on the message. */
  int resultCode();

  /** The general Error Code (section 2.16), 0 to 255; it counts with Result Code 2 only. */
  int errorCode();

  /** The Result Code in RFC 2637's words, or {@code unknown result code 77}. */
  String resultText();

  /** The Error Code in RFC 2637's words, or {@code unknown error code 77}. */
  default String errorText() {
    return GeneralError.text(errorCode());
  }

  /** The Result Code in words and, where it counts, the Error Code: one line for an operator. */
  default String outcomeText() {
    return resultCode() == GENERAL_ERROR ? "general error: " + errorText() : resultText();
  }
}
