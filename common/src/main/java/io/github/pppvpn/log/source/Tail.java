package io.github.pppvpn.log.source;

/** What is done with a last line that has no LF yet, so that it may still be in the writing. */
public enum Tail {
  /** It is given as it stands. */
  AS_IT_STANDS,
  /** It is left for a later run, which then finds all of it. */
  WHOLE_LINES
}
