package io.github.pppvpn.checks.logs;

import io.github.pppvpn.log.LineBlocks;
import io.github.pppvpn.log.source.JournalReading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The journal's entries with those before them that an earlier run has counted, in one sequence of
 * positions.
 */
final class JournalLines implements LineBlocks {
  private static final int MAX_CONTEXT = 4 << 20;

  private final byte[] context;
  private final JournalReading fresh;
  private boolean inContext;
  private boolean begun;

  private JournalLines(byte[] context, JournalReading fresh) {
    this.context = context;
    this.fresh = fresh;
  }

  static JournalLines without(JournalReading fresh) {
    return new JournalLines(new byte[0], fresh);
  }

  /**
   * Reads {@code before} up to the entry with the cursor; without that entry nothing of it counts
   * as context, for it could be what {@code fresh} gives again.
   */
  static JournalLines with(JournalReading before, String cursor, JournalReading fresh)
      throws IOException {
    byte[] wanted = ("\"" + cursor + "\"").getBytes(StandardCharsets.US_ASCII);
    byte[] kept = new byte[0];
    try (before) {
      while (before.next()) {
        Optional<Integer> end = lineEndBehind(before, wanted);
        kept = joined(kept, before, end.orElse(before.to()));
        if (end.isPresent()) {
          return new JournalLines(kept, fresh);
        }
      }
    }
    return without(fresh);
  }

  private static byte[] joined(byte[] kept, JournalReading block, int end) {
    int more = end - block.from();
    // Of too much the start is left out: the end is what matters.
    int old = Math.min(kept.length, Math.max(0, MAX_CONTEXT - more));
    byte[] all = Arrays.copyOfRange(kept, kept.length - old, kept.length + more);
    System.arraycopy(block.bytes(), block.from(), all, old, more);
    return all;
  }

  private static Optional<Integer> lineEndBehind(JournalReading block, byte[] wanted) {
    byte[] bytes = block.bytes();
    for (int i = block.from(); i + wanted.length <= block.to(); i++) {
      if (bytes[i] == '"' && Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        int end = i;
        while (end < block.to() && bytes[end] != '\n') {
          end++;
        }
        return Optional.of(Math.min(block.to(), end + 1));
      }
    }
    return Optional.empty();
  }

  /** Whether an earlier run has counted the current block. */
  boolean counted() {
    return inContext;
  }

  @Override
  public boolean next() throws IOException {
    inContext = !begun && context.length > 0;
    begun = true;
    return inContext || fresh.next();
  }

  @Override
  public byte[] bytes() {
    return inContext ? context : fresh.bytes();
  }

  @Override
  public int from() {
    return inContext ? 0 : fresh.from();
  }

  @Override
  public int to() {
    return inContext ? context.length : fresh.to();
  }

  @Override
  public long position() {
    return inContext ? 0 : context.length + fresh.position();
  }

  @Override
  public void close() throws IOException {
    fresh.close();
  }
}
