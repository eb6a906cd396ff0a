package io.github.pppvpn.checks.sessions;

import io.github.pppvpn.session.Protocol;
import io.github.pppvpn.session.Session;
import io.github.pppvpn.state.StateContent.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Which sessions came and went since the last run: those of which the log says so, and those of
 * which only the difference to the last run tells (a killed pppd writes nothing). Each counts once,
 * though the host is read a moment before its log, and a line may be written a moment late.
 */
final class Turnover {
  /** How long what one source tells is kept for the other, and over the next run at least. */
  private static final long LATE_SECONDS = 600;

  private static final String UP = "up";
  private static final String DOWN = "down";
  private static final String GONE = "gone";

  private final Predicate<Protocol> counts;
  private final Collection<Known> seenEarlier;
  private final List<Session> seenNow;

  // Of thousands of sessions these are made only if the log says anything.
  private Optional<SessionNames<Known>> earlier = Optional.empty();
  private Optional<SessionNames<Session>> present = Optional.empty();

  /** The log has said that they came up; no run has seen them. */
  private final SessionNames<Long> up;

  /** The log has said that they ended; the last run still saw them. */
  private final SessionNames<Long> down;

  /** They were not there any more; the log has not said so yet. */
  private final SessionNames<Long> gone;

  private final SessionNames<LoggedSession> begun = new SessionNames<>();
  private final List<Ended> ended = new ArrayList<>();
  private final Map<Protocol, Long> unseen = new EnumMap<>(Protocol.class);
  private final long seconds;
  private final long lastSeconds;
  private long opened;
  private long closed;
  private long unlogged;
  private long unattributed;

  /**
   * @param counts whose sessions count
   * @param earlier those that the last run saw
   * @param all those of the host now, of every protocol
   * @param texts what {@link #values} gave at the last run, by name
   * @param seconds since boot
   * @param lastSeconds the same at the last run
   */
  Turnover(
      Predicate<Protocol> counts,
      Collection<Known> earlier,
      List<Session> all,
      Function texts,
      long seconds,
      long lastSeconds) {
    this.counts = counts;
    this.seenEarlier = earlier;
    this.seenNow = all;
    this.seconds = seconds;
    this.lastSeconds = lastSeconds;
    up = parse(texts.of(UP));
    down = parse(texts.of(DOWN));
    gone = parse(texts.of(GONE));
  }

  /** The texts of a name in the state. */
  @FunctionalInterface
  interface Function {
    List<String> of(String name);
  }

  private SessionNames<Known> earlier() {
    if (earlier.isEmpty()) {
      SessionNames<Known> names = new SessionNames<>();
      for (Known known : seenEarlier) {
        names.put(known.name(), known);
      }
      earlier = Optional.of(names);
    }
    return earlier.get();
  }

  private SessionNames<Session> present() {
    if (present.isEmpty()) {
      SessionNames<Session> names = new SessionNames<>();
      for (Session session : seenNow) {
        names.put(SessionName.of(session), session);
      }
      present = Optional.of(names);
    }
    return present.get();
  }

  private SessionNames<Long> parse(List<String> texts) {
    SessionNames<Long> names = new SessionNames<>();
    for (String text : texts) {
      int blank = text.indexOf(' ');
      long since = blank < 0 ? -1 : Numerals.decimal(text.substring(0, blank));
      boolean recent = since >= lastSeconds || seconds - since <= LATE_SECONDS;
      if (since >= 0 && since <= seconds && recent) {
        SessionName.parse(text.substring(blank + 1)).ifPresent(name -> names.put(name, since));
      }
    }
    return names;
  }

  /** Takes what the log says, in its order. */
  void logged(Collection<LoggedSession> events) {
    for (LoggedSession event : events) {
      Optional<Boolean> ours = isCounted(event);
      if (ours.isEmpty()) {
        unattributed += event.up() ? 1 : 0;
      } else if (ours.get()) {
        if (event.up()) {
          cameUp(event);
        } else {
          ended(event);
        }
      }
    }
  }

  /** Whether it is of the protocol that counts; nothing if nobody tells. */
  private Optional<Boolean> isCounted(LoggedSession event) {
    if (event.protocol().isPresent()) {
      return Optional.of(counts.test(event.protocol().get()));
    }
    Optional<Session> there = present().get(event.name());
    if (there.isPresent()) {
      return Optional.of(counts.test(there.get().protocol()));
    }
    boolean known = earlier().has(event.name()) || up.has(event.name()) || gone.has(event.name());
    return known ? Optional.of(true) : Optional.empty();
  }

