package io.github.pppvpn.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What Wireshark's tshark says of packets, each in an IPv4 packet of its own. */
public final class Tshark {
  private static final int RAW_IP = 101;

  private final ByteArrayOutputStream capture = new ByteArrayOutputStream();

  /** An empty capture. */
  public Tshark() {
    ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(0xA1B2C3D4).putShort((short) 2).putShort((short) 4);
    header.putInt(0).putInt(0).putInt(65535).putInt(RAW_IP);
    capture.writeBytes(header.array());
  }

  /** Adds a payload of this IP protocol. */
  public void add(int ipProtocol, byte[] payload) {
    ByteBuffer packet = ByteBuffer.allocate(16 + 20 + payload.length);
    int length = 20 + payload.length;
    packet.order(ByteOrder.LITTLE_ENDIAN).putInt(0).putInt(0).putInt(length).putInt(length);
    packet.order(ByteOrder.BIG_ENDIAN);
    packet.putShort((short) 0x4500).putShort((short) length).putInt(0);
    packet.put((byte) 64).put((byte) ipProtocol).putShort((short) 0);
    packet.putInt(0xC0000201).putInt(0xC0000202).put(payload);
    capture.writeBytes(packet.array());
  }

  /** Adds a datagram from and to this port. */
  public void addUdp(int port, byte[] payload) {
    ByteBuffer datagram = ByteBuffer.allocate(8 + payload.length);
    datagram.putShort((short) port).putShort((short) port);
    datagram.putShort((short) datagram.capacity()).putShort((short) 0).put(payload);
    add(17, datagram.array());
  }

  /** The values of these fields, a line for each packet, separated by {@code ;}. */
  public List<String> fields(String... fields) {
    List<String> command = new ArrayList<>(List.of("-T", "fields", "-E", "separator=;"));
    for (String field : fields) {
      command.add("-e");
      command.add(field);
    }
    return run(command);
  }

  /** Whatever it finds malformed or worth a warning. */
  public List<String> remarks() {
    return run(
        List.of(
            "-Y",
            "_ws.malformed || _ws.expert.severity >= 0x00600000 || _ws.short",
            "-T",
            "fields",
            "-e",
            "frame.number",
            "-e",
            "_ws.col.Info",
            "-e",
            "_ws.expert.message"));
  }

  private List<String> run(List<String> arguments) {
    try {
      Path file = Files.createTempFile("tshark", ".pcap");
      Path lines = Files.createTempFile("tshark", ".txt");
      try {
        Files.write(file, capture.toByteArray());
        List<String> command = new ArrayList<>(List.of("tshark", "-n", "-r", file.toString()));
        command.addAll(arguments);
        Process tshark =
            new ProcessBuilder(command)
                .redirectOutput(lines.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
          assertTrue(tshark.waitFor(60, TimeUnit.SECONDS), "tshark takes too long");
        } finally {
          tshark.destroyForcibly();
        }
        assertEquals(0, tshark.exitValue(), String.join(" ", command));
        return Files.readAllLines(lines, StandardCharsets.UTF_8);
      } finally {
        Files.delete(file);
        Files.delete(lines);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
