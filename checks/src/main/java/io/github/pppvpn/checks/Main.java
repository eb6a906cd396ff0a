package io.github.pppvpn.checks;

import io.github.pppvpn.checks.pptp.CheckPptpTcp1723;
import io.github.pppvpn.plugin.Check;
import io.github.pppvpn.plugin.SystemProcess;
import java.util.Arrays;
import java.util.List;

/** Where every command starts: the first word is its name, the rest its command line. */
public final class Main {
  private Main() {}

  /** Every command of the suite. */
  public static List<Check> commands() {
    return List.of(new CheckPptpTcp1723());
  }

  public static void main(String[] words) {
    String name = words.length == 0 ? "" : words[0];
    String[] rest = words.length == 0 ? words : Arrays.copyOfRange(words, 1, words.length);
    SystemProcess.run(command(name), rest);
  }

  private static Check command(String name) {
    // Not through commands(): a run loads the classes of its own command only.
    return switch (name) {
      case "check_pptp_tcp1723" -> new CheckPptpTcp1723();
      default -> new UnknownCommand(name);
    };
  }
}
