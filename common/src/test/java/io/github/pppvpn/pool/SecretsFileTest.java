package io.github.pppvpn.pool;

import io.github.pppvpn.host.Ipv4;
import org.junit.jupiter.api.Test;

/** Who may have which address, and whose pppd takes another one than the daemon's. */
class SecretsFileTest {
  private static final Ipv4 BY_DAEMON = Ipv4.parse("10.8.0.10").orElseThrow();

  @Test
  void readsAsPppdDoes() {
    ConfCases.check("pool/secrets.txt", text -> dump(SecretsFile.parse(text, ConfCases.NAMES)));
  }

  private static String dump(SecretsFile file) {
    StringBuilder out = new StringBuilder();
    for (SecretsEntry entry : file.entries()) {
      out.append('<').append(entry.client()).append("> <").append(entry.server()).append('>');
      for (AddressRule rule : entry.rules()) {
        out.append(rule.permit() ? " +" : " -").append(rule.base()).append('/');
        out.append(rule.prefix()).append(rule.perUnit() ? "+" : "");
      }
      out.append("; for 10.8.0.10: ");
      out.append(entry.given(BY_DAEMON).map(Ipv4::toString).orElse("refused")).append('\n');
    }
    return out.toString();
  }
}
