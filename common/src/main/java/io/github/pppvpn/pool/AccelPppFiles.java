package io.github.pppvpn.pool;

import io.github.pppvpn.host.ProcessInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which configurations accel-pppds run with, by their command lines (accel-pppd/main.c). */
public final class AccelPppFiles {
  /** Where the file is by accel-ppp's own documents. */
  public static final String USUAL = "/etc/accel-ppp.conf";

  private AccelPppFiles() {}

  /**
   * The files of the accel-pppds among these processes, each once, in the order of their names. One
   * that is named by a relative path is taken for the usual one.
   */
  public static List<String> of(List<ProcessInfo> processes) {
    List<String> paths = new ArrayList<>();
    for (ProcessInfo process : processes) {
      if (process.command().equals("accel-pppd") && !process.isZombie()) {
        String path = named(process).orElse(USUAL);
        if (!paths.contains(path)) {
          paths.add(path);
        }
      }
    }
    paths.sort(null);
    return paths;
  }

  /** The absolute path that the command line names ({@code -c}, {@code --config}); the last one. */
  public static Optional<String> named(ProcessInfo process) {
    String path = DaemonWords.of("accel-pppd", process.arguments()).conf();
    return path.startsWith("/") ? Optional.of(path) : Optional.empty();
  }
}
