package io.github.pppvpn.pool;

import io.github.pppvpn.host.BootClock;
import io.github.pppvpn.host.HostNames;
import io.github.pppvpn.host.HostRoot;
import io.github.pppvpn.host.Ipv4;
import io.github.pppvpn.host.NotVisibleException;
import io.github.pppvpn.host.NotVisibleException.Why;
import io.github.pppvpn.host.ProcessInfo;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The pools of a host, from the configuration of every daemon that has one there. */
public final class PoolConfigs {
  /** A file that a daemon's start comes after may be this much younger: clocks and packages. */
  private static final long SLACK_MILLIS = 5_000;

  private static final String NAME_THEM = "name the pools to look at: --pool NAME=RANGES.";

  private final HostRoot root;
  private final List<ProcessInfo> processes;
  private final HostNames names;
  private final List<PoolConfig> found = new ArrayList<>();
  private final Optional<BootClock> clock;

  private PoolConfigs(HostRoot root, List<ProcessInfo> processes, HostNames names) {
    this.root = root;
    this.processes = processes;
    this.names = names;
    this.clock = processes.isEmpty() ? Optional.empty() : clock(root);
  }

  /**
   * The configurations that exist, in the order pptpd, xl2tpd, accel-ppp. A daemon that runs with a
   * file of its own ({@code -c}) is asked for that one.
   *
   * @param processes the daemons of the host; none if they cannot be seen
   * @param names how host names in the files are resolved
   */
  public static List<PoolConfig> find(HostRoot root, List<ProcessInfo> processes, HostNames names) {
    PoolConfigs configs = new PoolConfigs(root, processes, names);
    configs.look("pptpd", List.of("/etc/pptpd.conf"));
    configs.look("xl2tpd", List.of("/etc/xl2tpd/xl2tpd.conf", "/etc/l2tpd/l2tpd.conf"));
    configs.accelPpp();
    return configs.found;
  }

  /**
   * Whether a running xl2tpd is a client alone, as of NetworkManager's: its own configuration has
   * no server. One whose configuration cannot be read is none.
   */
  public static boolean isClient(HostRoot root, ProcessInfo process) {
    String conf = DaemonWords.of(process.command(), process.arguments()).conf();
    if (!process.command().equals("xl2tpd") || !conf.startsWith("/")) {
      return false;
    }
    try {
      return Xl2tpdConf.parse(root.text(conf), HostNames.NONE).servers().isEmpty();
    } catch (NotVisibleException | RefusedConfigException e) {
      return conf.contains("/nm-l2tp");
    }
  }

  private void look(String daemon, List<String> usual) {
    List<ProcessInfo> running = new ArrayList<>();
    for (ProcessInfo process : processes) {
      if (process.command().equals(daemon) && !process.isZombie() && !isClient(root, process)) {
        running.add(process);
      }
    }
    DaemonWords words =
        running.isEmpty() ? DaemonWords.NONE : DaemonWords.of(daemon, running.get(0).arguments());
    String own = words.conf();
    if (!own.isEmpty() && !own.startsWith("/")) {
      unread(
          daemon,
          own,
          new PoolDoubt(
              "it was started with the configuration file " + own + ", in a folder not told",
              "Start it with the file's whole path, or " + NAME_THEM));
      return;
    }
    List<String> paths = own.isEmpty() ? usual : List.of(own);
    for (String path : paths) {
      try {
        String text = root.text(path);
        found.add(read(daemon, path, text, words, doubts(running, path)));
        return;
      } catch (NotVisibleException e) {
        if (e.why() != Why.ABSENT) {
          found.add(
              new PoolConfig(
                  daemon,
                  path,
                  List.of(),
                  Optional.of(e.getMessage()),
                  Optional.empty(),
                  List.of(),
                  List.of()));
          return;
        }
      }
    }
    if (!running.isEmpty()) {
      unread(
          daemon,
          paths.get(0),
          new PoolDoubt(
              "it runs, and " + paths.get(0) + " does not exist",
              "Put the file back, or " + NAME_THEM));
    }
  }

