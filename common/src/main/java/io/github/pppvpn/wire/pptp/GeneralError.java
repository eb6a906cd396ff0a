package io.github.pppvpn.wire.pptp;

/** The words of RFC 2637 section 2.16 for the Error Code that comes with Result Code 2. */
public final class GeneralError {
  private GeneralError() {}

  /** RFC 2637's words for {@code errorCode}, or {@code unknown error code 77}. */
  public static String text(int errorCode) {
    return switch (errorCode) {
      case 0 -> "None: no general error";
      case 1 -> "Not-Connected: no control connection exists yet for this PAC-PNS pair";
      case 2 -> "Bad-Format: length is wrong or Magic Cookie value is incorrect";
      case 3 ->
          "Bad-Value: one of the field values was out of range or reserved field was non-zero";
      case 4 -> "No-Resource: insufficient resources to handle this command now";
      case 5 -> "Bad-Call ID: the Call ID is invalid in this context";
      case 6 -> "PAC-Error: a generic vendor-specific error occurred in the PAC";
      default -> "unknown error code " + errorCode;
    };
  }
}
