package io.github.pppvpn.checks.net;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The exchange as lines of hex, for {@code -vvv}; bounded, whatever the peer sends. */
public final class WireLog {
  private static final int MAX_LINES = 40;
  private static final int MAX_BYTES_A_LINE = 512;

  private final boolean kept;
  private final List<String> lines = new ArrayList<>();
  private int dropped;

  /**
   * @param kept whether lines are wanted at all
   */
  public WireLog(boolean kept) {
    this.kept = kept;
  }

  public void sent(String message, byte[] bytes) {
    add("> " + message + " ", ByteBuffer.wrap(bytes));
  }

  /** Takes what is left in {@code bytes}, without consuming it. */
  public void received(ByteBuffer bytes) {
    add("< ", bytes);
  }

  private void add(String prefix, ByteBuffer bytes) {
    if (!kept) {
      return;
    }
    if (lines.size() == MAX_LINES) {
      dropped++;
      return;
    }
    byte[] shown = new byte[Math.min(MAX_BYTES_A_LINE, bytes.remaining())];
    bytes.get(bytes.position(), shown);
    int more = bytes.remaining() - shown.length;
    lines.add(
        prefix + HexFormat.of().formatHex(shown) + (more > 0 ? "... " + more + " more bytes" : ""));
  }

  public List<String> lines() {
    List<String> all = new ArrayList<>(lines);
    if (dropped > 0) {
      all.add("... " + dropped + " more reads and writes");
    }
    return all;
  }
}
