package io.github.pppvpn.log.dialect;

import static io.github.pppvpn.log.line.Bytes.indexOf;
import static io.github.pppvpn.log.line.Bytes.startsWith;

/**
 * The PPTP client pptp 1.7 to 1.10 (pptp.c, util.c): {@code anon log[main:pptp.c:353]: The
 * synchronous pptp option is NOT activated} is the first that each call says.
 */
final class PptpDialect implements Dialect {
  private static final Message CALL = Message.of(Kind.CALL_UP_CLIENT);

  @Override
  public Message read(byte[] b, int from, int to) {
    int text = indexOf(b, from, to, "]: ");
    return text > 0 && startsWith(b, text, to, "]: The synchronous pptp option is ")
        ? CALL
        : Message.UNKNOWN;
  }
}
