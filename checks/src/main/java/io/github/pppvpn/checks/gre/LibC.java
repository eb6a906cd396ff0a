package io.github.pppvpn.checks.gre;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;

/**
 * The C library's sockets: Java has no raw ones. Each function is that of its manual page; {@link
 * Native#getLastError()} is errno.
 */
final class LibC {
  static final int AF_UNIX = 1;
  static final int AF_INET = 2;
  static final int AF_PACKET = 17;
  static final int SOCK_DGRAM = 2;
  static final int SOCK_RAW = 3;
  static final int SOCK_CLOEXEC = 0x80000;
  static final int SOL_SOCKET = 1;
  static final int SO_RCVBUF = 8;
  static final int SO_RCVTIMEO = 20;
  static final int SO_ATTACH_FILTER = 26;
  static final int IPPROTO_IP = 0;
  static final int IP_MTU_DISCOVER = 10;
  static final int IP_RECVERR = 11;

  /** DF is set on every packet, whatever path MTU the kernel remembers. */
  static final int IP_PMTUDISC_PROBE = 3;

  static final int MSG_DONTWAIT = 0x40;
  static final int MSG_ERRQUEUE = 0x2000;

  static final int EPERM = 1;
  static final int EINTR = 4;
  static final int EAGAIN = 11;
  static final int EACCES = 13;
  static final int EMSGSIZE = 90;
  static final int EADDRNOTAVAIL = 99;
  static final int ENOBUFS = 105;

  private static final String FOLDER = "pppvpn.lib";

  static {
    prepare();
    Native.register(LibC.class, NativeLibrary.getProcess());
  }

  private LibC() {}

  /** To be called before the first use of JNA by anything else. */
  static void prepare() {
    String folder = System.getProperty(FOLDER, "");
    if (!folder.isEmpty()) {
      // Otherwise JNA would unpack its library below /tmp at every run.
      System.setProperty("jna.boot.library.path", folder + "/" + Platform.RESOURCE_PREFIX);
      System.setProperty("jna.nounpack", "true");
    }
    // Otherwise JNA would start ldconfig at every run; dlopen(3) finds libraries by itself.
    System.setProperty("jna.platform.library.path", "");
  }

  static native int socket(int domain, int type, int protocol);

  static native int bind(int socket, byte[] address, int length);

  static native int connect(int socket, byte[] address, int length);

  static native int getsockname(int socket, byte[] address, int[] length);

  static native int setsockopt(int socket, int level, int name, byte[] value, int length);

  static native NativeLong send(int socket, byte[] bytes, NativeLong length, int flags);

  static native NativeLong recv(int socket, Pointer buffer, NativeLong length, int flags);

  static native NativeLong recvmsg(int socket, Pointer message, int flags);

  static native int close(int socket);

  static native String strerror(int error);
}
