package io.github.pppvpn.log.event;

import io.github.pppvpn.log.LineBlocks;
import io.github.pppvpn.log.dialect.LogScanner;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Prints how fast logs are read, per second of processor time: {@code ScanSpeed [MEGABYTES]}. Not a
 * test.
 */
final class ScanSpeed {
  private ScanSpeed() {}

  public static void main(String[] arguments) throws IOException {
    long megabytes = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1000;
    for (String kind : new String[] {"others", "sessions", "failures"}) {
      Path file = Files.createTempFile("scan-speed", ".log");
      try {
        write(file, kind, megabytes << 20);
        for (int round = 0; round < 3; round++) {
          measure(file, kind, false);
        }
        measure(file, kind, true);
        measure(file, kind, true);
      } finally {
        Files.delete(file);
      }
    }
  }

  private static void measure(Path file, String kind, boolean correlated) throws IOException {
    long[] counts = new long[2];
    long start = cpu();
    Correlator correlator = new Correlator(event -> counts[1]++);
    try (LogScanner scanner = new LogScanner(0, new FileBlocks(file), Logs.parser())) {
      while (scanner.advance()) {
        counts[0]++;
        if (correlated) {
          correlator.accept(scanner.line());
        }
      }
    }
    correlator.finish();
    double seconds = (cpu() - start) / 1e9;
    System.out.println(
        kind
            + (correlated ? " with events " : " ")
            + Math.round(Files.size(file) / seconds / 1e7) / 100.0
            + " GB/s, "
            + counts[0]
            + " lines kept, "
            + counts[1]
            + " events");
  }

  /** Time on the processor: the machine may have other work. */
  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void write(Path file, String kind, long size) throws IOException {
    Random random = new Random(1);
    String[] programs = {"kernel:", "systemd[1]:", "sshd[812]:", "CRON[99]:", "named[77]:"};
    byte[] buffer = new byte[0];
    try (OutputStream out = Files.newOutputStream(file)) {
      long written = 0;
      int second = 0;
      while (written < size) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
          second++;
          String stamp = stamp(second / 20);
          if (kind.equals("others") && i % 500 != 0) {
            text.append(stamp).append(" vpn1 ").append(programs[random.nextInt(5)]);
            text.append(" a line of another program with id=").append(random.nextInt());
            text.append(" and some more words of it\n");
          } else {
            attempt(text, stamp + " vpn1 ", second, kind.equals("failures"));
          }
        }
        buffer = text.toString().getBytes(StandardCharsets.US_ASCII);
        out.write(buffer);
        written += buffer.length;
      }
    }
  }

  private static void attempt(StringBuilder text, String head, int n, boolean failure) {
    int control = 1000 + n % 30_000;
    String pptpd = head + "pptpd[" + control + "]: CTRL: ";
    String pppd = head + "pppd[" + (control + 1) + "]: ";
    String client = "Client 203.0.113." + n % 250 + " control connection ";
    text.append(pptpd).append(client).append("started\n");
    text.append(pptpd).append("Starting call (launching pppd, opening GRE)\n");
    text.append(pppd).append("pppd 2.4.9 started by root, uid 0\n");
    text.append(pppd).append("Using interface ppp0\n");
    text.append(pppd).append("Connect: ppp0 <--> /dev/pts/1\n");
    if (failure) {
      text.append(pppd).append("Peer user").append(n % 1000).append(" failed CHAP");
      text.append(" authentication\n");
    } else {
      text.append(pppd).append("peer from calling number 203.0.113.").append(n % 250);
      text.append(" authorized\n");
      text.append(pppd).append("MPPE 128-bit stateless compression enabled\n");
      text.append(pppd).append("local  IP address 192.168.77.1\n");
      text.append(pppd).append("remote IP address 192.168.77.").append(n % 250).append('\n');
      text.append(pppd).append("LCP terminated by peer (User request)\n");
      text.append(pppd).append("Connect time 5.1 minutes.\n");
      text.append(pppd).append("Sent 123456 bytes, received 654321 bytes.\n");
    }
    text.append(pppd).append("Connection terminated.\n");
    text.append(pppd).append("Exit.\n");
    text.append(pptpd).append("Reaping child PPP[").append(control + 1).append("]\n");
    text.append(pptpd).append(client).append("finished\n");
  }

  private static String stamp(int second) {
    int day = 1 + second / 86_400 % 20;
    int hour = second / 3600 % 24;
    int minute = second / 60 % 60;
    return "Nov "
        + (day < 10 ? " " : "")
        + day
        + (hour < 10 ? " 0" : " ")
        + hour
        + (minute < 10 ? ":0" : ":")
        + minute
        + (second % 60 < 10 ? ":0" : ":")
        + second % 60;
  }

  private static final class FileBlocks implements LineBlocks {
    private final InputStream in;
    private final byte[] bytes = new byte[256 << 10];
    private int to;
    private int filled;
    private long position;

    FileBlocks(Path file) throws IOException {
      in = new FileInputStream(file.toFile());
    }

    @Override
    public boolean next() throws IOException {
      System.arraycopy(bytes, to, bytes, 0, filled - to);
      position += to;
      filled -= to;
      int read = in.read(bytes, filled, bytes.length - filled);
      filled += Math.max(0, read);
      to = filled;
      while (read > 0 && bytes[to - 1] != '\n') {
        to--;
      }
      return to > 0;
    }

    @Override
    public byte[] bytes() {
      return bytes;
    }

    @Override
    public int from() {
      return 0;
    }

    @Override
    public int to() {
      return to;
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
