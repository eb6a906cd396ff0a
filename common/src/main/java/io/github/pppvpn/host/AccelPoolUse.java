package io.github.pppvpn.host;

import io.github.pppvpn.host.NotVisibleException.Why;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A pool of accel-ppp's {@code show ippool} (accel-pppd/extra/ippool.c).
 *
 * <p>Only {@code available} can be relied on. The total is that of the pool's last range alone, the
 * gateway's address included, and used is what lacks from it, modulo 2^32.
 *
 * @param name {@code default} for the pool without a name
 * @param total addresses of the last range
 * @param used total less available
 * @param available addresses that are free
 */
public record AccelPoolUse(String name, long total, long used, long available) {
  /**
   * Reads the report.
   *
   * @throws NotVisibleException if it is none, as of an accel-ppp that does not know the command
   */
  public static List<AccelPoolUse> parse(String answer) throws NotVisibleException {
    String[] lines = answer.split("\n", -1);
    if (!lines[0].startsWith("IP Pool")) {
      throw new NotVisibleException(Why.FAILED, "this accel-ppp does not know \"show ippool\"");
    }
    List<AccelPoolUse> pools = new ArrayList<>();
    String name = "";
    long[] numbers = {-1, -1, -1};
    for (String line : lines) {
      if (!line.startsWith(" ")) {
        name = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        numbers = new long[] {-1, -1, -1};
        continue;
      }
      Scan in = new Scan(line.getBytes(StandardCharsets.ISO_8859_1), line.length());
      if (in.line() && in.word()) {
        int which = in.is("total:") ? 0 : in.is("used:") ? 1 : in.is("available:") ? 2 : -1;
        if (which >= 0) {
          numbers[which] = in.number();
        }
        if (which == 2 && Math.min(numbers[0], Math.min(numbers[1], numbers[2])) >= 0) {
          String shown = name.equals("<default>") ? "default" : name;
          pools.add(new AccelPoolUse(shown, numbers[0], numbers[1], numbers[2]));
        }
      }
    }
    return pools;
  }
}
