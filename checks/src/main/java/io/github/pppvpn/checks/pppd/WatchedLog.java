package io.github.pppvpn.checks.pppd;

import io.github.pppvpn.checks.logs.LinesSpan;
import io.github.pppvpn.log.LineBlocks;
import io.github.pppvpn.log.source.LogSourceException;
import io.github.pppvpn.log.source.SourceNote;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A log that ends early, with its reason kept, when it fails or time is up. */
final class WatchedLog implements LineBlocks {
  private final String name;
  private final LineBlocks inner;
  private final Supplier<List<SourceNote>> notes;
  private final BooleanSupplier expired;
  private final LinesSpan span;
  private final Consumer<LineBlocks> listener;
  private Optional<LogProblem> problem = Optional.empty();

  /**
   * @param notes what the source has to say, once all of it was read
   * @param expired whether time is up
   * @param span shown each block
   * @param listener told each block
   */
  WatchedLog(
      String name,
      LineBlocks inner,
      Supplier<List<SourceNote>> notes,
      BooleanSupplier expired,
      LinesSpan span,
      Consumer<LineBlocks> listener) {
    this.name = name;
    this.inner = inner;
    this.notes = notes;
    this.expired = expired;
    this.span = span;
    this.listener = listener;
  }

  @Override
  public boolean next() throws IOException {
    if (problem.isPresent()) {
      return false;
    }
    try {
      if (!expired.getAsBoolean()) {
        boolean more = inner.next();
        if (more) {
          span.look(inner);
          listener.accept(inner);
        }
        return more;
      }
    } catch (LogSourceException e) {
      problem = Optional.of(new LogProblem(e.getMessage(), e.nextStep()));
      return false;
    } catch (IOException e) {
      problem = Optional.of(new LogProblem(name + " cannot be read: " + e.getMessage(), ""));
      return false;
    }
    problem =
        Optional.of(
            new LogProblem(
                name + " could not be read in time", "a smaller --window, or a longer --timeout"));
    return false;
  }

  String name() {
    return name;
  }

  /** From when to when the lines are that were read. */
  LinesSpan span() {
    return span;
  }

  /** Why what it tells is not all of the window; complete once it was read. */
  Optional<LogProblem> problem() {
    if (problem.isPresent()) {
      return problem;
    }
    for (SourceNote note : notes.get()) {
      if (note.kind() != SourceNote.Kind.LOST) {
        return Optional.of(new LogProblem(note.text(), ""));
      }
    }
    return Optional.empty();
  }

  @Override
  public byte[] bytes() {
    return inner.bytes();
  }

  @Override
  public int from() {
    return inner.from();
  }

  @Override
  public int to() {
    return inner.to();
  }

  @Override
  public long position() {
    return inner.position();
  }

  @Override
  public void close() throws IOException {
    inner.close();
  }
}
