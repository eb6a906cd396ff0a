package io.github.pppvpn.host;

import io.github.pppvpn.host.NotVisibleException.Why;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A pool of accel-ppp's {@code show ippool} (accel-pppd/extra/ippool.c since 1.14).
 *
 * <p>Its other numbers say little: the total is that of the pool's last range alone, the gateway's
 * address included, and used is what lacks from it, modulo 2^32.
 *
 * @param name {@code default} for the pool without a name
 * @param available how many sessions more it can serve
 */
public record AccelPoolFree(String name, long available) {
  /**
   * Reads the report.
   *
   * @throws NotVisibleException if it is none, as of an accel-ppp that does not know the command
   */
  public static List<AccelPoolFree> parse(String answer) throws NotVisibleException {
    String[] lines = answer.split("\n", -1);
    if (!lines[0].startsWith("IP Pool")) {
      throw new NotVisibleException(Why.FAILED, "it does not know \"show ippool\", as before 1.14");
    }
    List<AccelPoolFree> pools = new ArrayList<>();
    String name = "";
    for (String line : lines) {
      if (!line.startsWith(" ")) {
        name = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        continue;
      }
      Scan in = new Scan(line.getBytes(StandardCharsets.ISO_8859_1), line.length());
      if (in.line() && in.word() && in.is("available:")) {
        long available = in.number();
        if (available >= 0) {
          pools.add(new AccelPoolFree(name.equals("<default>") ? "default" : name, available));
        }
      }
    }
    return pools;
  }
}
