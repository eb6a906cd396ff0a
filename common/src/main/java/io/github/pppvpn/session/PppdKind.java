package io.github.pppvpn.session;

import io.github.pppvpn.host.Ipv4;
import io.github.pppvpn.host.ProcessInfo;
import java.util.List;
import java.util.Optional;

/**
 * What a pppd is for, told from its parent and its command line, never from its terminal.
 *
 * @param protocol how its client came; none for a dial-out link, PPPoE and all else that is no
 *     session of this server
 * @param daemon its server's program
 * @param orphan whether that program is no longer its parent
 * @param kernelL2tp whether its data go through the kernel's L2TP
 * @param peer the client's address outside the tunnel, where the command line has it
 * @param assigned the client's address inside the tunnel that the daemon gave
 */
public record PppdKind(
    Optional<Protocol> protocol,
    String daemon,
    boolean orphan,
    boolean kernelL2tp,
    Optional<String> peer,
    Optional<Ipv4> assigned) {
  private static final PppdKind OTHER =
      new PppdKind(Optional.empty(), "", false, false, Optional.empty(), Optional.empty());

  /** {@code parent} is the name of the parent's program; empty if that has ended. */
  public static PppdKind of(ProcessInfo pppd, String parent) {
    List<String> words = pppd.arguments();
    String remote = remote(words);
    if (parent.equals("pptpctrl")) {
      return pptp(pppd, remote, false);
    }
    if (parent.equals("xl2tpd")) {
      return isOfLns(words, remote) ? l2tp(pppd, remote, false) : OTHER;
    }
    if (dialsOut(words)) {
      return OTHER;
    }
    boolean ofXl2tpd =
        words.contains("passive")
            && words.contains("nodetach")
            && isOfLns(words, remote)
            && hasLine(words);
    if (ofXl2tpd || words.contains("pppol2tp_lns_mode")) {
      return l2tp(pppd, remote, true);
    }
    boolean ofPptpd =
        words.contains("pptpd-original-ip")
            || (words.size() > 1
                && words.get(1).equals("local")
                && !pppd.argumentAfter("remotenumber").isEmpty());
    return ofPptpd ? pptp(pppd, remote, true) : OTHER;
  }

  private static PppdKind pptp(ProcessInfo pppd, String remote, boolean orphan) {
    String number = pppd.argumentAfter("remotenumber");
    String peer = number.isEmpty() ? pppd.argumentAfter("ipparam") : number;
    return new PppdKind(
        Optional.of(Protocol.PPTP),
        "pptpd",
        orphan,
        false,
        peer.isEmpty() ? Optional.empty() : Optional.of(peer),
        assigned(remote));
  }

  private static PppdKind l2tp(ProcessInfo pppd, String remote, boolean orphan) {
    // Without "pass peer" in xl2tpd.conf an ipparam is what the options file says, not the peer.
    Optional<Ipv4> peer = Ipv4.parse(pppd.argumentAfter("ipparam"));
    return new PppdKind(
        Optional.of(Protocol.L2TP),
        "xl2tpd",
        orphan,
        pppd.arguments().contains("pppol2tp"),
        peer.isPresent() ? Optional.of(peer.get().toString()) : Optional.empty(),
        assigned(remote));
  }

  private static Optional<Ipv4> assigned(String remote) {
    Optional<Ipv4> address = Ipv4.parse(remote);
    return address.isPresent() && address.get().isUnspecified() ? Optional.empty() : address;
  }

  /**
   * Whether xl2tpd is the server of this call. Since 1.3.9 it says so on the kernel's path; else
   * its own calls out have no remote address on the command line, or get a password handed over.
   */
  private static boolean isOfLns(List<String> words, String remote) {
    if (words.contains("pppol2tp_lns_mode")) {
      return true;
    }
    boolean answers = !remote.isEmpty() && !words.contains("passwordfd");
    return answers && (!words.contains("pppol2tp") || words.contains("auth"));
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

  /** REMOTE of the word {@code LOCAL:REMOTE}; empty if there is no such word. */
  private static String remote(List<String> words) {
    for (String word : words) {
      int colon = word.indexOf(':');
      if (colon >= 0 && isAddress(word, 0, colon) && isAddress(word, colon + 1, word.length())) {
        return word.substring(colon + 1);
      }
    }
    return "";
  }

  private static boolean isAddress(String word, int from, int to) {
    return from == to || Ipv4.parse(word.substring(from, to)).isPresent();
  }
}
