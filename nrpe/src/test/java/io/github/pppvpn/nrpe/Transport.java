package io.github.pppvpn.nrpe;

import io.github.pppvpn.testkit.Daemon;
import io.github.pppvpn.testkit.Debian;
import io.github.pppvpn.testkit.Ran;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How check_nrpe asks: its packet version, with TLS or without. There is no version 3 here: with
 * {@code -3} check_nrpe 4.1.0 gets no answer from nrpe 4.1.0 and asks again in version 2.
 */
enum Transport {
  V2(true, "-2"),
  V4(true, ""),
  PLAIN_V2(false, "-2"),
  PLAIN_V4(false, "");

  private final boolean tls;
  private final String version;

  Transport(boolean tls, String version) {
    this.tls = tls;
    this.version = version;
  }

  boolean tls() {
    return tls;
  }

  /** Whether no more than {@link #SHORT_BYTES} of text arrive. */
  boolean isShort() {
    return version.equals("-2");
  }

  /** MAX_PACKETBUFFER_LENGTH of NRPE's common.h, without its final NUL. */
  static final int SHORT_BYTES = 1023;

  /** Runs check_nrpe with {@code -c} and what else is said. */
  Ran ask(Daemon nrpe, String... words) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("-H", "127.0.0.1"));
    arguments.addAll(List.of("-p", String.valueOf(nrpe.address().getPort())));
    if (!version.isEmpty()) {
      arguments.add(version);
    }
    if (!tls) {
      arguments.add("-n");
    }
    arguments.addAll(List.of(words));
    return Ran.of(Debian.CHECK_NRPE.program(), arguments);
  }
}
