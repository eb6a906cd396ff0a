package io.github.pppvpn.log.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What a process writes, never waited for longer than its time. Its standard error is kept apart,
 * as much of it as a sentence needs.
 */
final class ProcessBytes implements LogBytes {
  private static final int MAX_ERROR = 4096;
  private static final long MAX_SLEEP_MILLIS = 10;
  private static final long EXIT_MILLIS = 1000;

  private final Process process;
  private final BooleanSupplier expired;
  private final InputStream out;
  private final InputStream error;
  private final byte[] errorBytes = new byte[MAX_ERROR];
  private int errorLength;
  private long position;
  private boolean outOfTime;

  ProcessBytes(Process process, BooleanSupplier expired) {
    this.process = process;
    this.expired = expired;
    this.out = process.getInputStream();
    this.error = process.getErrorStream();
  }

  @Override
  public int read(long offset, byte[] bytes, int at, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (offset != position) {
      throw new IOException("what a process has written cannot be read again");
    }
    long sleep = 1;
    while (true) {
      // Alive is asked first: what is there afterwards is then all there will be.
      boolean alive = process.isAlive();
      drainError();
      int available = out.available();
      if (available > 0) {
        int n = out.read(bytes, at, Math.min(length, available));
        position += Math.max(0, n);
        return n;
      }
      if (!alive) {
        return -1;
      }
      if (expired.getAsBoolean()) {
        outOfTime = true;
        process.destroyForcibly();
        return -1;
      }
      try {
        Thread.sleep(sleep);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        outOfTime = true;
        return -1;
      }
      sleep = Math.min(MAX_SLEEP_MILLIS, sleep * 2);
    }
  }

  private void drainError() throws IOException {
    int available;
    while ((available = error.available()) > 0) {
      if (errorLength < MAX_ERROR) {
        int n = error.read(errorBytes, errorLength, Math.min(available, MAX_ERROR - errorLength));
        errorLength += Math.max(0, n);
      } else {
        error.skipNBytes(available);
      }
    }
  }

  boolean outOfTime() {
    return outOfTime;
  }

  /** What it has written to standard error. */
  String error() {
    return new String(errorBytes, 0, errorLength, StandardCharsets.UTF_8);
  }

  /** How it ended, once all has been read; -1 if it has not. */
  int exitCode() throws IOException {
    try {
      if (process.waitFor(EXIT_MILLIS, TimeUnit.MILLISECONDS)) {
        drainError();
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return -1;
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
    process.destroyForcibly();
    out.close();
    error.close();
  }
}