  private void cameUp(LoggedSession event) {
    begun.put(event.name(), event);
    if (event.name().pid() < 0) {
      // An interface that is used again is no longer that of the one that ended.
      down.remove(event.name());
      gone.remove(event.name());
    }
    if (up.has(event.name()) || gone.has(event.name())) {
      return;
    }
    // The last run may have seen it before its line was written.
    if (!earlier().has(event.name())) {
      opened++;
      up.put(event.name(), seconds);
    }
  }

  private void ended(LoggedSession event) {
    Optional<LoggedSession> start = begun.get(event.name());
    boolean counted = gone.remove(event.name()).isPresent() || down.has(event.name());
    if (!counted) {
      closed++;
    }
    SessionName name =
        new SessionName(
            event.name().pid(),
            event.name().interfaceName().isEmpty()
                ? interfaceOf(event.name())
                : event.name().interfaceName());
    if (earlier().has(event.name()) || present().has(event.name())) {
      down.put(name, seconds);
    }
    up.remove(event.name());
    if (!counted && !earlier().has(event.name()) && !present().has(event.name())) {
      Optional<Protocol> protocol =
          event.protocol().or(() -> start.flatMap(LoggedSession::protocol));
      if (protocol.isPresent()) {
        unseen.merge(protocol.get(), 1L, Long::sum);
      }
    }
    if (!counted) {
      Optional<String> user =
          event
              .user()
              .or(() -> start.flatMap(LoggedSession::user))
              .or(() -> earlier().get(event.name()).flatMap(Turnover::user));
      ended.add(new Ended(name, Optional.of(event), user, lasted(event, start)));
    }
  }

  private static Optional<String> user(Known known) {
    return Optional.of(known.user()).filter(user -> !user.isEmpty());
  }

  private String interfaceOf(SessionName name) {
    return earlier().get(name).map(Known::interfaceName).orElse("");
  }

  /** pppd counts in steps of six seconds, which is coarse where both lines have a time. */
  private static OptionalLong lasted(LoggedSession end, Optional<LoggedSession> start) {
    if (start.isPresent() && end.millis() >= start.get().millis() && start.get().millis() > 0) {
      return OptionalLong.of((end.millis() - start.get().millis()) / 1000);
    }
    return end.seconds();
  }

  /**
   * Compares with the last run.
   *
   * @param arrived those that count now and the last run did not see
   * @param left those that it saw and that are not there now
   * @param withLog whether the log was read, so that it may tell of them yet
   */
  void compared(Collection<Known> arrived, Collection<Known> left, boolean withLog) {
    for (Known known : arrived) {
      boolean told = up.remove(known.name()).isPresent() || begun.has(known.name());
      if (!told) {
        opened++;
        unlogged += withLog ? 1 : 0;
      }
    }
    for (Known known : left) {
      if (down.remove(known.name()).isEmpty()) {
        closed++;
        unlogged += withLog ? 1 : 0;
        gone.put(known.name(), seconds);
        ended.add(
            new Ended(
                known.name(),
                Optional.empty(),
                user(known),
                known.start() < 0 || known.start() > lastSeconds
                    ? OptionalLong.empty()
                    : OptionalLong.of(lastSeconds - known.start())));
      }
    }
  }

  long opened() {
    return opened;
  }

  long closed() {
    return closed;
  }

  /** How many of them the log has not told of. */
  long unlogged() {
    return unlogged;
  }

  /** How many came up of which nobody tells whose they are; they count nowhere. */
  long unattributed() {
    return unattributed;
  }

  /** How many of a protocol came and went between runs, by the log alone. */
  long unseen(Protocol protocol) {
    return unseen.getOrDefault(protocol, 0L);
  }

  List<Ended> endedSessions() {
    return ended;
  }

  /** What the next run has to know. */
  List<Value> values() {
    List<Value> values = new ArrayList<>();
    add(UP, up, values);
    add(DOWN, down, values);
    add(GONE, gone, values);
    return values;
  }

  private static void add(String kind, SessionNames<Long> names, List<Value> values) {
    names.all().forEach((name, since) -> values.add(new Value(kind, since + " " + name.text())));
  }
}
