package io.github.pppvpn.checks.pppd;

import io.github.pppvpn.host.Ipv4;
import io.github.pppvpn.host.ProcessInfo;
import java.util.List;
import java.util.Optional;

/**
 * Whose pppd it is, told from its parent and its command line as pptpd (pptpctrl.c, launch_pppd)
 * and xl2tpd (xl2tpd.c, start_pppd) write it.
 *
 * @param daemon pptpd or xl2tpd
 * @param orphan whether that is no longer above it
 * @param peer the client's address outside the tunnel, where the command line has it
 */
record ServerPppd(String daemon, boolean orphan, Optional<String> peer) {

  /**
   * Nothing for a pppd that serves no client of this host: it dials out, or another program's.
   *
   * @param parent the name of the parent's program; empty if it has none to tell
   */
  static Optional<ServerPppd> of(ProcessInfo pppd, String parent) {
    List<String> words = pppd.arguments();
    if (parent.equals("pptpctrl")) {
      return Optional.of(pptp(pppd, false));
    }
    if (parent.equals("xl2tpd")) {
      return isOfLns(words) ? Optional.of(l2tp(pppd, false)) : Optional.empty();
    }
    if (dialsOut(words)) {
      return Optional.empty();
    }
    boolean ofPptpd =
        words.contains("pptpd-original-ip")
            || (words.size() > 1 && words.get(1).equals("local") && words.contains("remotenumber"));
    if (ofPptpd) {
      return Optional.of(pptp(pppd, true));
    }
    boolean ofXl2tpd =
        words.contains("passive") && words.contains("nodetach") && isOfLns(words) && hasLine(words);
    return ofXl2tpd ? Optional.of(l2tp(pppd, true)) : Optional.empty();
  }

  private static ServerPppd pptp(ProcessInfo pppd, boolean orphan) {
    String number = pppd.argumentAfter("remotenumber");
    String peer = number.isEmpty() ? pppd.argumentAfter("ipparam") : number;
    return new ServerPppd("pptpd", orphan, peer.isEmpty() ? Optional.empty() : Optional.of(peer));
  }

  private static ServerPppd l2tp(ProcessInfo pppd, boolean orphan) {
    Optional<Ipv4> peer = Ipv4.parse(pppd.argumentAfter("ipparam"));
    return new ServerPppd("xl2tpd", orphan, peer.map(Ipv4::toString));
  }

  /** Whether xl2tpd answers this call rather than makes it. */
  private static boolean isOfLns(List<String> words) {
    if (words.contains("pppol2tp_lns_mode")) {
      return true;
    }
    return hasRemote(words)
        && !words.contains("passwordfd")
        && (!words.contains("pppol2tp") || words.contains("auth"));
  }

  private static boolean dialsOut(List<String> words) {
    return words.contains("pty")
        || words.contains("call")
        || words.contains("connect")
        || words.contains("rp-pppoe.so")
        || words.contains("pppoe.so")
        || words.contains("pptp.so");
  }

  /** The kernel's L2TP, or the terminal that xl2tpd opened. */
  private static boolean hasLine(List<String> words) {
    if (words.contains("pppol2tp")) {
      return true;
    }
    for (String word : words) {
      if (word.startsWith("/dev/pts/") || word.startsWith("/dev/tty")) {
        return true;
      }
    }
    return false;
  }

  /** Whether there is a word {@code LOCAL:REMOTE} with a REMOTE. */
  private static boolean hasRemote(List<String> words) {
    for (String word : words) {
      int colon = word.indexOf(':');
      if (colon >= 0
          && Ipv4.parse(word.substring(colon + 1)).isPresent()
          && (colon == 0 || Ipv4.parse(word.substring(0, colon)).isPresent())) {
        return true;
      }
    }
    return false;
  }
}
