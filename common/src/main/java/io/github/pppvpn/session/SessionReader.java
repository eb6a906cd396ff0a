package io.github.pppvpn.session;

import io.github.pppvpn.host.AccelSession;
import io.github.pppvpn.host.HostRoot;
import io.github.pppvpn.host.InterfaceCounters;
import io.github.pppvpn.host.InterfaceType;
import io.github.pppvpn.host.Ipv4;
import io.github.pppvpn.host.KernelTunnel;
import io.github.pppvpn.host.KernelTunnel.KernelSession;
import io.github.pppvpn.host.NotVisibleException;
import io.github.pppvpn.host.PidFile;
import io.github.pppvpn.host.PppdDatabase;
import io.github.pppvpn.host.ProcessInfo;
import io.github.pppvpn.host.Processes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Puts the sessions of a host together from its sources. */
public final class SessionReader {
  private final HostRoot root;
  private final HostSources sources;
  private final List<Session> sessions = new ArrayList<>();
  private final List<HalfOpenCall> halfOpen = new ArrayList<>();
  private final List<ControlConnection> control = new ArrayList<>();
  private final List<Ipv4> reserved = new ArrayList<>();
  private final List<Ipv4> others = new ArrayList<>();
  private final List<String> unattributed = new ArrayList<>();
  private final List<Mismatch> mismatches = new ArrayList<>();
  private final Map<Integer, String> interfaceOf = new HashMap<>();
  private final Map<String, KernelSession> kernelOf = new HashMap<>();
  private final List<String> addressless = new ArrayList<>();

  /** Interfaces of other network namespaces that pppds seen here are in. */
  private final Map<String, InterfaceCounters> elsewhere = new HashMap<>();

  private final Set<String> claimed = new HashSet<>();
  private final Map<Integer, String> peers;
  private final SecondLook again;
  private final LooseLinks loose;
  private boolean saidThatRowsLack;

  private SessionReader(HostRoot root, AccelDaemons accel) {
    this.root = root;
    this.sources = new HostSources(root, accel);
    this.peers = sources.peers();
    this.again = new SecondLook(root, sources.processes);
    this.loose = new LooseLinks(root, sources, again);
  }

  /**
   * Who is connected now. What cannot be read is left out and noted, never taken for nobody.
   *
   * @param accel how to ask the accel-pppds that run
   */
  public static Sessions read(HostRoot root, AccelDaemons accel) {
    SessionReader reader = new SessionReader(root, accel);
    reader.merge();
    reader.sessions.sort(
        new Comparator<>() {
          @Override
          public int compare(Session a, Session b) {
            int shorter = Integer.compare(a.interfaceName().length(), b.interfaceName().length());
            return shorter != 0 ? shorter : a.interfaceName().compareTo(b.interfaceName());
          }
        });
    return new Sessions(
        reader.sessions,
        reader.halfOpen,
        reader.control,
        reader.tunnels(),
        reader.reserved,
        reader.others,
        reader.unattributed,
        reader.loose.unplaced(),
        reader.addressless,
        reader.sources.databaseSeen,
        reader.sources.silent,
        reader.sources.daemons(),
        reader.mismatches,
        reader.sources.notes);
  }

  private void merge() {
    for (KernelTunnel tunnel : sources.tunnels) {
      for (KernelSession session : tunnel.sessions()) {
        if (session.interfaceName().isPresent()) {
          kernelOf.put(session.interfaceName().get(), session);
        }
      }
    }
    pidFiles();
    Set<Integer> serving = new HashSet<>();
    for (ProcessInfo process : sources.processes.values()) {
      if (process.command().equals("pppd") && !process.isZombie()) {
        serving.add(process.parent());
        pppd(process);
      }
    }
    for (ProcessInfo process : sources.processes.values()) {
      if (process.command().equals("pptpctrl") && !process.isZombie()) {
        pptpctrl(process, serving.contains(process.pid()));
      }
    }
    for (AccelSession session : sources.accel) {
      accel(session);
    }
    for (KernelTunnel tunnel : sources.tunnels) {
      for (KernelSession session : tunnel.sessions()) {
        kernelSession(session);
      }
    }
    staleRecords();
    for (String name : sources.interfaces.keySet()) {
      leftInterface(name);
    }
    if (!unattributed.isEmpty()) {
      sources.notes.add(
          unattributed.size()
              + " PPP interfaces cannot be told to be PPTP, L2TP or neither: "
              + (sources.processesSeen
                  ? "accel-ppp runs, and its command line interface has not said"
                  : "their processes are hidden from this user"));
    }
  }

