package io.github.pppvpn.checks.logs;

import io.github.pppvpn.host.HostRoot;
import io.github.pppvpn.host.NotVisibleException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a host may be called in its own log, to tell its lines from those of other hosts. */
public final class HostNames {
  private final Set<String> names = new HashSet<>();

  private HostNames() {
    names.add("localhost");
  }

  /** The names of the host below {@code root}. */
  public static HostNames of(HostRoot root) {
    HostNames all = new HostNames();
    for (String path : List.of("/etc/hostname", "/proc/sys/kernel/hostname")) {
      try {
        all.names.add(shortName(root.text(path).strip()));
      } catch (NotVisibleException e) {
        // The other may be there.
      }
    }
    return all;
  }

  /** Whether a line's host is this one; a line without a host is. */
  public boolean isOwn(String host) {
    return host.isEmpty() || names.contains(shortName(host));
  }

  /**
   * Whether this host's lines can be told from others': one of {@code seen} has its name. Otherwise
   * it goes by a name in the log that nothing else tells.
   */
  public boolean isAmong(Set<String> seen) {
    for (String host : seen) {
      if (names.contains(shortName(host))) {
        return true;
      }
    }
    return false;
  }

  private static String shortName(String host) {
    int dot = host.indexOf('.');
    String first = dot > 0 ? host.substring(0, dot) : host;
    return first.toLowerCase(Locale.ROOT);
  }
}
