package io.github.pppvpn.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.host.Ipv4;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Debian's pptpd 1.4.0-12 was seen to do with each of these files. */
class PptpdConfTest {
  @Test
  void readsAsPptpdDoes() {
    ConfCases.check(
        "pool/pptpd.txt", text -> dump(PptpdConf.parse(text, DaemonWords.NONE, ConfCases.NAMES)));
  }

  @Test
  void optionCountsWhereTheFileSaysNothing() throws RefusedConfigException {
    String range = "remoteip 10.8.0.1-50\nlocalip 10.8.0.99\n";
    assertEquals(7, PptpdConf.parse(range, words("-C", "7"), ConfCases.NAMES).connections());
    assertEquals(
        9,
        PptpdConf.parse("connections 9\n" + range, words("-C", "7"), ConfCases.NAMES)
            .connections());
    assertTrue(PptpdConf.parse("remoteip nonsense\n", words("-D"), ConfCases.NAMES).delegate());
  }

  private static DaemonWords words(String... words) {
    List<String> line = new ArrayList<>(List.of("pptpd"));
    line.addAll(List.of(words));
    return DaemonWords.of("pptpd", line);
  }

  private static String dump(PptpdConf conf) {
    StringBuilder out = new StringBuilder();
    if (conf.delegate()) {
      out.append("delegate\n");
    } else {
      out.append("Maximum of ").append(conf.connections()).append(" connections, ");
      out.append(conf.slots()).append(" slots\n");
      out.append("remote").append(conf.remoteIsDefault() ? " (default) " : " ");
      out.append(runs(conf.remote())).append('\n');
      out.append("local").append(conf.localIsDefault() ? " (default) " : " ");
      out.append(runs(conf.local())).append('\n');
    }
    conf.notes().forEach(note -> out.append("note ").append(note).append('\n'));
    return out.toString();
  }

  /** In order; runs of following addresses joined. */
  private static String runs(List<Ipv4> addresses) {
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (int i = 1; i <= addresses.size(); i++) {
      if (i == addresses.size() || addresses.get(i).value() != addresses.get(i - 1).value() + 1) {
        out.append(out.length() == 0 ? "" : ",");
        out.append(new AddressRange(addresses.get(from), addresses.get(i - 1)));
        from = i;
      }
    }
    return out.toString();
  }
}