  private void pidFiles() {
    for (PidFile file : sources.pidFiles) {
      ProcessInfo process = sources.processes.get(file.pid());
      if (process != null && process.command().equals("pppd")) {
        String earlier = interfaceOf.get(file.pid());
        // Of two files one is of a pppd that was killed, and whose number this one has now.
        if (earlier == null || !sources.interfaces.containsKey(earlier)) {
          interfaceOf.put(file.pid(), file.interfaceName());
        }
      } else if (sources.processesSeen && !isPppd(file.pid())) {
        mismatches.add(Mismatch.stalePidFile(file));
      }
    }
  }

  /** Asked again, since a pppd may have come after the list was made. */
  private boolean isPppd(int pid) {
    return Processes.command(root, pid).map(name -> name.equals("pppd")).orElse(false);
  }

  private void pppd(ProcessInfo pppd) {
    ProcessInfo parent = sources.processes.get(pppd.parent());
    PppdKind kind = PppdKind.of(pppd, parent == null ? "" : parent.command());
    Optional<PppdDatabase.Entry> record = Optional.ofNullable(sources.records.get(pppd.pid()));
    Optional<String> name = record.isPresent() ? record.get().interfaceName() : Optional.empty();
    if (name.isEmpty()) {
      name = Optional.ofNullable(interfaceOf.get(pppd.pid()));
    }
    if (name.isPresent()) {
      claimed.add(name.get());
    }
    if (kind.protocol().isEmpty()) {
      return;
    }
    if (kind.assigned().isPresent()) {
      reserved.add(kind.assigned().get());
    }
    boolean claims = record.isPresent() && record.get().remote().isPresent();
    boolean up =
        name.isPresent()
            && (sources.interfacesSeen
                ? isThere(name.get()) || isElsewhere(pppd, name.get())
                : claims || InterfaceType.exists(root, name.get()));
    if (name.isEmpty() || (!up && !sources.interfacesSeen && record.isEmpty())) {
      loose.nameless(pppd, kind);
    }
    if (!up || (record.isPresent() && record.get().remote().isEmpty())) {
      halfOpen.add(
          new HalfOpenCall(
              kind.protocol().get(),
              kind.daemon(),
              peer(pppd, kind),
              kind.assigned(),
              OptionalInt.of(pppd.pid())));
      if (!up && claims && sources.interfacesSeen && again.lacksInterface(pppd, name)) {
        loose.displaced(pppd);
        reserved.add(record.get().remote().get());
        mismatches.add(Mismatch.interfaceGone(pppd, name));
      }
      return;
    }
    up(pppd, kind, record, name.get());
  }

  /** Rows can lack in the kernel's list, which changes while it is read; it is in /sys then. */
  private boolean isThere(String name) {
    if (sources.interfaces.containsKey(name)) {
      return true;
    }
    boolean lacks = InterfaceType.exists(root, name);
    if (lacks && !saidThatRowsLack) {
      saidThatRowsLack = true;
      sources.notes.add(
          "/proc/net/dev lacks " + name + ", which /sys/class/net has: it is cut off");
    }
    return lacks;
  }

  /** Whether the pppd is in another network namespace, and its interface with it. */
  private boolean isElsewhere(ProcessInfo pppd, String name) {
    try {
      for (InterfaceCounters row : InterfaceCounters.readAll(root, pppd.pid())) {
        if (row.name().equals(name)) {
          elsewhere.put(name, row);
          return true;
        }
      }
    } catch (NotVisibleException e) {
      // Then it is in this one as far as can be told.
    }
    return false;
  }

