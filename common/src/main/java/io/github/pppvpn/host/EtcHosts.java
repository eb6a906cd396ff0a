package io.github.pppvpn.host;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The names of /etc/hosts, which need no name service. */
public final class EtcHosts implements HostNames {
  private final Map<String, Ipv4> names = new HashMap<>();

  private EtcHosts() {}

  /** Reads the file; a host that has none knows no name. */
  public static EtcHosts read(HostRoot root) {
    EtcHosts hosts = new EtcHosts();
    try {
      Scan in = new Scan(root.read("/etc/hosts"));
      while (in.line()) {
        Optional<Ipv4> address = in.word() ? Ipv4.parse(in.text()) : Optional.empty();
        while (address.isPresent() && in.word() && !in.text().startsWith("#")) {
          hosts.names.putIfAbsent(in.text(), address.get());
        }
      }
    } catch (NotVisibleException e) {
      // No names then.
    }
    return hosts;
  }

  @Override
  public Optional<Ipv4> lookup(String name) {
    return Optional.ofNullable(names.get(name));
  }
}
