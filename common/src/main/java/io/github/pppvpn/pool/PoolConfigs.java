package io.github.pppvpn.pool;

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
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** The pools of a host, from the configuration of every daemon that has one there. */
public final class PoolConfigs {
  private static final int MOST_CONNECTIONS = 1 << 20;
  private static final String PPTPD_CONF = "/etc/pptpd.conf";

  private final HostRoot root;
  private final List<ProcessInfo> processes;
  private final HostNames names;
  private final List<PoolConfig> found = new ArrayList<>();

  private PoolConfigs(HostRoot root, List<ProcessInfo> processes, HostNames names) {
    this.root = root;
    this.processes = processes;
    this.names = names;
  }

  /**
   * The configurations that exist, in the order pptpd, xl2tpd, accel-ppp. A daemon that runs with a
   * file of its own ({@code -c}) is asked for that one.
   *
   * @param processes the host's processes, or those of the daemons; none if they cannot be seen
   * @param names how host names in the files are resolved
   */
  public static List<PoolConfig> find(HostRoot root, List<ProcessInfo> processes, HostNames names) {
    PoolConfigs configs = new PoolConfigs(root, processes, names);
    configs.look("pptpd", List.of(PPTPD_CONF));
    configs.look("xl2tpd", List.of("/etc/xl2tpd/xl2tpd.conf", "/etc/l2tpd/l2tpd.conf"));
    configs.accelPpp();
    return configs.found;
  }

  /** The files that the pptpds among these processes run with, each once. */
  public static List<String> filesOfPptpd(List<ProcessInfo> processes) {
    Set<String> paths = new LinkedHashSet<>();
    for (ProcessInfo process : processes) {
      if (process.command().equals("pptpd") && !process.isZombie()) {
        String own = option(process, "-c", "--conf");
        paths.add(own.startsWith("/") ? own : PPTPD_CONF);
      }
    }
    return List.copyOf(paths);
  }

  private void look(String daemon, List<String> usual) {
    Optional<ProcessInfo> process = running(daemon);
    String own = process.isPresent() ? option(process.get(), "-c", "--conf") : "";
    for (String path : own.startsWith("/") ? List.of(own) : usual) {
      try {
        String text = root.text(path);
        found.add(read(daemon, path, text, process));
        return;
      } catch (NotVisibleException e) {
        if (e.why() != Why.ABSENT || !own.isEmpty()) {
          Optional<String> problem = Optional.of(e.getMessage());
          found.add(new PoolConfig(daemon, path, List.of(), problem, Optional.empty(), List.of()));
          return;
        }
      }
    }
  }

  private PoolConfig read(String daemon, String path, String text, Optional<ProcessInfo> process) {
    List<Pool> pools = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    try {
      switch (daemon) {
        case "pptpd" -> pptpd(PptpdConf.parse(text, connections(process), names), pools, notes);
        default -> xl2tpd(Xl2tpdConf.parse(text, names), pools, notes);
      }
      return new PoolConfig(daemon, path, pools, Optional.empty(), Optional.empty(), notes);
    } catch (RefusedConfigException e) {
      Optional<String> problem = Optional.of(path + ": " + e.getMessage());
      return new PoolConfig(daemon, path, List.of(), problem, Optional.of(e), List.of());
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
    Optional<String> remedy = Optional.empty();
    Optional<RefusedConfigException> refusal = Optional.empty();
    List<Pool> pools = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    try {
      AccelPppConf conf = AccelPppConf.read(root, path);
      if (conf.unreadPools().isPresent()) {
        problem = Optional.of(conf.unreadPools().get().sentence());
        remedy = Optional.of(conf.unreadPools().get().remedy());
        notes.addAll(conf.notes());
      } else {
        accelPpp(conf, prefix, pools, notes);
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
    found.add(new PoolConfig("accel-ppp", path, pools, problem, refusal, remedy, notes));
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

  private Optional<ProcessInfo> running(String command) {
    for (ProcessInfo process : processes) {
      if (process.command().equals(command) && !process.isZombie()) {
        return Optional.of(process);
      }
    }
    return Optional.empty();
  }

  private static OptionalInt connections(Optional<ProcessInfo> pptpd) {
    String given = pptpd.isPresent() ? option(pptpd.get(), "-C", "--connections") : "";
    int number = PptpdConf.atoi(given);
    return number > 0 ? OptionalInt.of(Math.min(number, MOST_CONNECTIONS)) : OptionalInt.empty();
  }

  /** The value of an option: the next word, or what is glued to it. */
  private static String option(ProcessInfo process, String brief, String full) {
    List<String> words = process.arguments();
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      if ((word.equals(brief) || word.equals(full)) && i + 1 < words.size()) {
        return words.get(i + 1);
      }
      if (word.startsWith(full + "=")) {
        return word.substring(full.length() + 1);
      }
      if (word.startsWith(brief) && !word.startsWith("--") && word.length() > brief.length()) {
        return word.substring(brief.length());
      }
    }
    return "";
  }
}
