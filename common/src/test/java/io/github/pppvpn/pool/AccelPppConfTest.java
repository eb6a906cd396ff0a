package io.github.pppvpn.pool;

import org.junit.jupiter.api.Test;

/** Read off accel-ppp's sources, since no distribution has a package to try. */
class AccelPppConfTest {
  @Test
  void readsAsAccelPppDoes() {
    ConfCases.check("pool/accel-ppp.txt", text -> dump(AccelPppConf.parse(text)));
  }

  private static String dump(AccelPppConf conf) {
    StringBuilder out = new StringBuilder();
    for (AccelPppPool pool : conf.pools()) {
      out.append("pool \"").append(pool.name()).append("\" ").append(pool.capacity());
      out.append(" [").append(pool.addresses()).append(']');
      pool.next().ifPresent(next -> out.append(" then ").append(next));
      out.append('\n');
    }
    conf.cliPort().ifPresent(port -> out.append("cli ").append(port).append('\n'));
    conf.cliPassword().ifPresent(word -> out.append("password ").append(word).append('\n'));
    conf.notes().forEach(note -> out.append("note ").append(note).append('\n'));
    return out.toString();
  }
}
