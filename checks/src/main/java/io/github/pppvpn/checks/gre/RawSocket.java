package io.github.pppvpn.checks.gre;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.gre.Gre;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * A raw IPv4 socket for GRE with one peer (raw(7)).
 *
 * <p>As long as it is open the kernel does not answer the peer's GRE with "protocol unreachable",
 * which would end its calls.
 */
final class RawSocket implements GreSocket {
  private static final int MAX_PACKET = 65_535;

  /** Behind the quoted packet: a {@code sock_extended_err} and the address of who complained. */
  private static final int CONTROL_BYTES = 512;

  private static final int ORIGIN_LOCAL = 1;
  private static final int ORIGIN_ICMP = 2;

  private final int socket;
  private final Memory buffer = new Memory(MAX_PACKET);
  private final Memory errorBuffer = new Memory(2048);

  private RawSocket(int socket) {
    this.socket = socket;
  }

  /**
   * Opens one that gets all GRE until it is connected.
   *
   * @param source the local address, if it matters
   * @param neverFragmented whether every packet has DF set and none is fragmented here
   * @throws CannotCheckException without CAP_NET_RAW
   */
  static RawSocket open(Optional<InetAddress> source, boolean neverFragmented)
      throws CannotCheckException {
    int socket = Sockets.privileged(LibC.AF_INET, LibC.SOCK_RAW, Gre.IP_PROTOCOL);
    RawSocket raw = new RawSocket(socket);
    if (source.isPresent()) {
      byte[] address = Sockets.address(source.get());
      raw.check(LibC.bind(socket, address, address.length), "cannot send from that address");
    }
    Sockets.set(socket, LibC.IPPROTO_IP, LibC.IP_RECVERR, 1);
    if (neverFragmented) {
      Sockets.set(socket, LibC.IPPROTO_IP, LibC.IP_MTU_DISCOVER, LibC.IP_PMTUDISC_PROBE);
    }
    Sockets.wakeUpOften(socket);
    return raw;
  }

  /**
   * From now on it is for {@code peer} alone.
   *
   * @throws SocketException if there is no route
   */
  void connect(InetAddress peer) throws SocketException {
    byte[] address = Sockets.address(peer);
    if (LibC.connect(socket, address, address.length) < 0) {
      throw new SocketException(Sockets.lastError());
    }
  }

  private void check(int result, String what) throws CannotCheckException {
    if (result < 0) {
      String why = Sockets.lastError();
      close();
      throw new CannotCheckException(what + ": " + why);
    }
  }

  @Override
  public int send(byte[] packet) {
    // An ICMP error that came meanwhile is given back instead of sending; it is read elsewhere.
    for (int i = 0; i < 3; i++) {
      int sent = LibC.send(socket, packet, new NativeLong(packet.length), 0).intValue();
      if (sent >= 0) {
        return 0;
      }
      int error = Native.getLastError();
      if (error == LibC.EMSGSIZE || error == LibC.EPERM || error == LibC.EACCES) {
        return error;
      }
    }
    return Native.getLastError();
  }

  @Override
  public Optional<byte[]> receive() {
    int length = LibC.recv(socket, buffer, new NativeLong(MAX_PACKET), 0).intValue();
    if (length < 20) {
      return Optional.empty();
    }
    int header = (buffer.getByte(0) & 0x0F) * 4;
    return header < 20 || header > length
        ? Optional.empty()
        : Optional.of(buffer.getByteArray(header, length - header));
  }

  // Two threads ask: who sends, and who receives.
  @Override
  public synchronized Optional<IcmpError> nextError() {
    int p = Native.POINTER_SIZE;
    Pointer vector = errorBuffer.share(64);
    Pointer name = errorBuffer.share(128);
    Pointer data = errorBuffer.share(256);
    Pointer control = errorBuffer.share(1024);
    errorBuffer.clear();
    vector.setPointer(0, data);
    vector.setNativeLong(p, new NativeLong(512));
    errorBuffer.setPointer(0, name);
    errorBuffer.setInt(p, 64);
    errorBuffer.setPointer(2L * p, vector);
    errorBuffer.setNativeLong(3L * p, new NativeLong(1));
    errorBuffer.setPointer(4L * p, control);
    errorBuffer.setNativeLong(5L * p, new NativeLong(CONTROL_BYTES));
    int length =
        LibC.recvmsg(socket, errorBuffer, LibC.MSG_ERRQUEUE | LibC.MSG_DONTWAIT).intValue();
    if (length < 0) {
      return Optional.empty();
    }
    // A cmsghdr, then sock_extended_err (linux/errqueue.h), then the sockaddr of the complainer.
    long at = 2L * 4 + p;
    int origin = control.getByte(at + 4) & 0xFF;
    int type = control.getByte(at + 5) & 0xFF;
    int code = control.getByte(at + 6) & 0xFF;
    int info = control.getInt(at + 8);
    if (origin != ORIGIN_LOCAL && origin != ORIGIN_ICMP) {
      return Optional.of(new IcmpError(true, 0, 0, 0, Optional.empty(), Octets.EMPTY));
    }
    Optional<InetAddress> from =
        origin == ORIGIN_ICMP ? inetAddress(control.getByteArray(at + 16, 8)) : Optional.empty();
    return Optional.of(
        new IcmpError(
            origin == ORIGIN_LOCAL,
            type,
            code,
            info,
            from,
            Octets.of(data.getByteArray(0, Math.min(512, length)))));
  }

  private static Optional<InetAddress> inetAddress(byte[] socketAddress) {
    if (ByteBuffer.wrap(socketAddress).order(ByteOrder.nativeOrder()).getShort() != LibC.AF_INET) {
      return Optional.empty();
    }
    return address(socketAddress);
  }

  private static Optional<InetAddress> address(byte[] socketAddress) {
    try {
      return Optional.of(InetAddress.getByAddress(Arrays.copyOfRange(socketAddress, 4, 8)));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** The address that packets are sent from. */
  Optional<InetAddress> localAddress() {
    byte[] bytes = new byte[16];
    return LibC.getsockname(socket, bytes, new int[] {bytes.length}) < 0
        ? Optional.empty()
        : address(bytes);
  }

  /** How /proc/net/raw names it; empty if that cannot be found out. */
  String inode() {
    try {
      String link = Files.readSymbolicLink(Path.of("/proc/self/fd/" + socket)).toString();
      int from = link.indexOf('[');
      return from < 0 ? "" : link.substring(from + 1, link.length() - 1);
    } catch (IOException | RuntimeException e) {
      return "";
    }
  }

  @Override
  public void close() {
    LibC.close(socket);
  }
}
