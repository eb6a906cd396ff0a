package io.github.pppvpn.session;

import io.github.pppvpn.host.AccelCli;
import java.util.Optional;

/**
 * An accel-pppd of the host, and how it is asked for its sessions.
 *
 * @param file the configuration that it runs with
 * @param serves what it may serve
 * @param cli its command line interface; empty if that is known not to be reached
 * @param why the reason then, a sentence
 * @param remedy what to do where it does not say its sessions, a sentence
 */
public record AccelDaemon(
    String file, Serves serves, Optional<AccelCli> cli, String why, String remedy) {
  /** What an accel-pppd serves. */
  public enum Serves {
    /** PPTP or L2TP, or that cannot be told: without its sessions a count of them is wrong. */
    VPN,
    /** Certainly neither: PPPoE, IPoE, SSTP, … */
    OTHERS,
    /** Its configuration is not on this host: it may be a container's. */
    UNKNOWN
  }

  /**
   * One that has not said its sessions.
   *
   * @param daemon which
   * @param why a sentence
   */
  public record Silent(AccelDaemon daemon, String why) {}
}
