package io.github.pppvpn.plugin;

import io.github.pppvpn.plugin.Verdict.JudgedMetric;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The plugin guidelines' output: line 1 with the verdict and all perfdata, then the details.
 * Without {@code -v} it is at most {@link #MAX_BYTES} long; what is longer is cut part by part.
 */
final class TextWriter implements OutputWriter {
  /** What a Nagios core of any version takes; NRPE's first protocol shows the first 1,023. */
  static final int MAX_BYTES = 4096;

  private static final int MAX_SUMMARY_BYTES = 900;
  private static final int MIN_SUMMARY_BYTES = 200;

  /** Line 1 stays within what NRPE's first protocol shows, as long as its perfdata allows. */
  private static final int LINE_BYTES = 1000;

  /** A line from the outside world that is longer must not crowd out all others. */
  private static final int MAX_DETAIL_BYTES = 500;

  /** Perfdata of each of many must leave room for the lines below. */
  private static final int MAX_PARTS_BYTES = 2000;

  /** Room for the line that says how many details were left out. */
  private static final int RESERVE_BYTES = 32;

  @Override
  public String write(CommandSpec command, Verdict verdict, int verbosity) {
    boolean limited = verbosity == 0;
    StringBuilder out = new StringBuilder(command.title()).append(' ').append(verdict.state());
    String summary = Printable.line(verdict.summary());
    int used = bytes(out) + Math.min(bytes(summary), MAX_SUMMARY_BYTES) + 2 * RESERVE_BYTES;
    String totals = perfdata(verdict.metrics(), limited ? MAX_BYTES - used : Integer.MAX_VALUE);
    String perfdata = verdict.parts().isPresent() ? totals + parts(verdict, limited) : totals;
    if (!summary.isEmpty()) {
      int room = LINE_BYTES - bytes(totals) - bytes(out);
      int most = Math.max(MIN_SUMMARY_BYTES, Math.min(MAX_SUMMARY_BYTES, room));
      out.append(" - ").append(limited ? cut(summary, most) : summary);
    }
    // Perfdata of as many as was asked for is beside the limit of all else.
    int size = bytes(out) + Math.min(bytes(perfdata), bytes(totals) + MAX_PARTS_BYTES) + 1;
    out.append(perfdata).append('\n');
    appendDetails(verdict.details(), verbosity, limited, size, out);
    return out.toString();
  }

  /** What stands behind the summary; empty without metrics. */
  private static String perfdata(List<JudgedMetric> metrics, int room) {
    StringBuilder perfdata = new StringBuilder();
    String left = "";
    for (int i = 0; i < metrics.size(); i++) {
      String text = perfdata(metrics.get(i));
      if (perfdata.length() + text.length() > room) {
        left = " (… " + (metrics.size() - i) + " more metrics with -v)";
        break;
      }
      perfdata.append(' ').append(text);
    }
    return perfdata.length() == 0 ? left : left + " |" + perfdata;
  }

  /** Behind the totals: a graph of some of many, now these and now those, is worth nothing. */
  private static String parts(Verdict verdict, boolean limited) {
    JudgedParts parts = verdict.parts().get();
    if (parts.asked().perfdata() == PartPerfdata.NONE) {
      return "";
    }
    boolean whole = !limited || parts.asked().perfdata() == PartPerfdata.ALL;
    StringBuilder perfdata = new StringBuilder();
    for (JudgedMetric metric : parts.metrics()) {
      perfdata.append(' ').append(perfdata(metric));
      if (!whole && perfdata.length() > MAX_PARTS_BYTES) {
        return "";
      }
    }
    return perfdata.toString();
  }

  /** {@code label=value[UOM];[warn];[crit];[min];[max]} without trailing semicolons. */
  private static String perfdata(JudgedMetric judged) {
    MetricSpec spec = judged.metric().spec();
    StringBuilder text =
        new StringBuilder(judged.metric().label())
            .append('=')
            .append(Numbers.plain(judged.metric().value()))
            .append(spec.unit().uom())
            .append(';')
            .append(range(judged.warning(), spec))
            .append(';')
            .append(range(judged.critical(), spec))
            .append(';');
    appendBound(text, spec.min());
    text.append(';');
    appendBound(text, spec.max());
    while (text.charAt(text.length() - 1) == ';') {
      text.setLength(text.length() - 1);
    }
    return text.toString();
  }

  private static void appendBound(StringBuilder text, OptionalDouble bound) {
    if (bound.isPresent()) {
      text.append(Numbers.plain(bound.getAsDouble()));
    }
  }

  /** Icinga 2 drops a range that has a colon, so one that starts at the minimum goes without. */
  private static String range(Optional<Range> given, MetricSpec spec) {
    if (given.isEmpty()) {
      return "";
    }
    Range range = given.get();
    boolean startsAtMinimum = spec.min().isPresent() && range.start() == spec.min().getAsDouble();
    if (startsAtMinimum && !range.alertInside() && range.end() != Double.POSITIVE_INFINITY) {
      return Numbers.plain(range.end());
    }
    return range.shortest();
  }

  private static void appendDetails(
      List<Detail> details, int verbosity, boolean limited, int before, StringBuilder out) {
    int size = before;
    int left = 0;
    for (Detail detail : details) {
      left += detail.verbosity() <= verbosity ? 1 : 0;
    }
    for (Detail detail : details) {
      if (detail.verbosity() > verbosity) {
        continue;
      }
      String text = Printable.line(detail.text());
      String line = (limited ? cut(text, MAX_DETAIL_BYTES) : text) + "\n";
      int reserve = left == 1 ? 0 : RESERVE_BYTES;
      if (limited && size + bytes(line) + reserve > MAX_BYTES) {
        out.append("… ").append(left).append(" more\n");
        return;
      }
      out.append(line);
      size += bytes(line);
      left--;
    }
  }

  /** The longest beginning of {@code text} that fits, with an ellipsis if it is not the whole. */
  private static String cut(String text, int maxBytes) {
    if (bytes(text) <= maxBytes) {
      return text;
    }
    int end = Math.min(text.length(), maxBytes);
    while (bytes(text.substring(0, end)) > maxBytes - 3) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end) + "…";
  }

  private static int bytes(CharSequence text) {
    return text.toString().getBytes(StandardCharsets.UTF_8).length;
  }
}
