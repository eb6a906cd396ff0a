package io.github.pppvpn.services;

import java.util.List;

/**
 * A service of a VPN server that a plugin of monitoring-plugins answers well, through Icinga's
 * template library as through NRPE.
 *
 * @param name as monitoring systems show it
 * @param title a few words for people
 * @param plugin the plugin's file
 * @param checkCommand its CheckCommand in Icinga's template library
 * @param words its command line
 * @param variables the same as custom variables of that CheckCommand
 * @param pace how often and how patiently it is asked
 * @param ranges what the words say, for the table in the README
 */
public record StandardService(
    String name,
    String title,
    String plugin,
    String checkCommand,
    List<String> words,
    List<Variable> variables,
    Pace pace,
    List<Limit> ranges) {

  /**
   * A custom variable.
   *
   * @param name without {@code vars.}
   * @param value its value
   * @param literal whether the value is a number or a boolean rather than a text
   */
  public record Variable(String name, String value, boolean literal) {}

  public StandardService {
    words = List.copyOf(words);
    variables = List.copyOf(variables);
    ranges = List.copyOf(ranges);
  }
}
