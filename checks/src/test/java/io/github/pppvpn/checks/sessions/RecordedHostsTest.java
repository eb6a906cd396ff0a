package io.github.pppvpn.checks.sessions;

import io.github.pppvpn.checks.pool.CheckIpPool;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Hosts recorded by the lab's scenario {@code host}, pptpd and xl2tpd with live clients; what was
 * dialled stands there. Whole outputs are compared.
 */
class RecordedHostsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nobody",
        "three",
        "full",
        "client-killed",
        "pppd-killed",
        "restarted",
        "xl2tpd-killed",
        "userspace"
      })
  void saysWhatWasDialled(String name) {
    Path root = Path.of("src/test/resources/sessions/hosts", name);
    Expected.check(
        "sessions/recorded/" + name + ".txt",
        HostRun.of(new CheckL2tpSessions(), root, "--protocol", "all", "-v").text(root));
    Expected.check(
        "pool/recorded/" + name + ".txt", HostRun.of(new CheckIpPool(), root, "-v").text(root));
  }
}