  private void up(
      ProcessInfo pppd, PppdKind kind, Optional<PppdDatabase.Entry> record, String name) {
    InterfaceCounters counters = sources.interfaces.getOrDefault(name, elsewhere.get(name));
    KernelSession kernel = kernelOf.get(name);
    Optional<Ipv4> address = record.isPresent() ? record.get().remote() : Optional.empty();
    if (address.isEmpty()) {
      address = kind.assigned();
    }
    if (address.isEmpty()) {
      addressless.add(name);
    }
    sessions.add(
        new Session(
            kind.protocol().orElseThrow(),
            kind.daemon(),
            name,
            record.isPresent() ? record.get().user() : Optional.empty(),
            peer(pppd, kind),
            address,
            kind.assigned(),
            OptionalInt.of(pppd.pid()),
            tunnel(pppd, kernel),
            since(pppd),
            counters == null ? OptionalLong.empty() : OptionalLong.of(counters.rxBytes()),
            counters == null ? OptionalLong.empty() : OptionalLong.of(counters.txBytes())));
    if (kind.orphan() && again.isOrphan(pppd)) {
      mismatches.add(Mismatch.orphan(pppd, kind.daemon(), name));
    }
    if (kind.kernelL2tp() && kernel == null && sources.tunnelsSeen) {
      mismatches.add(Mismatch.notInKernel(pppd, name));
    }
    if (kind.assigned().isPresent() && !address.equals(kind.assigned())) {
      mismatches.add(Mismatch.otherAddress(kind.daemon(), kind.assigned().get(), address, name));
    }
  }

  private Optional<String> peer(ProcessInfo pppd, PppdKind kind) {
    if (kind.peer().isPresent()) {
      return kind.peer();
    }
    ProcessInfo parent = sources.processes.get(pppd.parent());
    if (parent != null && parent.command().equals("pptpctrl")) {
      return ControlConnection.of(parent).peer();
    }
    OptionalInt tunnel = tunnel(pppd, null);
    return tunnel.isPresent()
        ? Optional.ofNullable(peers.get(tunnel.getAsInt()))
        : Optional.empty();
  }

