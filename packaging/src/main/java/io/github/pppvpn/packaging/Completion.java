package io.github.pppvpn.packaging;

import io.github.pppvpn.plugin.CommandSpec;
import io.github.pppvpn.plugin.OptionSpec;

/** What bash offers behind a command's name when Tab is pressed: its options, files, folders. */
final class Completion {
  private Completion() {}

  static String of(CommandSpec command) {
    StringBuilder files = new StringBuilder();
    StringBuilder folders = new StringBuilder();
    StringBuilder others = new StringBuilder();
    StringBuilder all = new StringBuilder();
    for (OptionSpec option : command.allOptions()) {
      all.append(all.length() == 0 ? "" : " ").append(option.shown());
      if (option.takesValue() && !option.valueOptional()) {
        StringBuilder kind =
            switch (option.valueName()) {
              case "FILE" -> files;
              case "DIR" -> folders;
              default -> others;
            };
        kind.append(kind.length() == 0 ? "" : " | ");
        kind.append(option.hasShortName() ? "-" + option.shortName() + " | " : "");
        kind.append(option.shown());
      }
    }
    String function = "_" + command.name();
    return "# bash completion for "
        + command.name()
        + ", made from its option table\n"
        + function
        + "() {\n\tlocal cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}\n"
        + "\tcase $prev in\n"
        + choice(files, "mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")")
        + choice(folders, "mapfile -t COMPREPLY < <(compgen -d -- \"$cur\")")
        + choice(others, "COMPREPLY=()")
        + "\t*) mapfile -t COMPREPLY < <(compgen -W '"
        + all
        + "' -- \"$cur\") ;;\n\tesac\n}\n"
        + ("complete -F " + function + " " + command.name() + "\n");
  }

  private static String choice(StringBuilder options, String then) {
    return options.length() == 0 ? "" : "\t" + options + ") " + then + " ;;\n";
  }
}
