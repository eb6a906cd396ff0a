package io.github.pppvpn.checks.logs;

import io.github.pppvpn.log.LineBlocks;
import io.github.pppvpn.log.source.Journal;
import io.github.pppvpn.log.source.JournalReading;
import java.io.IOException;
import java.util.Optional;

/**
 * The journal's entries behind a place, after those before it: some of them an earlier run has
 * counted, and some have come since; in one sequence of positions.
 */
final class JournalLines implements LineBlocks {
  private final JournalReading fresh;
  private Optional<JournalReading> before;
  private JournalReading current;
  private long base;
  private long end;
  private boolean begun;

  private JournalLines(Optional<JournalReading> before, JournalReading fresh) {
    this.before = before;
    this.fresh = fresh;
    this.current = fresh;
  }

  /** Of a reading that goes on nowhere. */
  static JournalLines of(JournalReading reading) {
    return new JournalLines(Optional.empty(), reading);
  }

  /**
   * Both journalctl run at once: on a slow disk each takes its time.
   *
   * @param fresh goes on behind the place
   */
  static JournalLines of(Journal journal, JournalPlace place, JournalReading fresh)
      throws IOException {
    if (place.counted().cursor().isEmpty() || place.counted().marks().isEmpty()) {
      return of(fresh);
    }
    try {
      return new JournalLines(Optional.of(journal.before(fresh, place.read())), fresh);
    } catch (IOException e) {
      fresh.close();
      throw e;
    }
  }

  /** Whether an earlier run has counted the current block. */
  boolean counted() {
    return current.counted();
  }

  @Override
  public boolean next() throws IOException {
    if (!begun) {
      begun = true;
      // Without the entry of the place there is no telling what stands before it.
      if (before.isPresent() && !fresh.knowsBefore()) {
        before.get().close();
        before = Optional.empty();
      }
    }
    if (before.isPresent()) {
      current = before.get();
      if (current.next()) {
        end = current.position() + current.to() - current.from();
        return true;
      }
      current.close();
      before = Optional.empty();
      base = end;
    }
    current = fresh;
    return fresh.next();
  }

  @Override
  public byte[] bytes() {
    return current.bytes();
  }

  @Override
  public int from() {
    return current.from();
  }

  @Override
  public int to() {
    return current.to();
  }

  @Override
  public long position() {
    return base + current.position();
  }

  @Override
  public void close() throws IOException {
    if (before.isPresent()) {
      before.get().close();
    }
    fresh.close();
  }
}
