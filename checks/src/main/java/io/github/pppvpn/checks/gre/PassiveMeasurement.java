package io.github.pppvpn.checks.gre;

import io.github.pppvpn.checks.net.AddressText;
import io.github.pppvpn.checks.net.Family;
import io.github.pppvpn.checks.net.Resolver;
import io.github.pppvpn.checks.net.Target;
import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.Check;
import io.github.pppvpn.plugin.Detail;
import io.github.pppvpn.plugin.Invocation;
import io.github.pppvpn.plugin.Metric;
import io.github.pppvpn.plugin.Privacy;
import io.github.pppvpn.plugin.Report;
import io.github.pppvpn.plugin.Unit;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Counts the GRE that passes an interface, and sends nothing. */
record PassiveMeasurement(GreOptions options) implements Check.Measurement {
  private static final int HEADERS = 128;
  private static final int PEERS_SHOWN = 20;

  @Override
  public Report measure(Invocation invocation) throws CannotCheckException, InterruptedException {
    String filter = "ip proto 47" + hostFilter(invocation);
    long end = invocation.nanoTime().getAsLong() + options.durationNanos();
    invocation.phase().accept("counting GRE on " + options.iface());
    PassiveCount count = new PassiveCount(localAddresses());
    try (Pcap pcap = Pcap.open(options.iface(), HEADERS, filter)) {
      if (options.durationNanos() > invocation.deadline().remainingNanos()) {
        throw new CannotCheckException(
            GreOptions.DURATION.shown()
                + " "
                + Unit.SECONDS.text(options.durationNanos() / 1e9)
                + " does not fit into --timeout");
      }
      int offset = pcap.linkHeader();
      while (end - invocation.nanoTime().getAsLong() > 0) {
        if (invocation.cancelled().getAsBoolean()) {
          throw new InterruptedException();
        }
        Optional<byte[]> packet = pcap.next();
        if (packet.isPresent()) {
          count.take(packet.get(), offset);
        }
      }
    }
    return report(count, invocation.privacy());
  }

  private String hostFilter(Invocation invocation) throws CannotCheckException {
    if (options.host().isEmpty()) {
      return "";
    }
    String shown = Target.shownHost(options.host(), invocation.privacy());
    invocation.phase().accept("resolving the name " + shown);
    StringBuilder filter = new StringBuilder();
    for (InetAddress address : Resolver.addresses(options.host(), shown, Family.IPV4)) {
      filter.append(filter.length() == 0 ? " and (" : " or ");
      filter.append("host ").append(AddressText.of(address));
    }
    return filter.append(')').toString();
  }

  private static Set<Integer> localAddresses() throws CannotCheckException {
    Set<Integer> local = new HashSet<>();
    try {
      Enumeration<NetworkInterface> interfaces = NetworkInterface.getNetworkInterfaces();
      while (interfaces.hasMoreElements()) {
        Enumeration<InetAddress> addresses = interfaces.nextElement().getInetAddresses();
        while (addresses.hasMoreElements()) {
          if (addresses.nextElement() instanceof Inet4Address address) {
            local.add(ByteBuffer.wrap(address.getAddress()).getInt());
          }
        }
      }
    } catch (SocketException e) {
      throw new CannotCheckException("this host's addresses cannot be read: " + e.getMessage());
    }
    return local;
  }

  private Report report(PassiveCount count, Privacy privacy) {
    Report.Builder report = Report.builder();
    String seconds = Unit.SECONDS.text(options.durationNanos() / 1e9);
    if (count.peers() == 0) {
      report.summary(
          "no GRE on "
              + options.iface()
              + " within "
              + seconds
              + ": nobody is connected, or nothing of it passes here");
    } else {
      report.summary(
          count.in()
              + " GRE packets in and "
              + count.out()
              + " out on "
              + options.iface()
              + " within "
              + seconds
              + ", "
              + count.peers()
              + (count.peers() == 1 ? " peer" : " peers")
              + (count.oneWayPeers() == 0 ? "" : ", " + count.oneWayPeers() + " one way only"));
    }
    int shown = 0;
    for (PassiveCount.Line line : count.lines()) {
      if (shown == PEERS_SHOWN) {
        report.detail(Detail.ALWAYS, "… " + (count.peers() - shown) + " more");
        break;
      }
      shown++;
      report.detail(
          line.packets().isOneWay() ? Detail.ALWAYS : Detail.LOOKED_AT, text(line, privacy));
    }
    if (count.uncounted() > 0) {
      report.detail(Detail.ALWAYS, count.uncounted() + " packets of still more peers");
    }
    return report
        .metric(Metric.of(GreMetrics.PACKETS_IN, (double) count.in()))
        .metric(Metric.of(GreMetrics.PACKETS_OUT, (double) count.out()))
        .metric(Metric.of(GreMetrics.PEERS, count.peers()))
        .metric(Metric.of(GreMetrics.ONE_WAY_PEERS, count.oneWayPeers()))
        .build();
  }

  private static String text(PassiveCount.Line line, Privacy privacy) {
    String far = shown(line.far(), privacy);
    PassiveCount.Peer packets = line.packets();
    if (!line.isOurs()) {
      String near = shown(line.near(), privacy);
      return near + " to " + far + " " + packets.out() + " packets, back " + packets.in();
    }
    String counts = far + ": " + packets.in() + " packets in, " + packets.out() + " out";
    if (!packets.isOneWay()) {
      return counts;
    }
    return counts
        + (packets.in() == 0
            ? "; its GRE does not arrive: look for a firewall or NAT before it"
            : "; this host does not answer: see its firewall's output rules and pptpd's log");
  }

  private static String shown(int address, Privacy privacy) {
    try {
      byte[] bytes = ByteBuffer.allocate(4).putInt(address).array();
      return privacy.address(AddressText.of(InetAddress.getByAddress(bytes)));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
