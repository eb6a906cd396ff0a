package io.github.pppvpn.icinga;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Debian's pptpd on a loopback address of its own, since its port cannot be chosen. */
final class PptpServer {
  private static final int PORT = 1723;

  private PptpServer() {}

  static Started start(Workplace workplace, String address) throws IOException {
    String options = workplace.write("pptpd-options", "noauth\n").toString();
    String configuration =
        workplace
            .write(
                "pptpd.conf",
                """
                option %s
                listen %s
                localip 192.0.2.1
                remoteip 192.0.2.10-20
                """
                    .formatted(options, address))
            .toString();
    String pid = workplace.file("pptpd.pid").toString();
    return Started.of(
        List.of(Debian.PPTPD.toString(), "-f", "-c", configuration, "-p", pid),
        workplace.file("pptpd.log"));
  }

  /** A loopback address on whose PPTP port nothing listens. */
  static String freeAddress() throws IOException {
    IOException last = new IOException("no loopback address to choose from");
    for (int i = 0; i < 20; i++) {
      ThreadLocalRandom random = ThreadLocalRandom.current();
      byte[] bytes = {127, (byte) random.nextInt(1, 255), (byte) random.nextInt(256), 8};
      InetAddress address = InetAddress.getByAddress(bytes);
      try {
        new ServerSocket(PORT, 1, address).close();
        return address.getHostAddress();
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }
}
