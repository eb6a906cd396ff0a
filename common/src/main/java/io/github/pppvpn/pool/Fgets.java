package io.github.pppvpn.pool;

/**
 * Cuts a file into the pieces that C's fgets(3) gives the daemons: up to a line's end or a full
 * buffer, and as a C string, so up to the first NUL.
 */
final class Fgets {
  private final String file;
  private final int most;
  private int at;
  private int line;
  private boolean inLine;
  private String piece = "";
  private boolean ended;

  /** Over {@code file}, with pieces of {@code most} chars at most, the line feed included. */
  Fgets(String file, int most) {
    this.file = file;
    this.most = most;
  }

  /** Moves to the next piece; false at the end of the file. */
  boolean next() {
    if (at >= file.length()) {
      return false;
    }
    if (!inLine) {
      line++;
    }
    int end = Math.min(file.length(), at + most);
    int to = first('\n', end);
    boolean whole = to < end;
    int cut = first('\0', to);
    ended = whole && cut == to;
    piece = file.substring(at, cut);
    at = whole ? to + 1 : end;
    inLine = !whole;
    return true;
  }

  /**
   * Where it stands from here on; {@code end} if not before. No look goes further: there are many.
   */
  private int first(char wanted, int end) {
    int found = at;
    while (found < end && file.charAt(found) != wanted) {
      found++;
    }
    return found;
  }

  /** The piece, without its line feed. */
  String piece() {
    return piece;
  }

  /** Whether a line feed ended the piece. */
  boolean ended() {
    return ended;
  }

  /** The number of the line that the piece is of, from 1. */
  int line() {
    return line;
  }
}
