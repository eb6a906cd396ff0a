package io.github.pppvpn.host;

import io.github.pppvpn.host.NotVisibleException.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An L2TPv2 tunnel of the kernel with its sessions, as /proc/net/pppol2tp shows it
 * (net/l2tp/l2tp_ppp.c).
 *
 * @param id this side's tunnel id
 * @param sessions its sessions; the tunnel's own pseudo session 0 is left out
 */
public record KernelTunnel(int id, List<KernelSession> sessions) {
  private static final int STATE_CONNECTED = 1;

  /** Copies the list. */
  public KernelTunnel {
    sessions = List.copyOf(sessions);
  }

  /**
   * A session of the tunnel.
   *
   * @param tunnel this side's tunnel id
   * @param id this side's session id
   * @param peerTunnel the peer's tunnel id
   * @param peerSession the peer's session id
   * @param localPort this side's UDP port
   * @param connected whether a PPP channel is attached
   * @param lns whether this side is the server
   * @param interfaceName its PPP interface; none as long as no pppd has attached one
   * @param rxBytes received, in bytes
   * @param txBytes sent, in bytes
   */
  public record KernelSession(
      int tunnel,
      int id,
      int peerTunnel,
      int peerSession,
      int localPort,
      boolean connected,
      boolean lns,
      Optional<String> interfaceName,
      long rxBytes,
      long txBytes) {}

  /**
   * Every tunnel.
   *
   * @throws NotVisibleException if the file cannot be read; ABSENT where the kernel's module
   *     l2tp_ppp is not loaded, so that there are none
   */
  public static List<KernelTunnel> readAll(HostRoot root) throws NotVisibleException {
    String path = root.procNet("pppol2tp");
    Scan in = new Scan(root.read(path));
    if (!in.line() || !in.word() || !in.is("PPPoL2TP") || !in.isWhole()) {
      throw new NotVisibleException(Why.MALFORMED, path + " does not begin as the kernel's does");
    }
    List<KernelTunnel> tunnels = new ArrayList<>();
    Reader reader = new Reader(tunnels);
    while (in.line()) {
      if (in.word()) {
        reader.take(in);
      }
      reader.damaged |= !in.isWhole();
    }
    reader.endTunnel();
    if (reader.damaged) {
      throw new NotVisibleException(
          Why.MALFORMED, path + " is damaged: it has a tunnel or session that is cut off");
    }
    return tunnels;
  }

  private static final class Reader {
    private final List<KernelTunnel> tunnels;
    private List<KernelSession> sessions = new ArrayList<>();
    private boolean damaged;
    private int tunnel = -1;
    private int session = -1;
    private int line;
    private int peerTunnel;
    private int peerSession;
    private int localPort;
    private long state;
    private boolean lns;
    private long txBytes;
    private long rxBytes;
    private Optional<String> interfaceName = Optional.empty();

    Reader(List<KernelTunnel> tunnels) {
      this.tunnels = tunnels;
    }

    /** A line, its first word taken. */
    void take(Scan in) {
      if (in.is("TUNNEL") && !in.restStarts("name,")) {
        // TUNNEL 'tunl 29816', Y 3
        endTunnel();
        tunnel = in.word() ? id(in.numberThen(10)) : -1;
        damaged |= tunnel < 0;
      } else if (in.is("SESSION") && !in.restStarts("name,")) {
        endSession();
        session(in);
      } else if (session > 0) {
        detail(in);
      }
    }

    /** {@code SESSION 'sess 29816/47781' 0A090001/1701 7478/BAA5 -> 74B3/B0FA 3 Y}. */
    private void session(Scan in) {
      if (!in.words(2)) {
        damaged = true;
        return;
      }
      in.numberThen(16);
      localPort = id(in.numberThen(10));
      long own = in.numberThen(16);
      session = own == tunnel ? id(in.numberThen(16)) : -1;
      in.word();
      peerTunnel = id(in.numberThen(16));
      peerSession = id(in.numberThen(16));
      state = in.numberThen(10);
      line = 0;
      lns = false;
      txBytes = 0;
      rxBytes = 0;
      if (Math.min(Math.min(localPort, peerTunnel), Math.min(peerSession, (int) state)) < 0) {
        session = -1;
      }
      damaged |= session < 0;
    }

    private void detail(Scan in) {
      line++;
      if (in.is("interface")) {
        String name = in.word() ? in.text() : "";
        interfaceName =
            name.isEmpty() || name.equals("(null)") ? Optional.empty() : Optional.of(name);
      } else if (line == 1) {
        lns = in.text().endsWith("/LNS");
      } else if (line == 2) {
        in.numberThen(10);
        txBytes = Math.max(0, in.numberThen(10));
        in.numberThen(10);
        in.numberThen(10);
        rxBytes = Math.max(0, in.numberThen(10));
      }
    }

    private void endSession() {
      // Its mode and its counters stand on the next two lines.
      damaged |= session > 0 && line < 2;
      if (tunnel >= 0 && session > 0) {
        sessions.add(
            new KernelSession(
                tunnel,
                session,
                peerTunnel,
                peerSession,
                localPort,
                (state & STATE_CONNECTED) != 0,
                lns,
                interfaceName,
                rxBytes,
                txBytes));
      }
      session = -1;
      interfaceName = Optional.empty();
    }

    void endTunnel() {
      endSession();
      if (tunnel >= 0) {
        tunnels.add(new KernelTunnel(tunnel, sessions));
      }
      tunnel = -1;
      sessions = new ArrayList<>();
    }

    private static int id(long number) {
      return number >= 0 && number <= 0xFFFF ? (int) number : -1;
    }
  }
}
