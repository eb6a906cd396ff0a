package io.github.pppvpn.checks.auth;

import io.github.pppvpn.log.event.FailureReason;
import io.github.pppvpn.log.event.IkeReason;
import io.github.pppvpn.log.event.NegotiationPhase;
import io.github.pppvpn.plugin.Privacy;
import java.util.ArrayList;
import java.util.List;

/** What the counts usually mean, and what to do next. */
final class Advice {
  /** Fewer failures than these are people who mistype. */
  private static final int MANY = 10;

  private final Tally tally;
  private final Privacy privacy;
  private final List<String> lines = new ArrayList<>();

  Advice(Tally tally, Privacy privacy) {
    this.tally = tally;
    this.privacy = privacy;
  }

  /** The worst first. */
  List<String> lines() {
    lines.clear();
    attacks();
    radius();
    refusals();
    ike();
    negotiation();
    return lines;
  }

  private void attacks() {
    boolean sprayed = false;
    boolean repeated = false;
    for (Party source : tally.sources.worst()) {
      if (source.guesses < MANY) {
        continue;
      }
      String address = privacy.address(source.name);
      if (source.successesAfterGuesses > 0) {
        lines.add(
            address
                + " failed as "
                + source.others
                + " users and then logged in: if that is no office, end that session and lock the"
                + " account"
                + (source.succeeded.isEmpty() ? "" : " " + privacy.user(source.succeeded)));
      }
      if (source.others >= Party.SEVERAL && !sprayed) {
        sprayed = true;
        lines.add(
            "Many users from one address are password spraying, or an office behind one NAT: block "
                + address
                + " at the firewall (tcp/1723, udp/500, 1701, 4500)");
      } else if (source.others < Party.SEVERAL && !repeated) {
        repeated = true;
        lines.add(
            "Few users from one address, again and again, are mostly a device with an old password"
                + " that redials, else guessing: ask them, or block "
                + address);
      }
    }
    for (Party user : tally.users.worst()) {
      if (user.guesses >= MANY && user.others >= Party.SEVERAL) {
        lines.add(
            "One user from many addresses means that stolen passwords are tried: give "
                + privacy.user(user.name)
                + " another one, and see from where it was used");
        break;
      }
    }
  }

  private void radius() {
    if (tally.radiusTimeouts > 0) {
      lines.add(
          "RADIUS does not answer: see that the server runs, that udp/1812 and 1813 pass, and that"
              + " it knows this host with the same secret (it stays silent for a wrong one)"
              + (tally.accountingTimeouts == tally.radiusTimeouts
                  ? "; only accounting is hit, logins are not"
                  : ""));
    }
    if (tally.radiusErrors > 0) {
      lines.add(
          "RADIUS errors are mostly a wrong shared secret, a missing dictionary or a server that"
              + " this host cannot name: see radiusclient.conf and its servers file");
    }
  }

  private void refusals() {
    if (tally.reason(FailureReason.REFUSED) > 0) {
      lines.add(
          "A peer that refuses to authenticate offers no method that the server takes: compare"
              + " require-mschap-v2 and the like with what the client allows");
    }
    if (tally.reason(FailureReason.NOT_ALLOWED) > 0) {
      lines.add(
          tally.reason(FailureReason.NOT_ALLOWED)
              + " had the right name but may not come in, not now or not from there: see the"
              + " account, its hours, its address restrictions and its session limit");
    }
  }

  private void ike() {
    if (tally.ikeFailures == 0) {
      return;
    }
    if (tally.byIkeReason.of(IkeReason.AUTHENTICATION) > 0) {
      lines.add("IKE authentication: the pre-shared keys differ, or a certificate is not valid");
    }
    if (tally.byIkeReason.of(IkeReason.NO_CONFIG) > 0) {
      lines.add(
          "IKE without a configuration: the peer asks for ciphers or an identity that no"
              + " connection here offers (old clients: 3des, sha1, modp1024), or is a scanner");
    }
    if (tally.byIkeReason.of(IkeReason.CHILD) > 0) {
      lines.add("IKE phase 2: ciphers or networks of the two sides do not fit");
    }
    if (tally.byIkeReason.of(IkeReason.TIMEOUT) > 0) {
      lines.add("IKE timeouts: udp/500 and udp/4500 do not pass both ways");
    }
  }

  private void negotiation() {
    if (tally.phase(NegotiationPhase.LCP) > 0) {
      lines.add(
          "LCP timeouts: what the server sends does not come back. For PPTP, GRE (protocol 47) is"
              + " blocked on the way or a NAT lacks its helper; for L2TP, look at ESP and udp/1701");
    }
    if (tally.phase(NegotiationPhase.MPPE) > 0) {
      lines.add(
          "MPPE failures: the client offers no encryption or another strength, or RADIUS sends no"
              + " MPPE keys; see require-mppe-128 and that the module ppp_mppe is loaded");
    }
    if (tally.phase(NegotiationPhase.IPCP) > 0) {
      lines.add(
          "IPCP failures: no address that both sides accept; see the pool and the addresses"
              + " allowed in the secrets file");
    }
  }
}
