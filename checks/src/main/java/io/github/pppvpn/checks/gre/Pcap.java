package io.github.pppvpn.checks.gre;

import com.sun.jna.NativeLibrary;
import io.github.pppvpn.plugin.CannotCheckException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapDumper;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface.PromiscuousMode;
import org.pcap4j.packet.namednumber.DataLinkType;

/**
 * A live capture through pcap4j and libpcap, opened only where one is asked for: loading both takes
 * longer than a whole probe.
 */
final class Pcap implements AutoCloseable {
  private static final int READ_TIMEOUT_MILLIS = 50;
  private static final int WAIT_MILLIS = 10;
  private static final String[] LIBRARIES = {"libpcap.so.0.8", "libpcap.so.1"};

  private final PcapHandle handle;

  private Pcap(PcapHandle handle) {
    this.handle = handle;
  }

  /**
   * Starts to capture what {@code filter} (pcap-filter(7)) lets through.
   *
   * @param iface an interface, or {@code any}
   * @param bytes kept of each packet
   */
  static Pcap open(String iface, int bytes, String filter) throws CannotCheckException {
    try {
      System.setProperty("org.pcap4j.core.pcapLibName", library());
      PcapHandle handle =
          new PcapHandle.Builder(iface)
              .snaplen(bytes)
              .promiscuousMode(PromiscuousMode.NONPROMISCUOUS)
              .timeoutMillis(READ_TIMEOUT_MILLIS)
              .immediateMode(true)
              .build();
      // A read of libpcap's may wait for ever on a quiet interface, whatever its timeout.
      handle.setBlockingMode(PcapHandle.BlockingMode.NONBLOCKING);
      handle.setFilter(filter, BpfCompileMode.OPTIMIZE);
      return new Pcap(handle);
    } catch (PcapNativeException | NotOpenException e) {
      throw refusal(iface, e.getMessage() == null ? e.toString() : e.getMessage());
    } catch (LinkageError e) {
      throw noLibrary();
    }
  }

  private static CannotCheckException refusal(String iface, String why) {
    if (why.contains("permi")) {
      return Privilege.missing();
    }
    return new CannotCheckException(
        "cannot capture on the interface " + iface + ": " + why,
        "See ip -brief link for the interfaces of this host.");
  }

  private static CannotCheckException noLibrary() {
    return new CannotCheckException(
        "captures need libpcap, which this host does not have",
        "Install it: apt-get install libpcap0.8.");
  }

  private static String library() throws CannotCheckException {
    LibC.prepare();
    for (String name : LIBRARIES) {
      try {
        NativeLibrary.getInstance(name);
        return name;
      } catch (UnsatisfiedLinkError e) {
        // The next one.
      }
    }
    throw noLibrary();
  }

  /** The next packet as captured; empty if none came for some 10 ms. */
  Optional<byte[]> next() throws InterruptedException {
    try {
      byte[] packet = handle.getNextRawPacket();
      if (packet == null) {
        Thread.sleep(WAIT_MILLIS);
      }
      return Optional.ofNullable(packet);
    } catch (NotOpenException e) {
      return Optional.empty();
    }
  }

  /** Bytes before the IP header. */
  int linkHeader() {
    DataLinkType type = handle.getDlt();
    if (type.equals(DataLinkType.EN10MB)) {
      return 14;
    }
    return type.equals(DataLinkType.LINUX_SLL) ? 16 : 0;
  }

  /** A file for the packets. */
  Dump dumpTo(String file) throws CannotCheckException {
    try {
      // Never over an existing file: the command may run as root.
      Files.createFile(Path.of(file));
      return new Dump(handle.dumpOpen(file), handle);
    } catch (FileAlreadyExistsException e) {
      throw new CannotCheckException(
          "the file " + file + " is there already", "Name a new one after --capture.");
    } catch (IOException | InvalidPathException | PcapNativeException | NotOpenException e) {
      throw new CannotCheckException("cannot write the capture " + file + ": " + e.getMessage());
    }
  }

  /** A pcap file being written. */
  static final class Dump implements AutoCloseable {
    private final PcapDumper dumper;
    private final PcapHandle handle;

    private Dump(PcapDumper dumper, PcapHandle handle) {
      this.dumper = dumper;
      this.handle = handle;
    }

    /** Writes the packet that was captured last. */
    void write(byte[] packet) {
      try {
        dumper.dumpRaw(packet, handle.getTimestamp());
      } catch (NotOpenException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      dumper.close();
    }
  }

  @Override
  public void close() {
    handle.close();
  }
}
