package io.github.pppvpn.checks.gre;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.wire.gre.Gre;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Sees the server's GRE as it arrives on this host's interfaces, before this host's own firewall
 * (packet(7)): what the raw socket does not get although it is seen here was dropped here.
 */
final class PacketWitness implements AutoCloseable {
  private static final int ETH_P_IP = 0x0800;
  private static final int MAX_PACKET = 2048;

  private final int socket;
  private final Memory buffer = new Memory(MAX_PACKET);

  private PacketWitness(int socket) {
    this.socket = socket;
  }

  /** Starts to see the GRE that comes from {@code peer}. */
  static PacketWitness of(InetAddress peer) throws CannotCheckException {
    int protocol =
        ByteBuffer.allocate(2).putShort((short) ETH_P_IP).order(ByteOrder.nativeOrder()).getShort(0)
            & 0xFFFF;
    // With the protocol 0 nothing arrives before the filter is there.
    int socket = Sockets.privileged(LibC.AF_PACKET, LibC.SOCK_DGRAM, 0);
    PacketWitness witness = new PacketWitness(socket);
    witness.filter(peer);
    Sockets.wakeUpOften(socket);
    // sockaddr_ll: family, protocol, interface 0 for all.
    byte[] address = new byte[20];
    ByteBuffer.wrap(address)
        .order(ByteOrder.nativeOrder())
        .putShort((short) LibC.AF_PACKET)
        .putShort((short) protocol);
    LibC.bind(socket, address, address.length);
    return witness;
  }

  /** A program for the kernel (linux/filter.h): protocol 47 from that address, and nothing else. */
  private void filter(InetAddress peer) {
    int address = ByteBuffer.wrap(peer.getAddress()).getInt();
    int[][] program = {
      {0x30, 0, 0, 9}, // load the protocol
      {0x15, 0, 3, Gre.IP_PROTOCOL},
      {0x20, 0, 0, 12}, // load the source
      {0x15, 0, 1, address},
      {0x06, 0, 0, MAX_PACKET},
      {0x06, 0, 0, 0},
    };
    Memory code = new Memory(8L * program.length);
    for (int i = 0; i < program.length; i++) {
      code.setShort(8L * i, (short) program[i][0]);
      code.setByte(8L * i + 2, (byte) program[i][1]);
      code.setByte(8L * i + 3, (byte) program[i][2]);
      code.setInt(8L * i + 4, program[i][3]);
    }
    int p = Native.POINTER_SIZE;
    Memory header = new Memory(2L * p);
    header.clear();
    header.setShort(0, (short) program.length);
    header.setPointer(p, code);
    LibC.setsockopt(
        socket, LibC.SOL_SOCKET, LibC.SO_ATTACH_FILTER, header.getByteArray(0, 2 * p), 2 * p);
    // The kernel has copied it.
    code.close();
  }

  /** The next packet, GRE header first; empty if none came for some 100 ms. */
  Optional<byte[]> receive() {
    int length = LibC.recv(socket, buffer, new NativeLong(MAX_PACKET), 0).intValue();
    int header = length < 20 ? 0 : (buffer.getByte(0) & 0x0F) * 4;
    return header < 20 || header > length
        ? Optional.empty()
        : Optional.of(buffer.getByteArray(header, length - header));
  }

  @Override
  public void close() {
    LibC.close(socket);
  }
}
