package io.github.pppvpn.host;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;

/** Opens the TCP connection to a program's command line interface. */
@FunctionalInterface
public interface Connector {
  /** A connected socket, the caller's to close. */
  Socket connect(int timeoutMillis) throws IOException;

  /** Connects to a port of 127.0.0.1. */
  static Connector loopback(int port) {
    return new Connector() {
      @Override
      public Socket connect(int timeoutMillis) throws IOException {
        Socket socket = new Socket(Proxy.NO_PROXY);
        try {
          byte[] loopback = {127, 0, 0, 1};
          InetAddress address = InetAddress.getByAddress(loopback);
          socket.connect(new InetSocketAddress(address, port), timeoutMillis);
          return socket;
        } catch (IOException e) {
          socket.close();
          throw e;
        }
      }
    };
  }
}
