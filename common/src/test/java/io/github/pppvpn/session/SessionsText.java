package io.github.pppvpn.session;

import java.util.Optional;

/** Everything that was found, as text to be compared. */
final class SessionsText {
  private SessionsText() {}

  static String of(Sessions found) {
    StringBuilder out = new StringBuilder();
    for (Session s : found.sessions()) {
      out.append(s.protocol()).append(' ').append(s.interfaceName()).append(" by ");
      out.append(s.daemon().isEmpty() ? "?" : s.daemon());
      out.append(" user ").append(text(s.user())).append(" from ").append(text(s.peer()));
      out.append(" has ").append(text(s.address())).append(" assigned ").append(text(s.assigned()));
      s.pppd().ifPresent(pid -> out.append(" pppd ").append(pid));
      s.tunnel().ifPresent(id -> out.append(" tunnel ").append(id));
      s.sinceMillis().ifPresent(millis -> out.append(" since ").append(millis));
      s.rxBytes().ifPresent(bytes -> out.append(" rx ").append(bytes));
      s.txBytes().ifPresent(bytes -> out.append(" tx ").append(bytes));
      out.append('\n');
    }
    for (HalfOpenCall call : found.halfOpen()) {
      out.append("half open ").append(call.protocol()).append(" by ").append(call.daemon());
      out.append(" from ").append(text(call.peer())).append(" keeps ");
      out.append(text(call.reserved()));
      call.pppd().ifPresent(pid -> out.append(" pppd ").append(pid));
      out.append('\n');
    }
    for (ControlConnection connection : found.control()) {
      out.append("control ").append(connection.pid()).append(" from ");
      out.append(text(connection.peer())).append(connection.inCall() ? " in call\n" : "\n");
    }
    out.append("tunnels ");
    out.append(found.tunnels().isPresent() ? "" + found.tunnels().getAsLong() : "?").append('\n');
    out.append("reserved ").append(found.reserved()).append('\n');
    if (!found.others().isEmpty()) {
      out.append("others ").append(found.others()).append('\n');
    }
    found.unattributed().forEach(name -> out.append("unattributed ").append(name).append('\n'));
    found
        .unplaced()
        .ifPresent(
            unplaced ->
                out.append("unplaced ")
                    .append(unplaced.addressless())
                    .append(" without an address: ")
                    .append(unplaced.why())
                    .append('\n'));
    found.addressless().forEach(name -> out.append("addressless ").append(name).append('\n'));
    for (Mismatch mismatch : found.mismatches()) {
      out.append(mismatch.kind()).append(' ').append(mismatch.subject()).append(": ");
      out.append(mismatch.sentence()).append('\n');
    }
    found.notes().forEach(note -> out.append("note ").append(note).append('\n'));
    return out.toString();
  }

  private static String text(Optional<?> value) {
    return value.isPresent() ? value.get().toString() : "?";
  }
}
