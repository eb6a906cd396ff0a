package io.github.pppvpn.log.event;

import io.github.pppvpn.log.LineBlocks;
import java.nio.charset.StandardCharsets;

/** A log in memory, as one block or as blocks of a few lines. */
public final class MemoryBlocks implements LineBlocks {
  private final byte[] bytes;
  private final int blockSize;
  private int from;
  private int to;

  public MemoryBlocks(byte[] bytes, int blockSize) {
    this.bytes = bytes;
    this.blockSize = blockSize;
  }

  public static MemoryBlocks of(String text) {
    return new MemoryBlocks(text.getBytes(StandardCharsets.UTF_8), Integer.MAX_VALUE);
  }

  @Override
  public boolean next() {
    from = to;
    long wanted = (long) from + blockSize;
    to = (int) Math.min(bytes.length, wanted);
    while (to < bytes.length && bytes[to - 1] != '\n') {
      to++;
    }
    return from < bytes.length;
  }

  @Override
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public int from() {
    return from;
  }

  @Override
  public int to() {
    return to;
  }

  @Override
  public long position() {
    return from;
  }

  @Override
  public void close() {}
}
