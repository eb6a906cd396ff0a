package io.github.pppvpn.checks.gre;

import com.sun.jna.Native;
import io.github.pppvpn.plugin.CannotCheckException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Addresses and options in the form of the C library. */
final class Sockets {
  private static final int WAKE_UP_MICROS = 100_000;

  private Sockets() {}

  /** A {@code sockaddr_in}. */
  static byte[] address(InetAddress address) {
    byte[] bytes = new byte[16];
    ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).putShort((short) LibC.AF_INET);
    System.arraycopy(address.getAddress(), 0, bytes, 4, 4);
    return bytes;
  }

  /** A {@code sockaddr_un} in the abstract name space: no file, gone with its socket. */
  static byte[] abstractAddress(String name) {
    byte[] text = name.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer bytes = ByteBuffer.allocate(3 + text.length).order(ByteOrder.nativeOrder());
    return bytes.putShort((short) LibC.AF_UNIX).put((byte) 0).put(text).array();
  }

  static int set(int socket, int level, int name, int value) {
    byte[] bytes = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(value).array();
    return LibC.setsockopt(socket, level, name, bytes, bytes.length);
  }

  /** A wait for a packet ends several times a second, so that its thread can end. */
  static void wakeUpOften(int socket) {
    ByteBuffer time = ByteBuffer.allocate(2 * Native.LONG_SIZE).order(ByteOrder.nativeOrder());
    if (Native.LONG_SIZE == 8) {
      time.putLong(0).putLong(WAKE_UP_MICROS);
    } else {
      time.putInt(0).putInt(WAKE_UP_MICROS);
    }
    LibC.setsockopt(socket, LibC.SOL_SOCKET, LibC.SO_RCVTIMEO, time.array(), time.capacity());
  }

  /** What the last call failed of, in words. */
  static String lastError() {
    return LibC.strerror(Native.getLastError());
  }

  /**
   * A socket of the kind that needs CAP_NET_RAW.
   *
   * @throws CannotCheckException without that, or if this kernel has no such sockets
   */
  static int privileged(int domain, int type, int protocol) throws CannotCheckException {
    int socket;
    try {
      socket = LibC.socket(domain, type | LibC.SOCK_CLOEXEC, protocol);
    } catch (LinkageError e) {
      throw new CannotCheckException(
          "the native library of JNA cannot be used: " + e.getMessage(),
          "Install ppp-vpn-checks again; its folder lib holds libjnidispatch.so for the common"
              + " processors with glibc.");
    }
    if (socket >= 0) {
      return socket;
    }
    int error = Native.getLastError();
    if (error == LibC.EPERM || error == LibC.EACCES) {
      throw Privilege.missing();
    }
    throw new CannotCheckException("this host cannot open a raw socket: " + LibC.strerror(error));
  }
}
