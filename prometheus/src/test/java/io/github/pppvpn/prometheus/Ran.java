package io.github.pppvpn.prometheus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a program left when it ended.
 *
 * @param exitCode 0 to 255
 * @param text standard output and standard error
 */
record Ran(int exitCode, String text) {

  static Ran of(String... words) throws IOException, InterruptedException {
    return reading("", words);
  }

  /** With that as its standard input. */
  static Ran reading(String input, String... words) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(List.of(words)).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    try (var out = process.getOutputStream()) {
      out.write(input.getBytes(StandardCharsets.UTF_8));
    }
    byte[] text = process.getInputStream().readAllBytes();
    return new Ran(process.waitFor(), new String(text, StandardCharsets.UTF_8));
  }
}
