package io.github.pppvpn.checks.pppd;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a host's files hold, the whole command gives an answer or a sentence. */
class FuzzTest {
  private static final int RUNS = 40;
  private static final String[] WORDS = {
    "-1",
    "99999999999999999999",
    "9223372036854775807",
    "2147483648",
    "",
    " ",
    "\n",
    "\0",
    "(",
    ")",
    "pppd",
    "ppp0:",
    "203.0.113.10",
    "\u00ff\u00fe",
    "Z",
    "LOCAL:REMOTE",
    "::",
    "|",
    "Fatal signal 11",
  };

  @TempDir Path folder;
  @TempDir Path states;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void anyFiles(long seed) throws IOException {
    Random random = new Random(seed);
    for (int run = 0; run < RUNS; run++) {
      Path root = Files.createDirectories(folder.resolve("host" + run));
      FakeHost host = new FakeHost(root).daemons().pptpSession(110, 0);
      host.terminalPppd(210, 1).network("ppp0", 512, 10, 1, 2, 3, 4);
      host.file(
          "/var/log/syslog",
          Stamp.line(host.now() - 9_000, "vpn1", "pppd[5]: Fatal signal 11")
              + Stamp.line(host.now() - 8_000, "vpn1", "pptpd[5]: MGR: Manager process started"));
      PppdRun.on(host, states, "-i", "ppp0").ends(0);
      host.later(60_000).network("ppp0", 512, 10, 5, 5, 5, 5);
      String change = change(root, random);
      PppdRun seen = PppdRun.on(host, states, "-vvv", "-i", "ppp0");
      String all = "seed " + seed + ", run " + run + ": " + change + "\n" + seen.output();
      assertTrue(seen.exitCode() >= 0 && seen.exitCode() <= 3, all);
      assertTrue(seen.output().startsWith("PPPD "), all);
      for (String bad : new String[] {"Exception", "java.", "NaN", "Infinity", "E1", "=-"}) {
        assertTrue(!seen.output().contains(bad), all);
      }
    }
  }

  private static String change(Path folder, Random random) throws IOException {
    StringBuilder told = new StringBuilder();
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      all.filter(Files::isRegularFile).sorted().forEach(files::add);
    }
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      Path file = files.get(random.nextInt(files.size()));
      if (!Files.isRegularFile(file)) {
        continue;
      }
      byte[] bytes = Files.readAllBytes(file);
      int at = random.nextInt(bytes.length + 1);
      switch (random.nextInt(6)) {
        case 0 -> Files.delete(file);
        case 1 -> Files.write(file, Arrays.copyOf(bytes, at));
        case 2 -> {
          Files.delete(file);
          Files.createDirectory(file);
        }
        case 3 -> {
          byte[] noise = new byte[random.nextInt(200)];
          random.nextBytes(noise);
          Files.write(file, noise);
        }
        default -> {
          String word = WORDS[random.nextInt(WORDS.length)];
          String text = new String(bytes, ISO_8859_1);
          int end = Math.min(text.length(), at + random.nextInt(8));
          text = text.substring(0, at) + word + text.substring(end);
          Files.write(file, text.getBytes(ISO_8859_1));
        }
      }
      told.append(folder.relativize(file)).append(' ');
      files.remove(file);
    }
    return told.toString();
  }
}
