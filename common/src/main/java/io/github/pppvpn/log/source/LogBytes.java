package io.github.pppvpn.log.source;

import java.io.Closeable;
import java.io.IOException;

/** The uncompressed bytes of an opened log file. */
interface LogBytes extends Closeable {
  /**
   * Reads at least one byte at {@code offset}, or gives -1 at the file's end.
   *
   * @throws IOException if the file is damaged; its message says how
   */
  int read(long offset, byte[] bytes, int at, int length) throws IOException;

  /** How many bytes there are now; {@link Long#MAX_VALUE} if that takes reading them all. */
  long length() throws IOException;

  /** Whether reading before the place read last starts again at the file's start. */
  boolean sequential();

  /** Reads {@code length} bytes, fewer only at the end. */
  default int readFully(long offset, byte[] bytes, int at, int length) throws IOException {
    int got = 0;
    while (got < length) {
      int n = read(offset + got, bytes, at + got, length - got);
      if (n < 0) {
        break;
      }
      got += n;
    }
    return got;
  }
}
