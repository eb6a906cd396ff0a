package io.github.pppvpn.checks.sessions;

import io.github.pppvpn.host.AccelCli;
import io.github.pppvpn.host.HostRoot;
import io.github.pppvpn.host.NotVisibleException;
import io.github.pppvpn.host.NotVisibleException.Why;
import io.github.pppvpn.host.ProcessInfo;
import io.github.pppvpn.plugin.Deadline;
import io.github.pppvpn.pool.AccelPppConf;
import io.github.pppvpn.pool.AccelPppFiles;
import io.github.pppvpn.pool.RefusedConfigException;
import io.github.pppvpn.session.AccelDaemon;
import io.github.pppvpn.session.AccelDaemon.Serves;
import io.github.pppvpn.session.AccelDaemons;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The accel-pppds of a host, each with the port and the password of its own configuration. One
 * whose configuration this host does not have may be a container's: it is not asked while there is
 * another, and matters only where there are PPP interfaces that nobody speaks for.
 */
record AccelPppds(HostRoot root, Deadline deadline, Ports ports) implements AccelDaemons {

  /**
   * What a configuration says of the command line interface.
   *
   * @param port empty if it says none
   * @param unread why it may say more than could be read, a sentence; empty if it was read
   * @param remedy what to do then
   */
  private record Told(
      String file,
      Serves serves,
      Optional<Integer> port,
      Optional<String> password,
      String unread,
      String remedy) {}

  @Override
  public List<AccelDaemon> among(List<ProcessInfo> running) {
    List<String> files = AccelPppFiles.of(running);
    List<Told> all = new ArrayList<>();
    List<AccelDaemon> daemons = new ArrayList<>();
    for (String file : files.isEmpty() ? List.of(AccelPppFiles.USUAL) : files) {
      Optional<Told> told = told(file);
      if (told.isPresent()) {
        all.add(told.get());
      } else {
        daemons.add(elsewhere(file, Optional.empty()));
      }
    }
    if (all.isEmpty()) {
      // It may run with a file that was here when it started, on the usual port.
      AccelCli usual = cli(AccelCli.PORT, Optional.empty());
      daemons.set(0, elsewhere(daemons.get(0).file(), Optional.of(usual)));
    }
    List<Integer> taken = new ArrayList<>();
    // Who has a port of its own has it before who is only thought to have the usual one.
    for (Told told : all) {
      if (told.port().isPresent()) {
        daemons.add(daemon(told, taken));
      }
    }
    for (Told told : all) {
      if (told.port().isEmpty()) {
        daemons.add(daemon(told, taken));
      }
    }
    return daemons;
  }

  private static AccelDaemon elsewhere(String file, Optional<AccelCli> cli) {
    return new AccelDaemon(
        file,
        Serves.UNKNOWN,
        cli,
        "an accel-pppd runs with a file that is not on this host",
        file
            + ", which an accel-pppd runs with, is not on this host: put it back, or run the command"
            + " where it is, as in a container; its [cli] says on which port to ask.");
  }

  private Optional<Told> told(String file) {
    try {
      AccelPppConf conf = AccelPppConf.read(root, file);
      boolean unread = conf.unread().isPresent();
      return Optional.of(
          new Told(
              file,
              conf.mayServeVpn() ? Serves.VPN : Serves.OTHERS,
              conf.cliPort(),
              conf.cliPassword(),
              unread ? conf.unread().get().sentence() : "",
              unread ? conf.unread().get().remedy() : ""));
    } catch (NotVisibleException e) {
      return e.why() == Why.ABSENT
          ? Optional.empty()
          : unread(
              file,
              e.getMessage(),
              "Let this user read "
                  + file
                  + " (setfacl -m u:nagios:r): its [cli] says on which port to ask, and the"
                  + " password.");
    } catch (RefusedConfigException e) {
      return unread(
          file,
          file + ": " + e.getMessage(),
          "Correct the line: accel-ppp runs with what the file said before.");
    }
  }

  private static Optional<Told> unread(String file, String why, String remedy) {
    return Optional.of(new Told(file, Serves.VPN, Optional.empty(), Optional.empty(), why, remedy));
  }

  private AccelCli cli(int port, Optional<String> password) {
    return new AccelCli(ports.to(root, port), password, new Remaining(deadline));
  }

  private AccelDaemon daemon(Told told, List<Integer> taken) {
    int port = told.port().orElse(AccelCli.PORT);
    boolean free = !taken.contains(port);
    taken.add(port);
    return new AccelDaemon(
        told.file(),
        told.serves(),
        free ? Optional.of(cli(port, told.password())) : Optional.empty(),
        why(told, port),
        remedy(told, port, free));
  }

  private static String why(Told told, int port) {
    if (told.port().isPresent()) {
      return "it has port " + port + " for its command line interface, as another accel-pppd has";
    }
    return told.unread().isEmpty() ? "it has no command line interface" : told.unread();
  }

  private static String remedy(Told told, int port, boolean free) {
    if (told.port().isEmpty() && !told.unread().isEmpty()) {
      return told.remedy();
    }
    if (told.port().isPresent() && free) {
      return told.file()
          + " has its command line interface on port "
          + port
          + " ([cli] tcp=): accel-cmd -p "
          + port
          + " show stat tells whether it answers; its password, if any, must be readable for this"
          + " user.";
    }
    return "Enable [cli] tcp=127.0.0.1:"
        + (free ? "" + port : "PORT")
        + " in "
        + told.file()
        + (free ? "" : ", with a port that no other accel-pppd has, and restart it")
        + "; its password, if any, must be readable for this user.";
  }

  private record Remaining(Deadline deadline) implements LongSupplier {
    @Override
    public long getAsLong() {
      return deadline.remainingNanos();
    }
  }
}
