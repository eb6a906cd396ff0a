package io.github.pppvpn.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The packets of a {@code wire/NAME.hex}: each begins with a line {@code >} (from the client) or
 * {@code <} (from the server); lines with # tell where they are from.
 */
public final class Recording {
  /** One packet. */
  public record Packet(boolean fromServer, Octets bytes) {
    public ByteBuffer buffer() {
      return bytes.asBuffer();
    }
  }

  private Recording() {}

  public static List<Packet> read(String name) {
    try (InputStream in = Recording.class.getResourceAsStream("/wire/" + name + ".hex")) {
      if (in == null) {
        throw new IllegalArgumentException("no recording " + name);
      }
      List<Packet> packets = new ArrayList<>();
      boolean fromServer = false;
      StringBuilder hex = new StringBuilder();
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : (text + "\n<").lines().toList()) {
        if (line.equals(">") || line.equals("<")) {
          if (hex.length() > 0) {
            packets.add(new Packet(fromServer, Octets.of(HexFormat.of().parseHex(hex))));
            hex.setLength(0);
          }
          fromServer = line.equals("<");
        } else if (!line.startsWith("#")) {
          hex.append(line.replace(" ", ""));
        }
      }
      return packets;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
