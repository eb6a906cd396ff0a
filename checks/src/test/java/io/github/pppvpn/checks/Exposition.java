package io.github.pppvpn.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An output for Prometheus, read.
 *
 * @param values by series, {@code name{label="value"}}
 * @param types by metric
 */
public record Exposition(Map<String, Double> values, Map<String, String> types) {

  /** Reads an output; a line that is none of the format fails the test. */
  public static Exposition of(String output) {
    Map<String, Double> values = new LinkedHashMap<>();
    Map<String, String> types = new LinkedHashMap<>();
    for (String line : output.split("\n", -1)) {
      if (line.startsWith("# TYPE ")) {
        String[] words = line.split(" ", -1);
        assertTrue(types.put(words[2], words[3]) == null, line);
      } else if (!line.isEmpty() && !line.startsWith("# HELP ")) {
        int blank = line.lastIndexOf(' ');
        assertTrue(line.startsWith("pppvpn_") && blank > 0, line);
        String series = line.substring(0, blank);
        int brace = series.indexOf('{');
        assertTrue(types.containsKey(brace < 0 ? series : series.substring(0, brace)), line);
        assertTrue(values.put(series, Double.parseDouble(line.substring(blank + 1))) == null, line);
      }
    }
    assertTrue(types.containsKey("pppvpn_check_state"), output);
    return new Exposition(values, types);
  }

  /** The value of a series that must be there. */
  public double value(String series) {
    assertTrue(values.containsKey(series), () -> series + " in " + values);
    return values.get(series);
  }

  /** That no counter is less than before or has gone. */
  public void assertNotBehind(Exposition before) {
    for (Map.Entry<String, Double> entry : before.values.entrySet()) {
      String series = entry.getKey();
      int brace = series.indexOf('{');
      String name = brace < 0 ? series : series.substring(0, brace);
      if (before.types.get(name).equals("counter")) {
        assertTrue(value(series) >= entry.getValue(), () -> series + " was " + entry.getValue());
        assertEquals("counter", types.get(name));
      }
    }
  }
}
