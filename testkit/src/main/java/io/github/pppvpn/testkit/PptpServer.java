package io.github.pppvpn.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Debian's pptpd on a loopback address of its own, since its port cannot be chosen. It has an
 * address for each of its 100 slots: on a busy machine it frees one late, and with none left it
 * hangs up on a probe.
 */
public final class PptpServer {
  private static final int PORT = 1723;

  private PptpServer() {}

  public static Daemon start(Workplace workplace) throws IOException, InterruptedException {
    return start(workplace, freeAddress());
  }

  /** One that listens on this address, which must be on the loopback and free. */
  public static Daemon start(Workplace workplace, InetAddress address)
      throws IOException, InterruptedException {
    Path options = workplace.write("pptpd-options", "noauth\n");
    Path configuration =
        workplace.write(
            "pptpd.conf",
            """
            option %s
            listen %s
            localip 192.0.2.1
            remoteip 192.0.2.10-109
            """
                .formatted(options, address.getHostAddress()));
    return Daemon.start(
        List.of(
            Debian.PPTPD.toString(),
            "-f",
            "-c",
            configuration.toString(),
            "-p",
            workplace.file("pptpd.pid").toString()),
        workplace.file("pptpd.log"),
        new InetSocketAddress(address, PORT));
  }

  /** A loopback address on whose PPTP port nothing listens. */
  public static InetAddress freeAddress() throws IOException {
    IOException last = new IOException("no loopback address to choose from");
    for (int i = 0; i < 20; i++) {
      ThreadLocalRandom random = ThreadLocalRandom.current();
      byte[] bytes = {127, (byte) random.nextInt(1, 255), (byte) random.nextInt(256), 7};
      InetAddress address = InetAddress.getByAddress(bytes);
      try {
        new ServerSocket(PORT, 1, address).close();
        return address;
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }
}
