package io.github.pppvpn.log;

import java.io.Closeable;
import java.io.IOException;

/**
 * The lines of one log in their order, block by block: what lies between a source (a file with its
 * rotations, a journal) and the scanner that looks for the lines that matter.
 *
 * <p>A block is whole lines; each but the last of the log ends in LF. The bytes are the caller's to
 * read until it asks for the next block. Bytes are as the daemon wrote them: any encoding, NULs
 * included, which a crash or a truncation may leave before a line's first character too. Of a line
 * longer than 64 KiB only the start is given.
 */
public interface LineBlocks extends Closeable {

  /**
   * Moves to the next block.
   *
   * @return whether there is one
   * @throws IOException with a message that names the file
   */
  boolean next() throws IOException;

  /** The buffer that holds the block. */
  byte[] bytes();

  /** Where the block starts in {@link #bytes()}. */
  int from();

  /** Where the block ends in {@link #bytes()}, exclusive. */
  int to();

  /** The position of {@link #from()} in the log; grows from block to block, over rotations too. */
  long position();

  /**
   * Gives the buffer away, with the current block in it: the source goes on in another. {@link
   * #bytes()} is then that other, and what it holds is not the block.
   *
   * @param spare of the same length
   * @return whether it was given; a source need not
   */
  default boolean give(byte[] spare) {
    return false;
  }
}
