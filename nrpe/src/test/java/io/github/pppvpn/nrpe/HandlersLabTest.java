package io.github.pppvpn.nrpe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.pppvpn.testkit.Debian;
import io.github.pppvpn.testkit.Ran;
import io.github.pppvpn.testkit.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The event handlers, driven for real; what happens is told in {@code src/test/handlers}. */
@Tag("lab")
class HandlersLabTest {
  private static final Path HANDLERS = Path.of("src/main/handlers");
  private static final Path TESTS = Path.of("src/test/handlers");

  @Test
  void sudoersAreValid() throws Exception {
    Debian.require(Debian.VISUDO);
    Ran ran = Ran.of(Debian.VISUDO.toString(), "-c", "-f", CommandFilesTest.SUDOERS.toString());
    assertEquals(new Ran(0, CommandFilesTest.SUDOERS + ": parsed OK\n"), ran);
  }

  @Test
  void scriptsPleaseShellcheck() throws Exception {
    for (Path folder : new Path[] {HANDLERS, TESTS}) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path script : (Iterable<Path>) files.filter(Files::isExecutable)::iterator) {
          assertEquals(new Ran(0, ""), Ran.of("shellcheck", script.toString()));
        }
      }
    }
  }

  @Test
  void handlersDoWhatTheySayAndNothingElse() throws Exception {
    Debian.require(Debian.JQ, Debian.NFT, Debian.PPTPD, Debian.SETPRIV, Debian.VISUDO);
    assumeTrue(System.getProperty("user.name").equals("root"), "namespaces and sudo need root");
    try (Workplace workplace = Workplace.create()) {
      fill(workplace);
      String folder = workplace.file("").toString();
      Ran ran = Ran.of(TESTS.resolve("scenario").toString(), folder);
      String told = ran.text().replace(folder, "WORK");
      Path expected = TESTS.resolve("expected");
      if (Boolean.getBoolean("update")) {
        Files.writeString(expected, told);
      }
      assertEquals(Files.readString(expected), told);
      assertEquals(0, ran.exitCode(), told);
    }
  }

  private static void fill(Workplace workplace) throws IOException {
    workplace.copy(HANDLERS, "plugins");
    try (Stream<Path> commands = Files.list(workplace.commands())) {
      for (Path command : (Iterable<Path>) commands::iterator) {
        Files.createSymbolicLink(workplace.file("plugins/" + command.getFileName()), command);
      }
    }
    workplace.copy(HANDLERS.resolve("vpn-block-add"), "vpn-block-add");
    workplace.write(
        "sudoers",
        "root ALL=(ALL) ALL\n"
            + Files.readString(CommandFilesTest.SUDOERS)
                .replace(Sudoers.BLOCK_ADD, workplace.file("vpn-block-add").toString())
                .replace(CommandFiles.PLUGIN_FOLDER, workplace.file("plugins") + "/"));
    workplace.copy(Path.of("src/main/nftables/ppp-vpn-checks.nft"), "nft");
    workplace.write("pptpd-options", "noauth\n");
    workplace.write(
        "pptpd.conf",
        """
        option %s
        listen 192.0.2.1
        localip 192.0.2.200
        remoteip 192.0.2.210-220
        """
            .formatted(workplace.file("pptpd-options")));
    workplace.script(
        "systemctl",
        """
        #!/bin/sh
        # Stands where systemctl does, and starts pptpd as its unit would.
        cd %s || exit 1
        echo "$(id -un): systemctl $*" >>systemctl.calls
        [ ! -e pptpd.fails ] || exit 1
        /usr/sbin/pptpd -f -c "$PWD/pptpd.conf" -p "$PWD/pptpd.pid" >pptpd.log 2>&1 </dev/null &
        echo $! >pptpd.pid
        until grep -q :06BB /proc/net/tcp; do sleep 0.05; done
        touch pptpd.ready
        """
            .formatted(workplace.file("")));
    String log =
        Files.readString(
            Path.of("../common/src/test/resources/log/recordings/auth-attack/syslog.rfc3339"));
    workplace.write(
        "syslog", log.replace("10.9.0.2", "192.0.2.66").replace("10.9.0.3", "192.0.2.67"));
  }
}
