package io.github.pppvpn.checks.sessions;

import io.github.pppvpn.host.Connector;
import io.github.pppvpn.host.HostRoot;
import java.io.IOException;
import java.net.Socket;

/** How a TCP port of the host is reached. */
@FunctionalInterface
public interface Ports {
  /** Those of the running host on its loopback; a recorded host has none. */
  Ports OF_HOST =
      new Ports() {
        @Override
        public Connector to(HostRoot root, int port) {
          return root.isLive() ? Connector.loopback(port) : new OfNoHost();
        }
      };

  /** What a recorded host has: nothing answers. */
  final class OfNoHost implements Connector {
    @Override
    public Socket connect(int timeoutMillis) throws IOException {
      throw new IOException("this is not the running host (--root)");
    }
  }

  /** Leads to a port. */
  Connector to(HostRoot root, int port);
}
