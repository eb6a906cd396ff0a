package io.github.pppvpn.nrpe;

import io.github.pppvpn.plugin.CommandSpec;
import io.github.pppvpn.plugin.OptionSpec;
import io.github.pppvpn.plugin.StandardOptions;

/** How a command is asked about the host that it runs on: all that NRPE's side knows itself. */
final class LocalArguments {
  private static final String HOST_OPTION = "hostname";
  static final String THIS_HOST = "127.0.0.1";

  /**
   * The deadline in seconds. A command's own 10 are check_nrpe's 10 too: who answers a silent
   * server's fault last would lose its text to "Socket timeout".
   */
  private static final String TIMEOUT = "8";

  private LocalArguments() {}

  /**
   * The arguments as they stand behind the command, beginning with a blank.
   *
   * @throws IllegalArgumentException if the command needs an option that nothing is known for
   */
  static String of(CommandSpec command) {
    return of(command, THIS_HOST);
  }

  /** The same for another server. */
  static String of(CommandSpec command, String server) {
    StringBuilder arguments = new StringBuilder();
    for (OptionSpec option : command.options()) {
      if (option.longName().equals(HOST_OPTION)) {
        append(arguments, option, server);
      } else if (option.needed()) {
        throw new IllegalArgumentException(
            command.name() + " needs " + option.shown() + ": say here what it is on this host");
      }
    }
    append(arguments, StandardOptions.TIMEOUT, TIMEOUT);
    return arguments.toString();
  }

  private static void append(StringBuilder arguments, OptionSpec option, String value) {
    arguments.append(' ').append(CommandFiles.word(option)).append(' ').append(value);
  }
}
