package io.github.pppvpn.pool;

import org.junit.jupiter.api.Test;

/** What Debian's xl2tpd 1.3.18-1 was seen to do with each of these files. */
class Xl2tpdConfTest {
  @Test
  void readsAsXl2tpdDoes() {
    ConfCases.check("pool/xl2tpd.txt", text -> dump(Xl2tpdConf.parse(text, ConfCases.NAMES)));
  }

  private static String dump(Xl2tpdConf conf) {
    StringBuilder out = new StringBuilder();
    for (LnsSection lns : conf.servers()) {
      out.append("lns \"").append(lns.name()).append("\" ");
      out.append(lns.capacity()).append(" of ").append(lns.usable().size());
      out.append(" [").append(lns.usable()).append(']');
      out.append(lns.assignIp() ? "" : ", assigns none");
      out.append(lns.serves() ? "" : ", serves nobody");
      lns.localIp().ifPresent(ip -> out.append(", local ").append(ip));
      out.append(lns.limitedByLocal() ? ", local " + lns.localRange() : "").append('\n');
    }
    out.append(conf.servers().isEmpty() ? "no server\n" : "");
    conf.notes().forEach(note -> out.append("note ").append(note).append('\n'));
    return out.toString();
  }
}
