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
    int feed = file.indexOf('\n', at);
    boolean whole = feed >= 0 && feed < end;
    int to = whole ? feed : end;
    int nul = file.indexOf('\0', at);
    ended = whole && (nul < 0 || nul > feed);
    piece = file.substring(at, nul >= 0 && nul < to ? nul : to);
    at = whole ? feed + 1 : end;
    inLine = !whole;
    return true;
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
