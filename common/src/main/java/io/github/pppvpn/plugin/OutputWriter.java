package io.github.pppvpn.plugin;

/** A form that standard output can have. */
interface OutputWriter {

  /**
   * The whole of standard output, with its last line end.
   *
   * @param verbosity the number of {@code -v}, 0 to 3
   */
  String write(CommandSpec command, Verdict verdict, int verbosity);
}
