package io.github.pppvpn.log.dialect;

import io.github.pppvpn.log.LineBlocks;
import java.io.IOException;
import java.util.ArrayDeque;

/**
 * The blocks of one log, some of them read and scanned before their turn: by the helper, and by
 * this thread where it would have to wait for it.
 */
final class ReadAhead {
  /** More would keep more of what was found in memory at once. */
  private static final int DEPTH = 6;

  private final LineBlocks blocks;
  private final ScanHelper helper;
  private final BlockScanner mine;
  private final BlockScanner helpers;
  private final ArrayDeque<ScanTask> tasks = new ArrayDeque<>(DEPTH);
  private final ArrayDeque<byte[]> spares = new ArrayDeque<>(DEPTH);
  private boolean ended;
  private IOException failure;

  ReadAhead(LineBlocks blocks, ScanHelper helper, BlockScanner scanner) {
    this.blocks = blocks;
    this.helper = helper;
    this.mine = scanner.another();
    this.helpers = scanner.another();
  }

  /**
   * The next block in the log's order, scanned; null at the log's end.
   *
   * @throws IOException as the source has it, behind the blocks before it
   */
  ScanTask next() throws IOException {
    read();
    ScanTask task = tasks.poll();
    if (task == null) {
      helper.release();
      if (failure != null) {
        throw failure;
      }
      return null;
    }
    if (task.claim()) {
      task.run(mine);
    }
    while (!task.isDone()) {
      ScanTask other = unclaimed();
      if (other == null) {
        task.await();
      } else {
        other.run(mine);
      }
    }
    return task;
  }

  private ScanTask unclaimed() {
    for (ScanTask task : tasks) {
      if (task.claim()) {
        return task;
      }
    }
    return null;
  }

  /** Takes back the buffer of a block that is no longer needed. */
  void reuse(ScanTask task) {
    spares.add(task.bytes());
  }

  private void read() {
    while (!ended && tasks.size() < DEPTH) {
      try {
        ended = !blocks.next();
      } catch (IOException e) {
        failure = e;
        ended = true;
      }
      if (!ended) {
        ScanTask task = task();
        tasks.add(task);
        helper.offer(task, helpers);
      }
    }
  }

  private ScanTask task() {
    int from = blocks.from();
    int to = blocks.to();
    long position = blocks.position();
    byte[] bytes = blocks.bytes();
    byte[] spare = spares.poll();
    if (spare == null || spare.length != bytes.length) {
      spare = new byte[bytes.length];
    }
    if (!blocks.give(spare)) {
      System.arraycopy(bytes, from, spare, from, to - from);
      bytes = spare;
    }
    return new ScanTask(bytes, from, to, position);
  }
}
