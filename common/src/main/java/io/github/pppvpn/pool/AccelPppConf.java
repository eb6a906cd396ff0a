package io.github.pppvpn.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * accel-ppp.conf's sections {@code [ip-pool]} and {@code [cli]} as accel-ppp 1.13 reads them
 * (triton/conf_file.c, extra/ippool.c). Of several sections of one name the first alone counts.
 *
 * @param pools in the order in which they are first named; the one without a name is called {@code
 *     default} and stands first
 * @param cliPassword what its command line interface asks for, if it does
 * @param cliPort the TCP port of that interface; empty if the file opens none
 * @param notes sentences about what the file says in vain or in an unusual way
 */
public record AccelPppConf(
    List<AccelPppPool> pools,
    Optional<String> cliPassword,
    Optional<Integer> cliPort,
    List<String> notes) {
  private static final int MOST = 1023;

  /** Copies the lists. */
  public AccelPppConf {
    pools = List.copyOf(pools);
    notes = List.copyOf(notes);
  }

  /**
   * Reads the file's text.
   *
   * @throws RefusedConfigException if accel-pppd exits at it
   */
  public static AccelPppConf parse(String text) throws RefusedConfigException {
    List<AccelPppOption> ipPool = new ArrayList<>();
    List<AccelPppOption> cli = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    read(text, ipPool, cli, notes);
    Optional<String> password = Optional.empty();
    Optional<Integer> port = Optional.empty();
    for (AccelPppOption option : cli) {
      if (option.name().equals("password") && password.isEmpty()) {
        password = option.value();
      } else if (option.name().equals("tcp") && port.isEmpty() && option.value().isPresent()) {
        String where = option.value().get();
        int colon = where.indexOf(':');
        int number = colon < 0 ? 0 : PptpdConf.atoi(where.substring(colon + 1));
        port = number > 0 && number <= 65535 ? Optional.of(number) : Optional.empty();
      }
    }
    AccelPppPools pools = new AccelPppPools(notes);
    for (AccelPppOption option : ipPool) {
      pools.take(option);
    }
    return new AccelPppConf(pools.build(), password, port, notes);
  }

  private static void read(
      String text, List<AccelPppOption> ipPool, List<AccelPppOption> cli, List<String> notes)
      throws RefusedConfigException {
    boolean hasIpPool = false;
    boolean hasCli = false;
    boolean opened = false;
    int depth = 0;
    List<AccelPppOption> section = null;
    Fgets in = new Fgets(text, MOST);
    while (in.next()) {
      String line = AccelPppOption.trimmed(in.piece());
      if (line.isEmpty() || line.charAt(0) == '#') {
        continue;
      }
      if (line.startsWith("$include")) {
        notes.add("line " + in.line() + " takes in another file, which is not looked at: " + line);
        continue;
      }
      if (line.charAt(0) == '[') {
        int end = line.indexOf(']');
        if (end < 0) {
          throw new RefusedConfigException(
              "accel-ppp", in.line(), line, "conf_file:" + in.line() + ": sintax error");
        }
        String name = line.substring(1, end);
        section = null;
        if (name.equals("ip-pool")) {
          section = hasIpPool ? null : ipPool;
          if (hasIpPool) {
            notes.add("line " + in.line() + ": the first [ip-pool] alone counts, this one is lost");
          }
          hasIpPool = true;
        } else if (name.equals("cli")) {
          section = hasCli ? null : cli;
          hasCli = true;
        }
        opened = true;
        depth = 0;
        continue;
      }
      if (!opened) {
        throw new RefusedConfigException(
            "accel-ppp", in.line(), line, "conf_file:" + in.line() + ": no section opened");
      }
      if (line.charAt(0) == '}' && depth > 0) {
        depth--;
        continue;
      }
      AccelPppOption option = AccelPppOption.parse(in.line(), line);
      if (section != null && depth == 0) {
        section.add(option);
      }
      if (option.value().isPresent() && option.value().get().endsWith("{")) {
        depth++;
      }
    }
  }
}