  private void unread(String daemon, String path, PoolDoubt why) {
    found.add(
        new PoolConfig(
            daemon, path, List.of(), Optional.empty(), Optional.empty(), List.of(why), List.of()));
  }

  /**
   * Why these daemons may hand out something else than {@code path} says, which the first of them
   * was started with.
   */
  private List<PoolDoubt> doubts(List<ProcessInfo> running, String path) {
    List<PoolDoubt> doubts = new ArrayList<>();
    Set<String> files = new LinkedHashSet<>();
    files.add(path);
    for (ProcessInfo process : running) {
      String own = DaemonWords.of(process.command(), process.arguments()).conf();
      files.add(own.isEmpty() ? path : own);
    }
    if (files.size() > 1) {
      doubts.add(
          new PoolDoubt(
              "it runs more than once, with "
                  + String.join(" and ", files)
                  + ", of which only the first was read",
              "Run one of them, or " + NAME_THEM));
    }
    for (ProcessInfo process : running) {
      if (isOlderThan(path, process)) {
        doubts.add(
            new PoolDoubt(
                path
                    + " was changed after it was started, and it reads that file at its start alone",
                "Restart "
                    + process.command()
                    + ", which ends the sessions; until then "
                    + NAME_THEM));
        break;
      }
    }
    return doubts;
  }

  /**
   * Whether a file was changed while a process ran. One from after the host's own now is a copy,
   * and says nothing.
   */
  private boolean isOlderThan(String path, ProcessInfo process) {
    long changed = root.modifiedMillis(path);
    return clock.isPresent()
        && changed > clock.get().atTicks(process.startTicks()) + SLACK_MILLIS
        && changed <= clock.get().nowMillis() + SLACK_MILLIS;
  }

  private static Optional<BootClock> clock(HostRoot root) {
    try {
      return Optional.of(BootClock.read(root));
    } catch (NotVisibleException e) {
      return Optional.empty();
    }
  }

  private PoolConfig read(
      String daemon, String path, String text, DaemonWords words, List<PoolDoubt> doubts) {
    List<Pool> pools = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    try {
      switch (daemon) {
        case "pptpd" -> pptpd(PptpdConf.parse(text, words, names), pools, notes);
        default -> xl2tpd(Xl2tpdConf.parse(text, names), pools, notes);
      }
      return new PoolConfig(daemon, path, pools, Optional.empty(), Optional.empty(), doubts, notes);
    } catch (RefusedConfigException e) {
      Optional<String> problem = Optional.of(path + ": " + e.getMessage());
      return new PoolConfig(daemon, path, List.of(), problem, Optional.of(e), List.of(), List.of());
    }
  }

  private static void pptpd(PptpdConf conf, List<Pool> pools, List<String> notes) {
    notes.addAll(conf.notes());
    if (conf.delegate()) {
      notes.add("pptpd leaves addresses to pppd (delegate), so it has no pool");
      return;
    }
    List<AddressRange> ranges = new ArrayList<>(conf.remote().size());
    for (Ipv4 address : conf.remote()) {
      ranges.add(AddressRange.of(address));
    }
    pools.add(
        new Pool(
            "pptpd",
            "pptpd",
            AddressSet.of(ranges),
            conf.connections(),
            OptionalLong.of(conf.connections())));
  }

  private static void xl2tpd(Xl2tpdConf conf, List<Pool> pools, List<String> notes) {
    notes.addAll(conf.notes());
    int number = 0;
    for (LnsSection lns : conf.servers()) {
      number++;
      String own = lns.name().isEmpty() ? "" + number : lns.name();
      String name = conf.servers().size() == 1 ? "xl2tpd" : "xl2tpd." + own;
      if (!lns.serves()) {
        notes.add(
            "lns "
                + own
                + (lns.name().equals("default")
                    ? " serves nobody: access control is on, and it has no lac"
                    : " serves nobody: it has no lac, and only lns default takes whoever is of none"));
        continue;
      }
      if (!lns.assignIp()) {
        notes.add("lns " + own + " leaves addresses to pppd (assign ip = no), so it has no pool");
        continue;
      }
      if (lns.usable().size() == 0) {
        notes.add("lns " + own + " has no ip range: xl2tpd refuses every call to it");
      }
      pools.add(new Pool(name, "xl2tpd", lns.usable(), lns.capacity(), OptionalLong.empty()));
    }
    if (conf.servers().isEmpty()) {
      notes.add("no lns section: xl2tpd serves nobody");
    }
  }

