package io.github.pppvpn.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Debian's sshd on a loopback address, where a key logs root in. Needs root: it wants a folder in
 * /run, which it gets in a mount namespace of its own.
 *
 * @param daemon what listens
 * @param key the private key's file, which every user may read
 */
public record SshServer(Daemon daemon, Path key) implements AutoCloseable {
  /** One that listens on a free port of that address. */
  public static SshServer start(Workplace workplace, InetAddress address)
      throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, address)) {
      port = free.getLocalPort();
    }
    Path hostKey = key(workplace, "ssh-host-key");
    Path key = key(workplace, "ssh-key");
    Path configuration =
        workplace.write(
            "sshd_config",
            """
            ListenAddress %s
            Port %d
            HostKey %s
            AuthorizedKeysFile %s.pub
            StrictModes no
            UsePAM no
            PidFile none
            """
                .formatted(address.getHostAddress(), port, hostKey, key));
    Daemon daemon =
        Daemon.start(
            List.of(
                "unshare",
                "--mount",
                "sh",
                "-c",
                "mount -t tmpfs tmpfs /run && mkdir /run/sshd && exec \"$0\" -D -e -f \"$1\"",
                Debian.SSHD.toString(),
                configuration.toString()),
            workplace.file("sshd.log"),
            new InetSocketAddress(address, port));
    // Of another user's key ssh does not ask that nobody else can read it.
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    return new SshServer(daemon, key);
  }

  private static Path key(Workplace workplace, String name)
      throws IOException, InterruptedException {
    Path file = workplace.file(name);
    Ran ran =
        Ran.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", file.toString());
    assertEquals(0, ran.exitCode(), ran.text());
    return file;
  }

  @Override
  public void close() throws IOException {
    daemon.close();
  }
}
