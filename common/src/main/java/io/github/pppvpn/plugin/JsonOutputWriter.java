package io.github.pppvpn.plugin;

import com.google.gson.stream.JsonWriter;
import io.github.pppvpn.plugin.Verdict.JudgedMetric;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One JSON object on one line: {@code check}, {@code version}, {@code state}, {@code exit_code},
 * {@code summary}, {@code metrics}, {@code details} and {@code data}. Ranges are texts of the range
 * grammar; what does not exist is null.
 */
final class JsonOutputWriter implements OutputWriter {

  @Override
  public String write(CommandSpec command, Verdict verdict, int verbosity) {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.setHtmlSafe(false);
      json.beginObject();
      json.name("check").value(command.name());
      json.name("version").value(Version.text());
      json.name("state").value(verdict.state().name());
      json.name("exit_code").value(verdict.state().exitCode());
      json.name("summary").value(verdict.summary());
      json.name("metrics").beginArray();
      for (JudgedMetric metric : verdict.metrics()) {
        metric(json, metric);
      }
      if (verdict.parts().isPresent()) {
        for (JudgedMetric metric : verdict.parts().get().metrics()) {
          metric(json, metric);
        }
      }
      json.endArray();
      json.name("details").beginArray();
      for (Detail detail : verdict.details()) {
        if (detail.verbosity() <= verbosity) {
          json.value(detail.text());
        }
      }
      json.endArray();
      json.name("data");
      value(json, verdict.data());
      json.endObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Printable.json(text.toString()) + "\n";
  }

  private static void metric(JsonWriter json, JudgedMetric judged) throws IOException {
    MetricSpec spec = judged.metric().spec();
    json.beginObject();
    json.name("name").value(judged.metric().label());
    json.name("value").value(number(judged.metric().value()));
    json.name("unit").value(spec.unit().uom());
    json.name("warning").value(range(judged.warning()));
    json.name("critical").value(range(judged.critical()));
    json.name("min").value(number(spec.min()));
    json.name("max").value(number(spec.max()));
    json.name("state").value(judged.state().name());
    json.endObject();
  }

  private static String range(Optional<Range> range) {
    return range.map(Range::shortest).orElse(null);
  }

  private static BigDecimal number(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble()) : null;
  }

  private static BigDecimal number(double value) {
    return new BigDecimal(Numbers.plain(value));
  }

  private static void value(JsonWriter json, Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      json.beginObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.name(entry.getKey().toString());
        value(json, entry.getValue());
      }
      json.endObject();
    } else if (value instanceof Iterable<?> list) {
      json.beginArray();
      for (Object element : list) {
        value(json, element);
      }
      json.endArray();
    } else if (value instanceof Boolean truth) {
      json.value(truth);
    } else if (value instanceof Double number) {
      json.value(number(number));
    } else if (value instanceof Number number) {
      json.value(number);
    } else {
      json.value(value == null ? null : value.toString());
    }
  }
}
