package io.github.pppvpn.checks.sessions;

import io.github.pppvpn.host.HostRoot;
import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.Check;
import io.github.pppvpn.plugin.Invocation;
import io.github.pppvpn.plugin.Report;
import io.github.pppvpn.session.AccelDaemon;
import io.github.pppvpn.session.Session;
import io.github.pppvpn.session.Sessions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads who is connected, and remembers it. */
record SessionMeasurement(SessionOptions options, Ports ports, List<String> journalctl)
    implements Check.Measurement {

  @Override
  public Report measure(Invocation invocation) throws CannotCheckException {
    HostRoot root = HostRoot.of(invocation.root());
    if (!root.exists("/proc/net/dev") && !root.exists("/proc/1/net/dev")) {
      throw new CannotCheckException(
          "/proc/net/dev does not exist below " + invocation.root(),
          "--root names the folder above proc.");
    }
    invocation.phase().accept("reading the sessions");
    Sessions sessions = HostSessions.read(root, invocation.deadline(), ports);
    if (sessions.unplaced().isPresent()) {
      throw new CannotCheckException(
          sessions.unplaced().get().why(),
          sessions
              .unplaced()
              .get()
              .nextStep()
              .orElse(
                  "pppd writes its interface into /run (pppN.pid, pppd2.tdb): let this user list"
                      + " that folder (chmod o+rx), and in a container mount the host's /run below"
                      + " --root too."));
    }
    for (AccelDaemon.Silent silent : sessions.silent()) {
      if (silent.daemon().serves() == AccelDaemon.Serves.VPN) {
        throw new CannotCheckException(
            "the sessions of accel-ppp ("
                + silent.daemon().file()
                + ") are not known: "
                + silent.why(),
            silent.daemon().remedy());
      }
    }
    if (!sessions.unattributed().isEmpty()) {
      throw incomplete(sessions);
    }
    Optional<Moment> moment = Moment.now(root);
    List<Session> counted = new ArrayList<>();
    for (Session session : sessions.sessions()) {
      if (options.counts(session.protocol())) {
        counted.add(session);
      }
    }
    invocation.phase().accept("comparing with earlier runs");
    History history =
        History.of(invocation, options, moment, counted, sessions.sessions(), journalctl);
    return new SessionReport(options, invocation.privacy(), moment)
        .build(counted, sessions, history);
  }

  /** A count without them would be wrong, and all that is compared with it later. */
  private static CannotCheckException incomplete(Sessions sessions) {
    int count = sessions.unattributed().size();
    // The last note is the reader's own about them.
    String why =
        sessions.notes().isEmpty()
            ? count + " PPP interfaces cannot be told to be PPTP, L2TP or neither"
            : sessions.notes().get(sessions.notes().size() - 1);
    return new CannotCheckException(
        why,
        !sessions.silent().isEmpty()
            ? sessions.silent().get(0).daemon().remedy()
            : why.contains("accel-ppp")
                ? "Enable [cli] tcp=127.0.0.1:2001 in accel-ppp.conf; its password, if any, must be"
                    + " readable for this user."
                : "Run it as root, or put its user into the group that /proc is mounted with (gid=).");
  }
}
