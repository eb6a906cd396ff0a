package io.github.pppvpn.log.source;

import io.github.pppvpn.log.LineBlocks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lines of the form {@code @MILLIS text}; other lines bear no time stamp. */
final class StampedLines {
  private StampedLines() {}

  static long timeOf(byte[] bytes, int from, int to) {
    if (to - from < 2 || bytes[from] != '@') {
      return LineTimes.NONE;
    }
    long millis = 0;
    for (int i = from + 1; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return i > from + 1 ? millis : LineTimes.NONE;
      }
      millis = millis * 10 + digit;
    }
    return LineTimes.NONE;
  }

  static long timeOf(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
    return timeOf(bytes, 0, bytes.length);
  }

  /**
   * The lines of what is left of {@code blocks}, without their LFs. Some blocks' buffers are taken
   * away from the source, which must not touch them any more.
   */
  static List<String> drain(LineBlocks blocks) throws IOException {
    List<String> lines = new ArrayList<>();
    long position = -1;
    byte[] taken = {};
    byte[] takenHeld = {};
    boolean more = blocks.next();
    while (more) {
      if (blocks.position() <= position || blocks.from() >= blocks.to()) {
        throw new AssertionError("a block at " + blocks.position() + " after " + position);
      }
      position = blocks.position();
      addLines(blocks, lines);
      byte[] bytes = blocks.bytes();
      byte[] spare = new byte[bytes.length];
      Arrays.fill(spare, (byte) '#');
      if (lines.size() % 3 != 0 && blocks.give(spare)) {
        taken = bytes;
        takenHeld = bytes.clone();
      }
      more = blocks.next();
      if (!Arrays.equals(taken, takenHeld)) {
        throw new AssertionError("a buffer that was given away was written to");
      }
    }
    return lines;
  }

  static void addLines(LineBlocks blocks, List<String> lines) {
    String text =
        new String(
            blocks.bytes(),
            blocks.from(),
            blocks.to() - blocks.from(),
            StandardCharsets.ISO_8859_1);
    int from = 0;
    for (int lf = text.indexOf('\n'); lf >= 0; lf = text.indexOf('\n', from)) {
      lines.add(text.substring(from, lf));
      from = lf + 1;
    }
    if (from < text.length()) {
      lines.add(text.substring(from));
    }
  }
}