  private static OptionalInt tunnel(ProcessInfo pppd, KernelSession kernel) {
    if (kernel != null) {
      return OptionalInt.of(kernel.tunnel());
    }
    String id = pppd.argumentAfter("pppol2tp_tunnel_id");
    int number = 0;
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      number = c < '0' || c > '9' || number > 0xFFFF ? 0x10000 : number * 10 + c - '0';
    }
    return id.isEmpty() || number > 0xFFFF ? OptionalInt.empty() : OptionalInt.of(number);
  }

  private OptionalLong since(ProcessInfo process) {
    return sources.clock.isPresent()
        ? OptionalLong.of(sources.clock.get().atTicks(process.startTicks()))
        : OptionalLong.empty();
  }

  private void pptpctrl(ProcessInfo process, boolean hasPppd) {
    ProcessInfo parent = sources.processes.get(process.parent());
    if (parent != null && parent.command().equals("pptpctrl")) {
      return; // About to become a pppd.
    }
    ControlConnection connection = ControlConnection.of(process);
    control.add(connection);
    if (connection.inCall() && !hasPppd) {
      halfOpen.add(
          new HalfOpenCall(
              Protocol.PPTP, "pptpd", connection.peer(), Optional.empty(), OptionalInt.empty()));
    }
  }

  private void accel(AccelSession session) {
    claimed.add(session.interfaceName());
    Optional<Ipv4> address = Ipv4.parse(session.address());
    boolean active = session.state().equals("active");
    if (address.isPresent() && !active) {
      reserved.add(address.get());
    }
    Protocol protocol;
    switch (session.type()) {
      case "pptp" -> protocol = Protocol.PPTP;
      case "l2tp" -> protocol = Protocol.L2TP;
      default -> {
        if (address.isPresent() && active) {
          others.add(address.get());
        }
        return;
      }
    }
    Optional<String> peer = Optional.of(session.callingStation()).filter(text -> !text.isEmpty());
    if (session.state().equals("start")) {
      halfOpen.add(new HalfOpenCall(protocol, "accel-ppp", peer, address, OptionalInt.empty()));
      return;
    }
    if (!active) {
      return;
    }
    InterfaceCounters counters = sources.interfaces.get(session.interfaceName());
    if (sources.interfacesSeen && !isThere(session.interfaceName())) {
      mismatches.add(Mismatch.interfaceGone(session));
    }
    KernelSession kernel = kernelOf.get(session.interfaceName());
    sessions.add(
        new Session(
            protocol,
            "accel-ppp",
            session.interfaceName(),
            Optional.of(session.user()).filter(text -> !text.isEmpty()),
            peer,
            address,
            Optional.empty(),
            OptionalInt.empty(),
            kernel == null ? OptionalInt.empty() : OptionalInt.of(kernel.tunnel()),
            sources.clock.isPresent() && session.uptimeSeconds().isPresent()
                ? OptionalLong.of(
                    sources.clock.get().nowMillis() - session.uptimeSeconds().getAsLong() * 1000)
                : OptionalLong.empty(),
            counters == null ? session.rxBytes() : OptionalLong.of(counters.rxBytes()),
            counters == null ? session.txBytes() : OptionalLong.of(counters.txBytes())));
  }

  /** A session of the kernel that no pppd and no accel-ppp has spoken for. */
  private void kernelSession(KernelSession session) {
    if (!session.lns()) {
      return;
    }
    if (session.interfaceName().isEmpty()) {
      if (sources.processesSeen && !isServed(session) && !again.hasNewPppd()) {
        mismatches.add(Mismatch.leakedCall(session));
      }
      return;
    }
    String name = session.interfaceName().get();
    if (!claimed.add(name)) {
      return;
    }
    boolean ofAccel = sources.runs("accel-pppd");
    InterfaceCounters counters = sources.interfaces.get(name);
    addressless.add(name);
    sessions.add(
        new Session(
            Protocol.L2TP,
            ofAccel ? "accel-ppp" : "",
            name,
            Optional.empty(),
            Optional.ofNullable(peers.get(session.tunnel())),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalInt.of(session.tunnel()),
            OptionalLong.empty(),
            OptionalLong.of(counters == null ? session.rxBytes() : counters.rxBytes()),
            OptionalLong.of(counters == null ? session.txBytes() : counters.txBytes())));
    if (sources.processesSeen && !ofAccel && !again.hasNewPppd()) {
      mismatches.add(Mismatch.unservedSession(name));
    }
  }

  private boolean isServed(KernelSession session) {
    String id = Integer.toString(session.id());
    for (ProcessInfo process : sources.processes.values()) {
      OptionalInt tunnel = tunnel(process, null);
      if (tunnel.isPresent()
          && tunnel.getAsInt() == session.tunnel()
          && process.argumentAfter("pppol2tp_session_id").equals(id)) {
        return true;
      }
    }
    return sources.runs("accel-pppd");
  }

  private void staleRecords() {
    for (PppdDatabase.Entry entry : sources.records.values()) {
      ProcessInfo process = sources.processes.get(entry.pid());
      boolean there = process != null && process.command().equals("pppd");
      if (sources.processesSeen && !there && !isPppd(entry.pid())) {
        mismatches.add(Mismatch.staleRecord(entry));
      }
    }
    mismatches.sort(Mismatch.BY_KIND);
  }

  private void leftInterface(String name) {
    if (claimed.contains(name)) {
      return;
    }
    try {
      if (InterfaceType.of(root, name) != InterfaceType.PPP) {
        return;
      }
    } catch (NotVisibleException e) {
      if (!name.startsWith("ppp")) {
        return;
      }
    }
    if (!sources.processesSeen || sources.accelIsSilent()) {
      unattributed.add(name);
    } else if (!sources.silent.isEmpty()) {
      return; // It may be the PPPoE of an accel-pppd, or of nobody; neither is of PPTP or L2TP.
    } else if (!again.hasNewPppd()) {
      loose.unclaimed(name);
      mismatches.add(Mismatch.unclaimedInterface(name));
    }
  }

  private OptionalLong tunnels() {
    boolean inKernel = false;
    boolean outside = false;
    Set<Integer> served = new HashSet<>();
    for (Session session : sessions) {
      if (session.protocol() == Protocol.L2TP) {
        inKernel |= session.tunnel().isPresent();
        outside |= session.tunnel().isEmpty();
        if (session.tunnel().isPresent()) {
          served.add(session.tunnel().getAsInt());
        }
      }
    }
    for (KernelTunnel tunnel : sources.tunnels) {
      boolean outgoing = !tunnel.sessions().isEmpty();
      for (KernelSession session : tunnel.sessions()) {
        outgoing &= !session.lns();
      }
      if (!outgoing) {
        served.add(tunnel.id());
      }
    }
    return (outside && !inKernel) || !sources.tunnelsSeen
        ? OptionalLong.empty()
        : OptionalLong.of(served.size());
  }
}
