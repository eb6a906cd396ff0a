package io.github.pppvpn.session;

import io.github.pppvpn.host.ProcessInfo;
import java.util.Optional;

/**
 * A client's PPTP control connection, as pptpd's child for it shows it in its title (pptpctrl.c).
 * Each holds one of pptpd's slots, and with it an address, call or not.
 *
 * @param pid the pptpctrl
 * @param manager the pptpd that it is a child of; another process's number once that has ended
 * @param peer the client's address
 * @param inCall whether a call is set up
 */
public record ControlConnection(int pid, int manager, Optional<String> peer, boolean inCall) {

  /** Reads {@code pptpd [10.9.0.2]} or {@code pptpd [10.9.0.2:1826 - 0000]}. */
  static ControlConnection of(ProcessInfo pptpctrl) {
    String title = pptpctrl.arguments().isEmpty() ? "" : pptpctrl.arguments().get(0);
    int from = title.indexOf('[') + 1;
    int end = from;
    while (end < title.length() && title.charAt(end) != ']' && title.charAt(end) != ':') {
      end++;
    }
    boolean titled = title.startsWith("pptpd [") && end < title.length() && end > from;
    return new ControlConnection(
        pptpctrl.pid(),
        pptpctrl.parent(),
        titled ? Optional.of(title.substring(from, end)) : Optional.empty(),
        titled && title.indexOf(" - ", end) > 0);
  }
}
