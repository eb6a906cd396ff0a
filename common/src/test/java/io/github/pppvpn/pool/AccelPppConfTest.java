package io.github.pppvpn.pool;

import io.github.pppvpn.host.NotVisibleException;
import io.github.pppvpn.host.NotVisibleException.Why;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Read off accel-ppp's sources, since no distribution has a package to try. */
class AccelPppConfTest {
  private static final String FILE = "+++ ";

  @Test
  void readsAsAccelPppDoes() {
    ConfCases.check("pool/accel-ppp.txt", text -> dump(conf(text)));
  }

  /** Below a line {@code +++ PATH} stands another file; {@code denied} is one not to be read. */
  private static AccelPppConf conf(String text) throws RefusedConfigException {
    Map<String, String> files = new HashMap<>();
    String path = "/etc/accel-ppp.conf";
    StringBuilder lines = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      if (line.startsWith(FILE)) {
        files.put(path, lines.toString());
        path = line.substring(FILE.length()).strip();
        lines.setLength(0);
      } else {
        lines.append(line).append('\n');
      }
    }
    files.put(path, lines.toString());
    return AccelPppConf.parse(
        "/etc/accel-ppp.conf",
        files.get("/etc/accel-ppp.conf"),
        name -> {
          String found = files.get(name);
          if (found == null) {
            throw new NotVisibleException(Why.ABSENT, name + " does not exist");
          }
          if (found.startsWith("denied")) {
            throw new NotVisibleException(Why.DENIED, "this user may not read " + name);
          }
          return found;
        });
  }

  private static String dump(AccelPppConf conf) {
    StringBuilder out = new StringBuilder();
    for (AccelPppPool pool : conf.pools()) {
      out.append("pool \"").append(pool.name()).append("\" ").append(pool.capacity());
      out.append(" [").append(pool.addresses()).append(']');
      pool.followers().forEach(i -> out.append(" then ").append(conf.pools().get(i).name()));
      out.append('\n');
    }
    conf.cliPort().ifPresent(port -> out.append("cli ").append(port).append('\n'));
    conf.cliPassword().ifPresent(word -> out.append("password ").append(word).append('\n'));
    out.append(conf.mayServePptp() ? "" : "no PPTP\n");
    out.append(conf.mayServeL2tp() ? "" : "no L2TP\n");
    conf.unread().ifPresent(file -> out.append("unread ").append(file.path()).append('\n'));
    conf.unreadPools()
        .ifPresent(
            file ->
                out.append("pools unknown: ")
                    .append(file.sentence())
                    .append('\n')
                    .append(file.remedy())
                    .append('\n'));
    conf.notes().forEach(note -> out.append("note ").append(note).append('\n'));
    return out.toString();
  }
}
