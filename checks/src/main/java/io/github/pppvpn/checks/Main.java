package io.github.pppvpn.checks;

import io.github.pppvpn.plugin.Check;
import io.github.pppvpn.plugin.SystemProcess;
import java.util.Arrays;

/** Where every command starts: the first word is its name, the rest its command line. */
public final class Main {
  private Main() {}

  public static void main(String[] words) {
    String name = words.length == 0 ? "" : words[0];
    Check command = Commands.named(name);
    // Of an unknown command no option can be right or wrong.
    SystemProcess.run(command, command instanceof UnknownCommand ? new String[0] : rest(words));
  }

  /** The same run, of which nobody hears, and which does not end the process. */
  public static void rehearse(String[] words) {
    SystemProcess.rehearse(Commands.named(words[0]), rest(words));
  }

  private static String[] rest(String[] words) {
    return words.length == 0 ? words : Arrays.copyOfRange(words, 1, words.length);
  }
}
