package io.github.pppvpn.checks.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.pppvpn.plugin.Environment;
import io.github.pppvpn.plugin.Lifecycle;
import io.github.pppvpn.plugin.Runner;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/** One run of check_auth_failures within this process, at a time of its own. */
record AuthRun(int exitCode, String output) {
  private static final Lifecycle NONE =
      new Lifecycle() {
        @Override
        public void atEnd(IntSupplier lastWords) {}

        @Override
        public void endAfter(long nanos, IntSupplier lastWords) {}
      };

  static AuthRun at(Instant now, Object... words) {
    return at(new CheckAuthFailures(List.of()), now, words);
  }

  static AuthRun at(CheckAuthFailures check, Instant now, Object... words) {
    List<String> line = new ArrayList<>();
    for (Object word : words) {
      line.add(word.toString());
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Environment environment =
        new Environment(
            Map.of(), out, System::nanoTime, now::toEpochMilli, System.nanoTime(), NONE);
    int exitCode = Runner.run(check, line, environment);
    String text = out.toString(UTF_8);
    assertTrue(exitCode >= 0 && exitCode <= 3, text);
    assertFalse(text.contains("internal error"), text);
    return new AuthRun(exitCode, text);
  }

  String line1() {
    return output.substring(0, output.indexOf('\n'));
  }

  String summary() {
    String line = line1();
    return line.contains(" | ") ? line.substring(0, line.indexOf(" | ")) : line;
  }

  double metric(String label) {
    int at = output.indexOf(" " + label + "=");
    assertTrue(at >= 0, () -> "no " + label + " in " + output);
    String after = output.substring(at + label.length() + 2);
    int end = 0;
    while (end < after.length() && "0123456789.".indexOf(after.charAt(end)) >= 0) {
      end++;
    }
    return Double.parseDouble(after.substring(0, end));
  }

  void assertMetric(String label, long expected) {
    assertEquals((double) expected, metric(label), () -> label + " in " + output);
  }

  JsonObject json() {
    return JsonParser.parseString(output).getAsJsonObject();
  }

  /** The values of one member of each object of a list in the json's data. */
  List<String> data(String list, String member) {
    List<String> values = new ArrayList<>();
    JsonArray array = json().getAsJsonObject("data").getAsJsonArray(list);
    for (JsonElement element : array) {
      values.add(element.getAsJsonObject().get(member).getAsString());
    }
    return values;
  }
}
