package io.github.pppvpn.checks.gre;

import io.github.pppvpn.checks.control.ConnectFailure;
import io.github.pppvpn.checks.control.Failure;
import io.github.pppvpn.checks.net.AddressText;
import io.github.pppvpn.checks.net.Family;
import io.github.pppvpn.checks.net.Resolver;
import io.github.pppvpn.checks.net.ServerAddresses;
import io.github.pppvpn.checks.net.Target;
import io.github.pppvpn.checks.net.WireLog;
import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.Check;
import io.github.pppvpn.plugin.Deadline;
import io.github.pppvpn.plugin.Invocation;
import io.github.pppvpn.plugin.Report;
import io.github.pppvpn.plugin.Unit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Probes the server: raw socket, look for live sessions, control connection, call, GRE.
 *
 * <p>The raw socket is there before the server hears anything, and stays until the process ends.
 */
record GreMeasurement(GreOptions options) implements Check.Measurement {
  /** pptpd's Call IDs are multiples of this: ours never is, so that the two differ. */
  private static final int MAX_CALLS_PER_TCP_LINK = 128;

  /** A call, its end and the hold do not fit into less. */
  private static final long LEAST_NANOS = 1_000_000_000;

  @Override
  public Report measure(Invocation invocation) throws CannotCheckException, InterruptedException {
    String host = Target.shownHost(options.host(), invocation.privacy());
    if (!isTimeLeft(invocation)) {
      throw new CannotCheckException(
          "no call can be made and ended within the time that --timeout leaves",
          "Give the probe the default of 10 s, or 3 s at least.");
    }
    invocation.phase().accept("resolving the name " + host);
    Optional<InetAddress> source = source();
    List<InetAddress> addresses = addresses(host);
    if (!isTimeLeft(invocation)) {
      ServerAddresses.awaitEnd(invocation);
    }
    ProbeReport report = new ProbeReport();
    for (int i = 0; i < addresses.size(); i++) {
      Target target =
          Target.of(options.host(), addresses.get(i), options.port(), invocation.privacy());
      Deadline deadline = invocation.deadline();
      Deadline share = deadline.orWithin(deadline.remainingNanos() / (addresses.size() - i));
      Optional<Failure> failure = probe(target, source, invocation, share, report);
      if (failure.isEmpty()) {
        break;
      }
      report.unconnected(target, failure.get());
    }
    return report.build();
  }

  private static boolean isTimeLeft(Invocation invocation) {
    return invocation.deadline().remainingNanos() >= LEAST_NANOS;
  }

  private Optional<InetAddress> source() throws CannotCheckException {
    if (options.source().isEmpty()) {
      return Optional.empty();
    }
    InetAddress source = Resolver.source(options.source());
    if (Family.of(source) != Family.IPV4) {
      throw onlyIpv4(options.source() + " is no IPv4 address");
    }
    return Optional.of(source);
  }

  private List<InetAddress> addresses(String host) throws CannotCheckException {
    if (options.host().indexOf(':') >= 0) {
      throw onlyIpv4(host + " is no IPv4 address");
    }
    return Resolver.addresses(options.host(), host, Family.IPV4);
  }

  private static CannotCheckException onlyIpv4(String what) {
    return new CannotCheckException(
        what + ", and the GRE of PPTP is IPv4 only", "Name an IPv4 address of the server.");
  }

