package io.github.pppvpn.checks.hosts;

import io.github.pppvpn.checks.net.ServerOptions;
import io.github.pppvpn.plugin.Arguments;
import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.MetricSpec;
import io.github.pppvpn.plugin.OptionSpec;
import io.github.pppvpn.plugin.PartPerfdata;
import io.github.pppvpn.plugin.UsageException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which hosts a run was told to ask.
 *
 * @param names those of {@link #HOST}
 * @param file that of {@link #HOSTS_FILE}; empty for none
 * @param port that of every host that has none of its own
 * @param perfdata whether the text output has the metrics of each
 */
public record HostChoice(List<String> names, String file, int port, PartPerfdata perfdata) {
  /** More are no single poller's. */
  static final int MAX_HOSTS = 4096;

  public static final OptionSpec HOST =
      OptionSpec.valued(
              'H',
              "hostname",
              "HOST",
              "name or address of the server; given several times, all are asked at once; needed,"
                  + " or --hosts-file")
          .asList()
          .asLabel("target");
  public static final OptionSpec HOSTS_FILE =
      OptionSpec.valued(
              OptionSpec.NO_SHORT_NAME,
              "hosts-file",
              "FILE",
              "ask the hosts of this file as well, all at once: HOST, HOST:PORT or [IPV6]:PORT on a"
                  + " line, # begins a comment")
          .asLabel("hosts_file");
  public static final OptionSpec HOST_PERFDATA =
      OptionSpec.valued(
              OptionSpec.NO_SHORT_NAME,
              "host-perfdata",
              "all|fit|none",
              "with several hosts, the perfdata of each beside the totals: of all, however long the"
                  + " line becomes; of all, if they fit into 2000 bytes; of none")
          .withDefault("fit");

  /** For the help. */
  public static final String NOTE =
      "With several -H, or --hosts-file, all hosts are asked at once and the worst counts; a line"
          + " below the first says what each that is bad has. time is then the slowest host's, and"
          + " a range on it holds for each host's own; HOST_time=RANGE, with the host's name (each"
          + " character outside of A-Z, a-z, 0-9, _, . and - as _), for that host alone. Meant for"
          + " a poller that starts the command itself: NRPE's first protocol shows 1023 bytes.";

  public HostChoice {
    names = List.copyOf(names);
  }

  /** Whether several hosts were asked for, or a file of hosts, which may come to hold several. */
  public static boolean isMany(Arguments arguments) {
    return arguments.count(HOST) > 1 || arguments.has(HOSTS_FILE);
  }

  /** The metrics of a run: those of a host, and with several the totals and those of each. */
  public static List<MetricSpec> metrics(
      Arguments arguments, List<MetricSpec> single, List<MetricSpec> all) {
    return isMany(arguments) ? all : single;
  }

  /**
   * What was asked for.
   *
   * @param portOption the command's own option for a port
   * @throws UsageException for a value that is none
   */
  public static HostChoice of(Arguments arguments, OptionSpec portOption) throws UsageException {
    for (String name : arguments.all(HOST)) {
      ServerOptions.requireAlone(name);
    }
    String file = arguments.value(HOSTS_FILE).orElse("");
    if (arguments.has(HOSTS_FILE) && file.isBlank()) {
      throw Arguments.wrong(HOSTS_FILE, file, "a file");
    }
    return new HostChoice(
        arguments.all(HOST), file, ServerOptions.port(arguments, portOption), perfdata(arguments));
  }

  /** The value of {@link #HOST_PERFDATA}; also of a run that asks one host, which has no use. */
  public static PartPerfdata perfdata(Arguments arguments) throws UsageException {
    String name = arguments.required(HOST_PERFDATA);
    for (PartPerfdata perfdata : PartPerfdata.values()) {
      if (perfdata.name().toLowerCase(Locale.ROOT).equals(name)) {
        return perfdata;
      }
    }
    throw Arguments.wrong(HOST_PERFDATA, name, "all, fit or none");
  }

  /**
   * Reads the file, if there is one.
   *
   * @param duplicates takes the names of those that were named before
   * @return at least one host, none twice
   * @throws CannotCheckException if the file is not what it should be, or there are too many
   */
  List<AskedHost> hosts(List<AskedHost> duplicates) throws CannotCheckException {
    List<AskedHost> named = new ArrayList<>();
    for (String name : names) {
      named.add(new AskedHost(name, port, false));
    }
    if (!file.isEmpty()) {
      named.addAll(HostsFile.read(file, port));
    }
    List<AskedHost> hosts = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (AskedHost host : named) {
      (known.add(host.key()) ? hosts : duplicates).add(host);
    }
    if (hosts.size() > MAX_HOSTS) {
      throw new CannotCheckException(
          hosts.size() + " hosts are more than the " + MAX_HOSTS + " that one run asks",
          "Divide them among several services.");
    }
    return hosts;
  }
}
