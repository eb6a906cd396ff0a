package io.github.pppvpn.pool;

import io.github.pppvpn.host.HostRoot;
import io.github.pppvpn.host.NotVisibleException;
import io.github.pppvpn.pool.AccelPppReader.Included;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * accel-ppp.conf's sections {@code [ip-pool]}, {@code [cli]} and {@code [modules]} as accel-ppp
 * 1.13 reads them (triton/conf_file.c, triton/loader.c, extra/ippool.c), with the files that it
 * takes in. Of several sections of one name the first alone counts.
 *
 * @param pools in the order in which they are first named; the one without a name is called {@code
 *     default} and stands first
 * @param cliPassword what its command line interface asks for, if it does
 * @param cliPort the TCP port of that interface; empty if the file opens none
 * @param mayServePptp whether it may serve PPTP: false only if its modules are certain not to
 * @param mayServeL2tp whether it may serve L2TP, likewise
 * @param included the files that it takes in
 * @param unread the first file that is taken in and could not be read; what it says is missing here
 * @param unreadPools the first of them that may say something of pools
 * @param notes sentences about what the file says in vain or in an unusual way
 */
public record AccelPppConf(
    List<AccelPppPool> pools,
    Optional<String> cliPassword,
    Optional<Integer> cliPort,
    boolean mayServePptp,
    boolean mayServeL2tp,
    List<String> included,
    Optional<UnreadFile> unread,
    Optional<UnreadFile> unreadPools,
    List<String> notes) {

  /** Copies the lists. */
  public AccelPppConf {
    pools = List.copyOf(pools);
    included = List.copyOf(included);
    notes = List.copyOf(notes);
  }

  /** Whether it may serve PPTP or L2TP. */
  public boolean mayServeVpn() {
    return mayServePptp || mayServeL2tp;
  }

  /**
   * Reads a file of a host, and those that it takes in as far as they can be read.
   *
   * @throws NotVisibleException if the file itself cannot be read
   * @throws RefusedConfigException if accel-pppd exits at it
   */
  public static AccelPppConf read(HostRoot root, String path)
      throws NotVisibleException, RefusedConfigException {
    return parse(
        path,
        root.text(path),
        new Included() {
          @Override
          public String text(String other) throws NotVisibleException {
            return root.text(other);
          }
        });
  }

  /** Reads the text of the file {@code path}. */
  static AccelPppConf parse(String path, String text, Included included)
      throws RefusedConfigException {
    List<String> notes = new ArrayList<>();
    AccelPppReader reader = new AccelPppReader(included, notes);
    reader.read(path, text);
    AccelPppPools pools = new AccelPppPools(notes);
    for (AccelPppOption option : reader.ipPool()) {
      pools.take(option);
    }
    return new AccelPppConf(
        pools.build(),
        first(reader.cli(), "password"),
        port(first(reader.cli(), "tcp")),
        mayServe(reader, "pptp"),
        mayServe(reader, "l2tp"),
        reader.files(),
        reader.unread(),
        reader.unreadPools(),
        notes);
  }

  /** The value of the first line of that name, which alone counts (conf_get_opt). */
  private static Optional<String> first(List<AccelPppOption> options, String name) {
    for (AccelPppOption option : options) {
      if (option.name().equals(name)) {
        return option.value();
      }
    }
    return Optional.empty();
  }

  /** That of {@code HOST:PORT} (cli/tcp.c). */
  private static Optional<Integer> port(Optional<String> tcp) {
    int colon = tcp.isEmpty() ? -1 : tcp.get().indexOf(':');
    int number = colon < 0 ? 0 : PptpdConf.atoi(tcp.get().substring(colon + 1));
    return number > 0 && number <= 65535 ? Optional.of(number) : Optional.empty();
  }

  /** A module is named by its name or its file. */
  private static boolean mayServe(AccelPppReader reader, String protocol) {
    boolean may = reader.modules().isEmpty() || reader.unread().isPresent();
    for (AccelPppOption module : reader.modules()) {
      may |= module.name().contains(protocol);
    }
    return may;
  }
}
