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
  private final Journal journal;
  private final Optional<JournalPlace> place;
  private final JournalReading fresh;
  private Optional<JournalReading> before = Optional.empty();
  private JournalReading current;
  private long base;
  private long end;
  private boolean begun;

  /**
   * @param place behind which {@code fresh} goes on; nothing if it begins somewhere else
   */
  JournalLines(Journal journal, Optional<JournalPlace> place, JournalReading fresh) {
    this.journal = journal;
    this.place = place;
    this.fresh = fresh;
    this.current = fresh;
  }

  /** Whether an earlier run has counted the current block. */
  boolean counted() {
    return current.counted();
  }

  @Override
  public boolean next() throws IOException {
    if (!begun) {
      begun = true;
      // Asked for only now, so that it has all that stands before what the other one gives.
      if (place.isPresent() && fresh.knowsBefore()) {
        before = Optional.of(journal.before(fresh, place.get().read()));
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
