package io.github.pppvpn.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a program left when it ended.
 *
 * @param exitCode 0 to 255
 * @param text standard output and standard error
 */
public record Ran(int exitCode, String text) {
  private static final Pattern MEASURED = Pattern.compile("[0-9]+(\\.[0-9]+)?( us| ms| ?s)\\b");

  public static Ran of(Path program, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(program.toString()));
    words.addAll(arguments);
    return reading(new byte[0], words);
  }

  /** Runs words whose first is the program, looked up in the PATH. */
  public static Ran of(String... words) throws IOException, InterruptedException {
    return reading("", words);
  }

  /** With that as its standard input. */
  public static Ran reading(String input, String... words)
      throws IOException, InterruptedException {
    return reading(input.getBytes(StandardCharsets.UTF_8), List.of(words));
  }

  static Ran reading(byte[] input, List<String> words) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input);
    }
    byte[] text = process.getInputStream().readAllBytes();
    return new Ran(process.waitFor(), new String(text, StandardCharsets.UTF_8));
  }

  /** The same with every measured time as {@code T}: all that two runs may differ in. */
  public Ran withoutTimes() {
    return new Ran(exitCode, MEASURED.matcher(text).replaceAll("T"));
  }

  public String firstLine() {
    return text.substring(0, text.indexOf('\n') + 1);
  }
}
