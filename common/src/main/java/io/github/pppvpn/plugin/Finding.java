package io.github.pppvpn.plugin;

/**
 * Something that a check found and that is a verdict by itself, without any range: refused,
 * one-way, not running.
 *
 * @param state how bad it is
 * @param text what was found, without a line end; stands on line 1 if it is the worst
 * @param nextStep what usually causes it and what to look at next; empty for nothing to add
 * @param word the same in a word or two, {@code refused}, for a line that tells of many; may be
 *     empty
 */
public record Finding(State state, String text, String nextStep, String word) {

  /** A finding that a line of many does not tell apart from others. */
  public Finding(State state, String text, String nextStep) {
    this(state, text, nextStep, "");
  }

  /** The same finding with its {@link #word}. */
  public Finding inAWord(String brief) {
    return new Finding(state, text, nextStep, brief);
  }

  public static Finding critical(String text, String nextStep) {
    return new Finding(State.CRITICAL, text, nextStep);
  }

  public static Finding warning(String text, String nextStep) {
    return new Finding(State.WARNING, text, nextStep);
  }

  public static Finding unknown(String text, String nextStep) {
    return new Finding(State.UNKNOWN, text, nextStep);
  }
}
