package io.github.pppvpn.checks.gre;

import io.github.pppvpn.checks.net.AddressText;
import io.github.pppvpn.plugin.CannotCheckException;
import java.net.InetAddress;
import java.util.Optional;

/** Writes all that this host and the server say to each other during a probe into a pcap file. */
final class ExchangeCapture implements AutoCloseable {
  private static final int WHOLE_PACKETS = 65_535;

  /** More than any probe has; a flood ends the file, not the disk. */
  private static final int MAX_PACKETS = 20_000;

  private static final long LAST_WORDS_MILLIS = 1000;

  private final Thread thread;
  private volatile boolean over;

  private ExchangeCapture(Pcap pcap, Pcap.Dump dump) {
    this.thread = new Thread(() -> write(pcap, dump), "capture");
  }

  /** Starts; the file is there when this returns. */
  static ExchangeCapture start(InetAddress server, int port, String file)
      throws CannotCheckException {
    String filter =
        "host " + AddressText.of(server) + " and (ip proto 47 or icmp or tcp port " + port + ")";
    Pcap pcap = Pcap.open("any", WHOLE_PACKETS, filter);
    ExchangeCapture capture;
    try {
      capture = new ExchangeCapture(pcap, pcap.dumpTo(file));
    } catch (CannotCheckException e) {
      pcap.close();
      throw e;
    }
    capture.thread.setDaemon(true);
    capture.thread.start();
    return capture;
  }

  private void write(Pcap pcap, Pcap.Dump dump) {
    try (pcap;
        dump) {
      int packets = 0;
      while (packets < MAX_PACKETS) {
        boolean last = over;
        Optional<byte[]> packet = pcap.next();
        if (packet.isPresent()) {
          dump.write(packet.get());
          packets++;
        } else if (last) {
          break;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until the file is complete. */
  @Override
  public void close() {
    over = true;
    try {
      thread.join(LAST_WORDS_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
