package io.github.pppvpn.plugin;

import java.util.ArrayList;
import java.util.List;

/**
 * What a command is called and takes: the one source of its parsing, its help and its definitions
 * for monitoring systems.
 *
 * @param name the executable's name, {@code check_pptp_tcp1723}
 * @param title the word that line 1 begins with, {@code PPTP}
 * @param question what the command answers, one line
 * @param options the command's own options, in the order of the help
 * @param metrics what it can measure; a bare {@code -w} or {@code -c} speaks of the first
 * @param notes paragraphs for the end of the help: what it does to the checked host, privileges
 * @param examples at least two
 * @param series what it tells Prometheus beside its metrics
 */
public record CommandSpec(
    String name,
    String title,
    String question,
    List<OptionSpec> options,
    List<MetricSpec> metrics,
    List<String> notes,
    List<Example> examples,
    List<SeriesSpec> series) {

  /** A command line (without the command's name) and what it is good for. */
  public record Example(String arguments, String purpose) {}

  public CommandSpec {
    options = List.copyOf(options);
    metrics = List.copyOf(metrics);
    notes = List.copyOf(notes);
    examples = List.copyOf(examples);
    series = List.copyOf(series);
  }

  /** A command that tells Prometheus of its metrics alone. */
  public CommandSpec(
      String name,
      String title,
      String question,
      List<OptionSpec> options,
      List<MetricSpec> metrics,
      List<String> notes,
      List<Example> examples) {
    this(name, title, question, options, metrics, notes, examples, List.of());
  }

  /** The command's own options and then the standard ones. */
  public List<OptionSpec> allOptions() {
    List<OptionSpec> all = new ArrayList<>(options);
    all.addAll(StandardOptions.ALL);
    return all;
  }
}