  /**
   * Probes one address.
   *
   * @return why it could not even be connected to; empty if it was probed
   */
  private Optional<Failure> probe(
      Target target,
      Optional<InetAddress> source,
      Invocation invocation,
      Deadline connectDeadline,
      ProbeReport report)
      throws CannotCheckException, InterruptedException {
    invocation.phase().accept("opening a raw socket for GRE");
    RawSocket raw = RawSocket.open(source, options.pathMtu());
    boolean kept = false;
    Optional<ExchangeCapture> capture = Optional.empty();
    try (Socket socket = boundSocket(source)) {
      int callId = socket.getLocalPort();
      // The mark comes first: another probe must not take this one for a user's session.
      ProbeMark.set(callId, raw.inode());
      Optional<Failure> noRoute = connect(raw, target);
      if (noRoute.isPresent()) {
        return noRoute;
      }
      refuseLiveSessions(target, raw, invocation);
      if (!options.capture().isEmpty()) {
        capture = Optional.of(startCapture(target, invocation));
      }
      WireLog wire = new WireLog(invocation.verbosity() >= 3);
      GreProbe probe = newProbe(callId, invocation, wire);
      ProbeDriver driver = newDriver(probe, target, socket, raw, invocation);
      Optional<Failure> failure = connect(target, socket, invocation, connectDeadline);
      if (failure.isPresent()) {
        return failure;
      }
      // The next thing that happens is the request: pptpd accepts nobody else until it comes.
      kept = true;
      driver.run(target.shown());
      report.probed(target, probe.outcome(), wire.lines());
      return Optional.empty();
    } catch (IOException e) {
      throw new CannotCheckException("no connection can be made from here: " + e.getMessage());
    } finally {
      capture.ifPresent(ExchangeCapture::close);
      if (!kept) {
        raw.close();
      }
    }
  }

  /**
   * A socket for the control connection. Its local port will be the call's ID, which no other probe
   * of this host can have then.
   */
  private static Socket boundSocket(Optional<InetAddress> source) throws IOException {
    while (true) {
      Socket socket = new Socket(Proxy.NO_PROXY);
      socket.setTcpNoDelay(true);
      socket.bind(new InetSocketAddress(source.orElse(null), 0));
      if (socket.getLocalPort() % MAX_CALLS_PER_TCP_LINK != 0) {
        return socket;
      }
      socket.close();
    }
  }

  private ExchangeCapture startCapture(Target target, Invocation invocation)
      throws CannotCheckException {
    invocation.phase().accept("starting the capture");
    return ExchangeCapture.start(target.address(), target.port(), options.capture());
  }

  private void refuseLiveSessions(Target target, RawSocket raw, Invocation invocation)
      throws CannotCheckException {
    boolean isThisHost = raw.localAddress().equals(Optional.of(target.address()));
    new LiveSessions(invocation.root())
        .refuse(target.address(), target.port(), !isThisHost, target.shown());
  }

  private GreProbe newProbe(int callId, Invocation invocation, WireLog wire) {
    long now = invocation.nanoTime().getAsLong();
    ProbeTimes times = new ProbeTimes(now + invocation.deadline().remainingNanos());
    SplittableRandom random = new SplittableRandom(now ^ (long) callId << 32);
    return new GreProbe(options, callId, random::nextLong, times, wire);
  }

  private static ProbeDriver newDriver(
      GreProbe probe, Target target, Socket socket, RawSocket raw, Invocation invocation) {
    return new ProbeDriver(
        probe,
        socket,
        raw,
        target.address(),
        invocation,
        address -> invocation.privacy().address(AddressText.of(address)));
  }

  private static Optional<Failure> connect(RawSocket raw, Target target)
      throws CannotCheckException {
    try {
      raw.connect(target.address());
      return Optional.empty();
    } catch (SocketException e) {
      return Optional.of(ConnectFailure.of(e, target, "no time"));
    }
  }

  private static Optional<Failure> connect(
      Target target, Socket socket, Invocation invocation, Deadline deadline)
      throws CannotCheckException {
    invocation.phase().accept("connecting to " + target.shown());
    long start = invocation.nanoTime().getAsLong();
    try {
      socket.connect(target.socketAddress(), Math.max(1, deadline.remainingMillis()));
      return Optional.empty();
    } catch (IOException e) {
      long waited = invocation.nanoTime().getAsLong() - start;
      return Optional.of(ConnectFailure.of(e, target, Unit.SECONDS.text(waited / 1e9)));
    }
  }
}
