package io.github.pppvpn.icinga;

import io.github.pppvpn.services.Handler;
import io.github.pppvpn.services.Limit;
import io.github.pppvpn.services.Pace;
import io.github.pppvpn.services.Service;
import io.github.pppvpn.services.StandardService;
import io.github.pppvpn.services.VpnServices;
import java.util.List;

/** The tables of intervals and ranges with their reasons, in Markdown, for the README. */
public final class DefaultsTable {
  private final StringBuilder text = new StringBuilder();

  private DefaultsTable() {}

  public static String make() {
    DefaultsTable table = new DefaultsTable();
    table.paces();
    table.text.append('\n');
    table.limits();
    return table.text.toString();
  }

  private void paces() {
    row("service", "tells", "every", "retry", "attempts", "alerts after", "why", "silenced by");
    row("---", "---", "---", "---", "---", "---", "---", "---");
    for (Service service : VpnServices.all()) {
      pace(service.name(), service.tells(), service.pace(), String.join(", ", service.parents()));
    }
    for (StandardService service : VpnServices.standard()) {
      pace(service.name(), service.title(), service.pace(), "");
    }
    for (Handler handler : VpnServices.handlers()) {
      pace(handler.name(), handler.question(), handler.pace(), "");
    }
  }

  private void pace(String name, String tells, Pace pace, String parents) {
    String after = pace.sustained() == 0 ? "at once" : Pace.shown(pace.sustained());
    row(
        "`" + name + "`",
        tells,
        Pace.shown(pace.interval()),
        Pace.shown(pace.retry()),
        String.valueOf(pace.attempts()),
        after,
        pace.reason(),
        parents);
  }

  private void limits() {
    row("service", "metric", "warning", "critical", "why");
    row("---", "---", "---", "---", "---");
    for (Service service : VpnServices.all()) {
      limits(service.name(), service.limits());
    }
    for (StandardService service : VpnServices.standard()) {
      limits(service.name(), service.ranges());
    }
  }

  private void limits(String name, List<Limit> limits) {
    for (Limit limit : limits) {
      if (!limit.isOff()) {
        row("`" + name + "`", limit.metric(), limit.warning(), limit.critical(), limit.reason());
      }
    }
  }

  private void row(String... cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
