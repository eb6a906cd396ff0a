package io.github.pppvpn.pool;

import io.github.pppvpn.host.Golden;
import io.github.pppvpn.host.HostNames;
import io.github.pppvpn.host.Ipv4;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Files of cases: a line {@code === name}, the configuration, a line {@code ---}, what is read from
 * it. In the configuration {@code \r}, {@code \t}, {@code \s}, {@code \0} and {@code \x80} stand
 * for chars that an editor would lose, {@code \...} for 1100 blanks.
 */
final class ConfCases {
  static final HostNames NAMES =
      name -> name.equals("localhost") ? Ipv4.parse("127.0.0.1") : Optional.empty();

  /** Reads a configuration and says what it means. */
  interface Reader {
    String read(String text) throws RefusedConfigException;
  }

  private ConfCases() {}

  static void check(String name, Reader reader) {
    StringBuilder actual = new StringBuilder();
    for (String block : blocks(Golden.read(name))) {
      int title = block.indexOf('\n') + 1;
      int end = block.indexOf("---\n", title);
      String text = block.substring(title, end < 0 ? block.length() : end);
      actual.append(block, 0, title).append(text).append("---\n");
      try {
        actual.append(reader.read(unescaped(text)));
      } catch (RefusedConfigException e) {
        actual.append("FATAL ").append(e.line()).append(": ").append(e.getMessage()).append('\n');
      }
    }
    Golden.check(name, actual.toString());
  }

  private static List<String> blocks(String all) {
    List<String> blocks = new ArrayList<>();
    int at = 0;
    while (at < all.length()) {
      int next = all.indexOf("\n=== ", at);
      int end = next < 0 ? all.length() : next + 1;
      blocks.add(all.substring(at, end));
      at = end;
    }
    return blocks;
  }

  private static String unescaped(String text) {
    return text.replace("\\r", "\r")
        .replace("\\t", "\t")
        .replace("\\s", " ")
        .replace("\\0", "\0")
        .replace("\\x80", "\u0080")
        .replace("\\...", " ".repeat(1100))
        .replace("\\,", ",10.99.99.99".repeat(50));
  }
}
