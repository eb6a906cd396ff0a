package io.github.pppvpn.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What tshark says of a capture. */
final class Tshark {
  private static final List<String> CHECKSUMS =
      List.of(
          "-o", "ip.check_checksum:TRUE",
          "-o", "tcp.check_checksum:TRUE",
          "-o", "udp.check_checksum:TRUE");

  /** Malformed, with a wrong checksum, or remarked upon as a warning or an error. */
  private static final String DUBIOUS =
      "(_ws.malformed || _ws.unreassembled || ip.checksum.status == \"Bad\""
          + " || tcp.checksum.status == \"Bad\" || udp.checksum.status == \"Bad\""
          + " || icmp.checksum.status == \"Bad\" || _ws.expert.severity >= \"Warning\")";

  private Tshark() {}

  /** A line for each packet that matches the display filter. */
  static List<String> packets(Path capture, String filter)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("tshark", "-r", capture.toString()));
    words.addAll(CHECKSUMS);
    words.addAll(List.of("-Y", filter));
    Process process =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), text);
    return text.lines().toList();
  }

  /** Asserts that nothing is wrong with any packet that matches the filter. */
  static void assertSound(Path capture, String filter) throws IOException, InterruptedException {
    assertEquals(List.of(), packets(capture, "(" + filter + ") && " + DUBIOUS));
  }
}
