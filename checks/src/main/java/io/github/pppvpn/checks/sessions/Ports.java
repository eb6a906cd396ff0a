package io.github.pppvpn.checks.sessions;

import io.github.pppvpn.host.Connector;
import io.github.pppvpn.host.HostRoot;
import java.io.IOException;

/** How a TCP port of the host is reached. */
@FunctionalInterface
public interface Ports {
  /** Those of the running host on its loopback; a recorded host has none. */
  Ports OF_HOST =
      (root, port) ->
          root.isLive()
              ? Connector.loopback(port)
              : timeoutMillis -> {
                throw new IOException("this is not the running host (--root)");
              };

  /** Leads to a port. */
  Connector to(HostRoot root, int port);
}
