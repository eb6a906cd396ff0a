package io.github.pppvpn.pool;

import io.github.pppvpn.host.HostNames;
import java.util.ArrayList;
import java.util.List;

/**
 * chap-secrets or pap-secrets as pppd 2.4.9 reads it (auth.c scan_authfile, options.c getword): who
 * may have which address. The secrets themselves are passed over and kept nowhere.
 *
 * @param entries in the file's order; those that have fewer than three words left out, as by pppd
 */
public record SecretsFile(List<SecretsEntry> entries) {
  /** Copies the list. */
  public SecretsFile {
    entries = List.copyOf(entries);
  }

  /** Reads the file's text. pppd refuses no such file, and neither does this. */
  public static SecretsFile parse(String text, HostNames names) {
    List<SecretsEntry> entries = new ArrayList<>();
    PppdWords words = new PppdWords(text);
    boolean there = words.next();
    // Unless the file begins with an empty line or a comment, its first word starts a line.
    while (there) {
      String client = words.word();
      String server = "";
      int count = 1;
      List<String> rest = new ArrayList<>();
      boolean options = false;
      while ((there = words.next()) && !words.startsLine()) {
        count++;
        if (count == 2) {
          server = words.word();
        } else if (count > 3 && !options) {
          options = words.word().equals("--");
          if (!options) {
            rest.add(words.word());
          }
        }
      }
      if (count >= 3) {
        entries.add(new SecretsEntry(client, server, AddressRule.parseAll(rest, names)));
      }
    }
    return new SecretsFile(entries);
  }
}
