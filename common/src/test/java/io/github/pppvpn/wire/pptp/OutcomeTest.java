package io.github.pppvpn.wire.pptp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words of RFC 2637 for its numbers. */
class OutcomeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2  | 1  | successful channel establishment
          2  | 2  | general error
          2  | 3  | command channel already exists
          2  | 4  | requester is not authorized to establish a command channel
          2  | 5  | the protocol version of the requester is not supported
          2  | 0  | unknown result code 0
          2  | 77 | unknown result code 77
          4  | 1  | OK: control connection closed
          4  | 2  | General Error: control connection not closed for reason indicated in Error Code
          4  | 3  | unknown result code 3
          6  | 1  | OK: the Echo-Reply is valid
          6  | 2  | General Error: Echo-Request not accepted for the reason indicated in Error Code
          6  | 0  | unknown result code 0
          8  | 1  | Connected: call established with no errors
          8  | 2  | General Error: Outgoing Call not established for the reason indicated in Error Code
          8  | 3  | No Carrier: Outgoing Call failed due to no carrier detected
          8  | 4  | Busy: Outgoing Call failed due to detection of a busy signal
          8  | 5  | No Dial Tone: Outgoing Call failed due to lack of a dial tone
          8  | 6  | Time-out: Outgoing Call was not established within time allotted by PAC
          8  | 7  | Do Not Accept: Outgoing Call administratively prohibited
          8  | 8  | unknown result code 8
          10 | 1  | Connect: the PAC should answer the incoming call
          10 | 2  | General Error: the Incoming Call should not be established due to the reason indicated in Error Code
          10 | 3  | Do Not Accept: the PAC should not accept the incoming call
          10 | 4  | unknown result code 4
          13 | 1  | Lost Carrier: call disconnected due to loss of carrier
          13 | 2  | General Error: call disconnected for the reason indicated in Error Code
          13 | 3  | Admin Shutdown: call disconnected for administrative reasons
          13 | 4  | Request: call disconnected due to received Call-Clear-Request
          13 | 0  | unknown result code 0
          """)
  void resultCodes(int type, int resultCode, String words) {
    assertEquals(words, outcome(type, resultCode, 0).resultText());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0   | None: no general error
          1   | Not-Connected: no control connection exists yet for this PAC-PNS pair
          2   | Bad-Format: length is wrong or Magic Cookie value is incorrect
          3   | Bad-Value: one of the field values was out of range or reserved field was non-zero
          4   | No-Resource: insufficient resources to handle this command now
          5   | Bad-Call ID: the Call ID is invalid in this context
          6   | PAC-Error: a generic vendor-specific error occurred in the PAC
          7   | unknown error code 7
          255 | unknown error code 255
          """)
  void errorCodes(int errorCode, String words) {
    for (int type : new int[] {2, 4, 6, 8, 10, 13}) {
      assertEquals(words, outcome(type, 2, errorCode).errorText());
      assertEquals("general error: " + words, outcome(type, 2, errorCode).outcomeText());
      assertEquals(
          outcome(type, 1, errorCode).resultText(), outcome(type, 1, errorCode).outcomeText());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          0  | unknown reason 0
          1  | None: general request to clear control connection
          2  | Stop-Protocol: can't support peer's version of the protocol
          3  | Stop-Local-Shutdown: requester is being shut down
          77 | unknown reason 77
          """)
  void stopReasons(int reason, String words) {
    assertEquals(words, new StopControlConnectionRequest(reason).reasonText());
  }

  private static Outcome outcome(int type, int resultCode, int errorCode) {
    return switch (type) {
      case 2 -> new StartControlConnectionReply(256, resultCode, errorCode, 0, 0, 0, 0, "", "");
      case 4 -> new StopControlConnectionReply(resultCode, errorCode);
      case 6 -> new EchoReply(0, resultCode, errorCode);
      case 8 -> new OutgoingCallReply(0, 0, resultCode, errorCode, 0, 0, 0, 0, 0);
      case 10 -> new IncomingCallReply(0, 0, resultCode, errorCode, 0, 0);
      case 13 -> new CallDisconnectNotify(0, resultCode, errorCode, 0, "");
      default -> throw new IllegalArgumentException("type " + type);
    };
  }
}
