package io.github.pppvpn.session;

import io.github.pppvpn.host.ProcessInfo;
import java.util.List;

/** Tells how the accel-pppds of a host are asked. */
@FunctionalInterface
public interface AccelDaemons {
  /**
   * Those to be asked, each once.
   *
   * @param running the processes of all that run; none if processes cannot be seen
   */
  List<AccelDaemon> among(List<ProcessInfo> running);
}