  private void accelPpp() {
    List<String> paths = AccelPppFiles.of(processes);
    if (paths.isEmpty()) {
      accelPpp(AccelPppFiles.USUAL, "accel-ppp");
    }
    List<String> prefixes = new ArrayList<>(paths.size());
    for (String path : paths) {
      String prefix = paths.size() == 1 ? "accel-ppp" : "accel-ppp." + plain(path);
      prefix = prefixes.contains(prefix) ? prefix + "_" + (prefixes.size() + 1) : prefix;
      prefixes.add(prefix);
      accelPpp(path, prefix);
    }
  }

  /** The file's name without its folder and {@code .conf}. */
  private static String plain(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.endsWith(".conf") ? name.substring(0, name.length() - 5) : name;
  }

  private void accelPpp(String path, String prefix) {
    Optional<String> problem = Optional.empty();
    List<PoolDoubt> doubts = new ArrayList<>();
    Optional<RefusedConfigException> refusal = Optional.empty();
    Optional<ChangedPools> changed = Optional.empty();
    List<Pool> pools = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    try {
      AccelPppConf conf = AccelPppConf.read(root, path);
      if (conf.unreadPools().isPresent()) {
        doubts.add(
            new PoolDoubt(conf.unreadPools().get().sentence(), conf.unreadPools().get().remedy()));
        notes.addAll(conf.notes());
      } else {
        accelPpp(conf, prefix, pools, notes);
        changed = changed(path, conf);
      }
    } catch (NotVisibleException e) {
      if (e.why() == Why.ABSENT && path.equals(AccelPppFiles.USUAL)) {
        return;
      }
      problem = Optional.of(e.getMessage());
    } catch (RefusedConfigException e) {
      problem = Optional.of(path + ": " + e.getMessage());
      refusal = Optional.of(e);
    }
    found.add(new PoolConfig("accel-ppp", path, pools, problem, refusal, doubts, changed, notes));
  }

  private Optional<ChangedPools> changed(String path, AccelPppConf conf) {
    List<String> files = new ArrayList<>(conf.included());
    files.add(0, path);
    for (ProcessInfo process : processes) {
      if (!AccelPppFiles.of(List.of(process)).contains(path)) {
        continue;
      }
      for (String file : files) {
        if (isOlderThan(file, process)) {
          List<String> own = new ArrayList<>(conf.pools().size());
          for (AccelPppPool pool : conf.pools()) {
            own.add(pool.name());
          }
          return Optional.of(new ChangedPools(file, own));
        }
      }
    }
    return Optional.empty();
  }

  private void accelPpp(AccelPppConf conf, String prefix, List<Pool> pools, List<String> notes) {
    notes.addAll(conf.notes());
    List<String> poolNames = new ArrayList<>(conf.pools().size());
    for (AccelPppPool pool : conf.pools()) {
      String name = conf.pools().size() == 1 ? prefix : prefix + "." + pool.name();
      // One may be called "default", as the one without a name is here.
      poolNames.add(poolNames.contains(name) || isTaken(name) ? name + "_2" : name);
    }
    for (int i = 0; i < conf.pools().size(); i++) {
      AccelPppPool pool = conf.pools().get(i);
      List<String> followers = new ArrayList<>(pool.followers().size());
      for (int follower : pool.followers()) {
        followers.add(poolNames.get(follower));
      }
      pools.add(
          new Pool(
              poolNames.get(i),
              "accel-ppp",
              pool.addresses(),
              pool.capacity(),
              OptionalLong.empty(),
              followers));
    }
    if (conf.pools().isEmpty()) {
      notes.add("no [ip-pool]: accel-ppp takes addresses from RADIUS or chap-secrets");
    }
  }

  private boolean isTaken(String name) {
    for (PoolConfig config : found) {
      for (Pool pool : config.pools()) {
        if (pool.name().equals(name)) {
          return true;
        }
      }
    }
    return false;
  }
}
