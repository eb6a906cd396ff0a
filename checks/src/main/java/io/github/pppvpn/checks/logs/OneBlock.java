package io.github.pppvpn.checks.logs;

import io.github.pppvpn.log.LineBlocks;

/** The current block of a log, given alone. */
final class OneBlock implements LineBlocks {
  private final LineBlocks block;
  private boolean given;

  OneBlock(LineBlocks block) {
    this.block = block;
  }

  @Override
  public boolean next() {
    boolean first = !given;
    given = true;
    return first;
  }

  @Override
  public byte[] bytes() {
    return block.bytes();
  }

  @Override
  public int from() {
    return block.from();
  }

  @Override
  public int to() {
    return block.to();
  }

  @Override
  public long position() {
    return block.position();
  }

  /** The log itself stays open. */
  @Override
  public void close() {}
}
