package io.github.pppvpn.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class JsonOutputWriterTest {

  @Test
  void wholeObject() throws UsageException {
    Map<String, Object> session = new LinkedHashMap<>();
    session.put("user", "alice");
    session.put("since", null);
    session.put("bytes", 5_000_000_000L);
    session.put("rate", 0.25);
    session.put("up", true);
    Report report =
        Report.builder()
            .summary("192.0.2.1")
            .metric(Metric.of(Samples.TIME, 1.5))
            .metric(Metric.of(Samples.DRIFT, -2))
            .detail(Detail.ALWAYS, "always")
            .detail(Detail.LOOKED_AT, "only with -v")
            .data("sessions", List.of(session))
            .data("none", List.of())
            .data("empty", Map.of())
            .build();
    Thresholds thresholds =
        Thresholds.parse(Samples.COMMAND.metrics(), List.of("~:1"), List.of("@2:"));
    String out = new JsonOutputWriter().write(Samples.COMMAND, Judge.judge(report, thresholds), 0);
    assertEquals(
        """
        {"check":"check_sample","version":"VERSION","state":"WARNING","exit_code":1,\
        "summary":"time is 1.5 s, above 1 s - 192.0.2.1",\
        "metrics":[\
        {"name":"time","value":1.5,"unit":"s","warning":"~:1","critical":"@2:",\
        "min":0,"max":null,"state":"WARNING"},\
        {"name":"drift","value":-2,"unit":"","warning":null,"critical":null,\
        "min":null,"max":null,"state":"OK"}],\
        "details":["always"],\
        "data":{"sessions":[{"user":"alice","since":null,"bytes":5000000000,"rate":0.25,"up":true}],\
        "none":[],"empty":{}}}
        """
            .replace("VERSION", Version.text()),
        out);
  }

  @Test
  void emptyVerdictHasEveryKey() {
    JsonObject json = parse(Verdict.sentence(State.UNKNOWN, "", ""), 0);
    assertEquals(
        List.of("check", "version", "state", "exit_code", "summary", "metrics", "details", "data"),
        List.copyOf(json.keySet()));
    assertEquals(3, json.get("exit_code").getAsInt());
    assertEquals(new JsonArray(), json.get("metrics"));
    assertEquals(new JsonObject(), json.get("data"));
  }

  @Test
  void detailsAreForTheirVerbosity() {
    List<Detail> details =
        List.of(new Detail(Detail.WIRE, "wire"), new Detail(Detail.JUDGED, "judged"));
    Verdict verdict = new Verdict(State.OK, "", List.of(), details, Map.of());
    assertEquals("[]", parse(verdict, 1).get("details").toString());
    assertEquals("[\"judged\"]", parse(verdict, 2).get("details").toString());
    assertEquals("[\"wire\",\"judged\"]", parse(verdict, 3).get("details").toString());
  }

  @Test
  void longOutputIsNotCut() {
    List<Detail> details = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      details.add(new Detail(Detail.ALWAYS, "line " + i));
    }
    Verdict verdict = new Verdict(State.OK, "", List.of(), details, Map.of());
    assertEquals(1000, parse(verdict, 0).getAsJsonArray("details").size());
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void hostileTextReadsBackAsItWas(@ForAll("texts") String text) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put(text, text);
    data.put("list", Arrays.asList(text, null, 1));
    Verdict verdict =
        new Verdict(
            State.CRITICAL, text, List.of(), List.of(new Detail(Detail.ALWAYS, text)), data);
    JsonObject json = parse(verdict, 0);
    assertEquals(text, json.get("summary").getAsString());
    assertEquals(text, json.getAsJsonArray("details").get(0).getAsString());
    JsonObject readBack = json.getAsJsonObject("data");
    if (!text.equals("list")) {
      assertEquals(text, readBack.get(text).getAsString());
    }
    assertEquals(text, readBack.getAsJsonArray("list").get(0).getAsString());
    assertTrue(readBack.getAsJsonArray("list").get(1).isJsonNull());
  }

  @Property
  void numbersReadBackAsTheyWere(@ForAll double value) {
    Metric metric = Metric.of(Samples.DRIFT, value);
    Verdict verdict =
        new Verdict(
            State.OK,
            "",
            List.of(new Verdict.JudgedMetric(metric, Optional.empty(), Optional.empty(), State.OK)),
            List.of(),
            Map.of("x", value));
    JsonObject json = parse(verdict, 0);
    JsonElement read = json.getAsJsonArray("metrics").get(0).getAsJsonObject().get("value");
    assertEquals(value == 0 ? 0 : value, ((JsonPrimitive) read).getAsDouble());
    assertEquals(value == 0 ? 0 : value, json.getAsJsonObject("data").get("x").getAsDouble());
  }

  @Provide
  Arbitrary<String> texts() {
    return Hostile.texts(20);
  }

  /** Parses the output after seeing that it is one harmless line. */
  private static JsonObject parse(Verdict verdict, int verbosity) {
    String out = new JsonOutputWriter().write(Samples.COMMAND, verdict, verbosity);
    assertEquals(out.length() - 1, out.indexOf('\n'));
    out.substring(0, out.length() - 1)
        .codePoints()
        .forEach(c -> assertTrue(PrintableTest.isHarmless(c), () -> Integer.toHexString(c)));
    return JsonParser.parseString(out).getAsJsonObject();
  }
}
