package io.github.pppvpn.log.event;

import io.github.pppvpn.log.dialect.Method;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A row of a recording's truth.tsv. */
record KnownAttempt(
    String time, String method, String user, String peer, String outcome, String note) {

  static KnownAttempt of(String row) {
    String[] cells = row.split("\t", -1);
    return new KnownAttempt(cells[0], cells[2], bytes(cells[3]), cells[4], cells[5], cells[6]);
  }

  KnownAttempt from(String newPeer) {
    return new KnownAttempt(time, method, user, newPeer, outcome, note);
  }

  /**
   * What the daemons let one know of it.
   *
   * @param radius whether the RADIUS server's own log is read too
   */
  List<String> seen(boolean radius) {
    return switch (outcome) {
      case "success" -> List.of(success(radius));
      case "mppe" -> List.of(success(radius), "MPPE from " + peer);
      case "ipcp" -> List.of(success(radius), "IPCP from " + peer);
      case "lcp_timeout" -> List.of("LCP from " + peer);
      case "no_answer" -> List.of("AUTH_TIMEOUT from " + peer);
      case "outgoing" -> List.of();
      // Who refuses, or is refused for the number, has told no name.
      case "refused" -> List.of("REFUSED UNKNOWN of nobody from " + peer);
      case "number" -> List.of("NOT_ALLOWED UNKNOWN of nobody from " + peer);
      default -> List.of(reason(radius) + " " + kind() + " of <" + user + "> from " + peer);
    };
  }

  /** pppd of the recordings names the user of a success only with PAP and EAP. */
  private String success(boolean radius) {
    boolean named = radius || kind() != Method.CHAP;
    return "SUCCESS of " + (named ? "<" + user + ">" : "nobody") + " from " + peer;
  }

  private FailureReason reason(boolean radius) {
    return switch (outcome) {
      case "bad_password" -> FailureReason.BAD_PASSWORD;
      case "unknown_user" -> FailureReason.UNKNOWN_USER;
      case "radius_timeout" -> FailureReason.RADIUS_TIMEOUT;
      case "radius_error" -> FailureReason.RADIUS_ERROR;
      // Only the RADIUS server says why.
      case "radius_reject" ->
          radius && note.equals("unknown user")
              ? FailureReason.UNKNOWN_USER
              : FailureReason.BAD_PASSWORD;
      default -> throw new IllegalArgumentException(outcome);
    };
  }

  private Method kind() {
    return method.equals("pap") ? Method.PAP : method.startsWith("eap") ? Method.EAP : Method.CHAP;
  }

  int radiusTimeouts() {
    int servers = note.startsWith("two servers") ? 2 : 1;
    boolean laterServer = note.startsWith("first server does not answer");
    return outcome.equals("radius_timeout") ? servers : laterServer ? 1 : 0;
  }

  int radiusErrors() {
    return outcome.equals("radius_error") ? 1 : 0;
  }

  /** Undoes {@code \xHH}; the bytes are UTF-8 or, if they are not, Latin-1. */
  private static String bytes(String cell) {
    ByteArrayOutputStream name = new ByteArrayOutputStream();
    for (int i = 0; i < cell.length(); i++) {
      if (cell.charAt(i) == '\\') {
        name.write(Integer.parseInt(cell.substring(i + 2, i + 4), 16));
        i += 3;
      } else {
        name.write(cell.charAt(i));
      }
    }
    byte[] bytes = name.toByteArray();
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }
}
