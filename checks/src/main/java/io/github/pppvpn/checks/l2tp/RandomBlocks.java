package io.github.pppvpn.checks.l2tp;

import java.io.IOException;
import java.util.Arrays;

/**
 * Takes of {@code source} a block at a time, for many who need a few bytes each. For one thread.
 */
final class RandomBlocks implements Randomness {
  private static final int BLOCK_BYTES = 1024;

  private final Randomness source;
  private byte[] block = {};
  private int used;

  RandomBlocks(Randomness source) {
    this.source = source;
  }

  @Override
  public byte[] bytes(int length) throws IOException {
    if (length > block.length - used) {
      block = source.bytes(Math.max(length, BLOCK_BYTES));
      used = 0;
    }
    used += length;
    return Arrays.copyOfRange(block, used - length, used);
  }
}
