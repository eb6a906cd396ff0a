package io.github.pppvpn.services;

import io.github.pppvpn.plugin.CommandSpec;
import io.github.pppvpn.plugin.OptionSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A service of a VPN server that one of our commands answers.
 *
 * @param name as monitoring systems show it, {@code vpn-daemons}; unique
 * @param title a few words for people
 * @param place where the command runs
 * @param servers which servers have it
 * @param command the command
 * @param settings the options besides ranges, host and deadline
 * @param limits the ranges
 * @param pace how often and how patiently it is asked
 * @param parents names of services whose failure explains this one's, so that this one keeps quiet;
 *     one at most on any server, as their {@code servers} tell
 * @param handler the event handler that can help; empty for none
 * @param tells what the service tells, in a few words
 */
public record Service(
    String name,
    String title,
    Place place,
    Servers servers,
    CommandSpec command,
    List<Setting> settings,
    List<Limit> limits,
    Pace pace,
    List<String> parents,
    String handler,
    String tells) {

  /**
   * An option that a service gives its command.
   *
   * @param option a row of the command's option table
   * @param value its value; empty for a flag
   */
  public record Setting(OptionSpec option, String value) {}

  public Service {
    settings = List.copyOf(settings);
    limits = List.copyOf(limits);
    parents = List.copyOf(parents);
    for (Limit limit : limits) {
      if (command.metrics().stream().noneMatch(metric -> metric.matches(limit.metric()))) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "%s: %s has no metric %s", name, command.name(), limit.metric()));
      }
    }
  }

  /** The warning ranges as one argument, {@code restarts=0,crashes=0}; empty for none. */
  public String warning() {
    return said().stream()
        .filter(limit -> !limit.warning().isEmpty())
        .map(limit -> limit.metric() + "=" + limit.warning())
        .collect(Collectors.joining(","));
  }

  /** The critical ranges likewise. */
  public String critical() {
    return said().stream()
        .filter(limit -> !limit.critical().isEmpty())
        .map(limit -> limit.metric() + "=" + limit.critical())
        .collect(Collectors.joining(","));
  }

  private List<Limit> said() {
    return limits.stream().filter(Limit::said).toList();
  }

  /** The settings and ranges as command line words, without host and deadline. */
  public List<String> words() {
    List<String> words = new ArrayList<>();
    for (Setting setting : settings) {
      words.add(setting.option().shown());
      if (setting.option().takesValue()) {
        words.add(setting.value());
      }
    }
    if (!warning().isEmpty()) {
      words.addAll(List.of("-w", warning()));
    }
    if (!critical().isEmpty()) {
      words.addAll(List.of("-c", critical()));
    }
    return words;
  }

  /** Whether the command needs to be told the server's address. */
  public boolean asksHost() {
    return command.options().stream().anyMatch(option -> option.longName().equals("hostname"));
  }
}
