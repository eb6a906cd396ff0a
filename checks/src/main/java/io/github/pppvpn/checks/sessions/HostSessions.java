package io.github.pppvpn.checks.sessions;

import io.github.pppvpn.host.HostRoot;
import io.github.pppvpn.plugin.Deadline;
import io.github.pppvpn.session.AccelDaemons;
import io.github.pppvpn.session.SessionReader;
import io.github.pppvpn.session.Sessions;

/** Reads a host's sessions, with accel-ppp asked the way its configurations say. */
public final class HostSessions {
  private HostSessions() {}

  /** Who is connected now; each accel-pppd that runs is asked. */
  public static Sessions read(HostRoot root, Deadline deadline, Ports ports) {
    return SessionReader.read(root, accelPppds(root, deadline, ports));
  }

  /** How the host's accel-pppds are asked. */
  public static AccelDaemons accelPppds(HostRoot root, Deadline deadline, Ports ports) {
    return new AccelPppds(root, deadline, ports);
  }
}
