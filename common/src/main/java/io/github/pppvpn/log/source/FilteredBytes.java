package io.github.pppvpn.log.source;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * A file that a program unpacks. The file is opened once and fed to the program, so that it may be
 * renamed or removed meanwhile.
 *
 * <p>Its start is kept: most files are looked at there only, and no program is left running for it.
 * What lies before a place must be unpacked to reach it, and reading further back than {@value
 * #KEPT} bytes starts over.
 */
final class FilteredBytes implements LogBytes {
  /** As much as the search for a time looks at. */
  private static final int HEAD = 16 * 1024;

  private static final int CHUNK = 64 * 1024;
  private static final int KEPT = 4 * 1024;
  private static final long PUMP_MILLIS = 1000;

  private final RandomAccessFile file;
  private final List<String> command;
  private final BooleanSupplier expired;

  private byte[] head;
  private int headLength;
  private boolean allInHead;

  private ProcessBytes process;
  private Thread pump;
  private byte[] chunk;
  private long chunkStart;
  private int chunkLength;
  private long endAt = Long.MAX_VALUE;
  private String damage = "";

  /**
   * @param command an unpacking filter
   * @param expired whether time is up
   */
  FilteredBytes(RandomAccessFile file, List<String> command, BooleanSupplier expired) {
    this.file = file;
    this.command = command;
    this.expired = expired;
  }

  @Override
  public int read(long offset, byte[] bytes, int at, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (head == null) {
      readHead();
    }
    if (offset < headLength) {
      int n = (int) Math.min(length, headLength - offset);
      System.arraycopy(head, (int) offset, bytes, at, n);
      return n;
    }
    if (allInHead || offset >= endAt) {
      return end();
    }
    if (process == null || offset < chunkStart) {
      start();
    }
    while (offset >= chunkStart + chunkLength) {
      if (!readChunk()) {
        endAt = chunkStart + chunkLength;
        stop();
        return end();
      }
    }
    int n = (int) Math.min(length, chunkStart + chunkLength - offset);
    System.arraycopy(chunk, (int) (offset - chunkStart), bytes, at, n);
    return n;
  }

  private void readHead() throws IOException {
    head = new byte[HEAD];
    if (file.length() == 0) {
      // What compressing leaves when it is cut off at once.
      allInHead = true;
      return;
    }
    start();
    headLength = process.readFully(0, head, 0, HEAD);
    allInHead = headLength < HEAD;
    if (allInHead) {
      seeHowItEnded();
    }
    stop();
  }

  private boolean readChunk() throws IOException {
    int kept = Math.min(KEPT, chunkLength);
    System.arraycopy(chunk, chunkLength - kept, chunk, 0, kept);
    chunkStart += chunkLength - kept;
    chunkLength = kept;
    int n = process.readFully(chunkStart + kept, chunk, kept, CHUNK);
    chunkLength += n;
    if (n < CHUNK) {
      seeHowItEnded();
    }
    return n > 0;
  }

  /** At the end, and again whenever that is reached. */
  private int end() throws IOException {
    if (!damage.isEmpty()) {
      throw new IOException(damage);
    }
    return -1;
  }

  private void seeHowItEnded() throws IOException {
    String program = command.get(0).substring(command.get(0).lastIndexOf('/') + 1);
    if (process.outOfTime()) {
      damage = program + " had to be ended, for time was up";
      return;
    }
    int code = process.exitCode();
    if (code != 0) {
      String error = process.error().strip();
      int lf = error.indexOf('\n');
      String said = lf < 0 ? error : error.substring(0, lf).strip();
      damage =
          program
              + " cannot unpack it"
              + (said.isEmpty() ? " (exit code " + code + ")" : ": " + said);
    }
  }

  private void start() throws IOException {
    stop();
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("LC_ALL", "C");
    environment.put("PATH", "/usr/bin:/bin");
    Process started;
    try {
      started = builder.start();
    } catch (IOException e) {
      throw new IOException(command.get(0) + " does not start", e);
    }
    process = new ProcessBytes(started, expired);
    damage = "";
    chunk = new byte[KEPT + CHUNK];
    chunkStart = 0;
    chunkLength = 0;
    file.seek(0);
    pump = new Thread(() -> feed(started.getOutputStream()), "unpacking");
    pump.setDaemon(true);
    pump.start();
  }

  private void feed(OutputStream to) {
    byte[] packed = new byte[CHUNK];
    try (to) {
      for (int n = file.read(packed); n > 0; n = file.read(packed)) {
        to.write(packed, 0, n);
      }
    } catch (IOException e) {
      // It has ended or was ended: how, its exit code tells.
    }
  }

  private void stop() throws IOException {
    if (process == null) {
      return;
    }
    process.close();
    process = null;
    chunk = null;
    try {
      pump.join(PUMP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public long length() {
    return Long.MAX_VALUE;
  }

  @Override
  public boolean sequential() {
    return true;
  }

  @Override
  public void close() throws IOException {
    stop();
    file.close();
  }
}
