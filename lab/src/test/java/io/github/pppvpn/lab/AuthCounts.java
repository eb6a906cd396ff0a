package io.github.pppvpn.lab;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a recorded run of check_auth_failures with {@code --output json} counted. */
record AuthCounts(Step step, JsonObject json) {

  static AuthCounts of(Step step) {
    try {
      return new AuthCounts(step, JsonParser.parseString(step.out()).getAsJsonObject());
    } catch (RuntimeException e) {
      throw new AssertionError(step.toString(), e);
    }
  }

  String summary() {
    return json.get("summary").getAsString();
  }

  /** The metrics of these names. */
  Map<String, Long> metrics(Set<String> names) {
    Map<String, Long> metrics = new TreeMap<>();
    for (JsonElement metric : json.getAsJsonArray("metrics")) {
      String name = metric.getAsJsonObject().get("name").getAsString();
      if (names.contains(name)) {
        metrics.put(name, metric.getAsJsonObject().get("value").getAsLong());
      }
    }
    return metrics;
  }

  /** {@code failures_by_method} or {@code failures_by_reason}. */
  Map<String, Long> failures(String name) {
    Map<String, Long> counts = new TreeMap<>();
    for (Map.Entry<String, JsonElement> count : data().getAsJsonObject(name).entrySet()) {
      counts.put(count.getKey(), count.getValue().getAsLong());
    }
    return counts;
  }

  Map<String, Long> failuresOfUsers() {
    return parties("users", "name");
  }

  Map<String, Long> failuresOfAddresses() {
    return parties("sources", "address");
  }

  List<String> users() {
    return List.copyOf(failuresOfUsers().keySet());
  }

  private Map<String, Long> parties(String list, String key) {
    Map<String, Long> counts = new TreeMap<>();
    for (JsonElement party : data().getAsJsonArray(list)) {
      JsonObject object = party.getAsJsonObject();
      counts.put(object.get(key).getAsString(), object.get("failures").getAsLong());
    }
    return counts;
  }

  private JsonObject data() {
    return json.getAsJsonObject("data");
  }
}
