package io.github.pppvpn.checks.hosts;

import io.github.pppvpn.checks.net.ServerAddresses;
import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.Deadline;
import io.github.pppvpn.plugin.Invocation;
import io.github.pppvpn.plugin.Report;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Asks many hosts at once, in one thread.
 *
 * <p>What has arrived goes before what is to be begun: so a measured time is the peer's, however
 * many others are asked, and hosts that answer at once never pile up.
 */
final class ManyHosts {
  /** How often a wait looks whether the run was told to end. */
  private static final long WAKE_UP_NANOS = 50_000_000;

  /** All are looked at together that are due within so long. */
  private static final long LOOK_NANOS = 2_000_000;

  /** So many are begun before it is looked again what has arrived. */
  private static final int BEGUN_AT_ONCE = 2;

  /** No datagram is longer. */
  private static final int BUFFER_BYTES = 65_536;

  private final AskedServers servers;
  private final Prober prober;
  private final Invocation invocation;
  private final int most;
  private final CutShort cutShort;
  private final List<Asking> all = new ArrayList<>();
  private final Deque<Asking> waiting = new ArrayDeque<>();

  /** Those that were cut short, who was given least first. */
  private final Queue<Asking> again =
      new PriorityQueue<>((a, b) -> Long.compare(a.givenNanos(), b.givenNanos()));

  private final Map<Asking, ServerAddresses> addresses = new LinkedHashMap<>();
  private final Map<Talk, Asking> talks = new LinkedHashMap<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private Optional<Names> names = Optional.empty();
  private int talking;
  private int ended;
  private boolean late;
  private boolean cancelled;
  private long lookNanos = Long.MAX_VALUE;

  /**
   * @param most so many hosts are asked at the same time
   * @param cutShort whose silence says nothing
   */
  ManyHosts(
      AskedServers servers, Prober prober, Invocation invocation, int most, CutShort cutShort) {
    this.servers = servers;
    this.prober = prober;
    this.invocation = invocation;
    this.most = most;
    this.cutShort = cutShort;
  }

  /**
   * Asks them all.
   *
   * @return in the order of the hosts, each with its report
   * @throws InterruptedException if the run was told to end; all peers have been told so too
   */
  List<Asking> ask(List<AskedHost> hosts) throws CannotCheckException, InterruptedException {
    try (Selector selector = Selector.open()) {
      for (AskedHost host : hosts) {
        Asking asking = new Asking(host);
        all.add(asking);
        if (host.isLiteral()) {
          waiting.add(asking);
        } else {
          names(selector).add(asking);
        }
      }
      while (ended < all.size()) {
        step(selector);
      }
    } catch (IOException e) {
      throw new CannotCheckException("no socket can be had on this host: " + e.getMessage());
    }
    if (invocation.cancelled().getAsBoolean()) {
      throw new InterruptedException();
    }
    return all;
  }

  private Names names(Selector selector) {
    if (names.isEmpty()) {
      names = Optional.of(new Names(servers::addresses, selector::wakeup));
    }
    return names.get();
  }

  private void step(Selector selector) throws IOException {
    takeNames();
    if (!late && (invocation.deadline().hasPassed() || isCancelled())) {
      late = true;
      giveUp();
    }
    int begun = 0;
    while (mayBegin() && begun < BEGUN_AT_ONCE) {
      begin(waiting.isEmpty() ? again.poll() : waiting.poll(), selector);
      begun++;
    }
    if (talking == 0 && ended + again.size() == all.size() && !isWorthAsking()) {
      endAgain();
    }
    if (mayBegin() || ended == all.size()) {
      selector.selectNow();
    } else {
      selector.select(waitMillis());
    }
    for (SelectionKey key : selector.selectedKeys()) {
      Talk talk = (Talk) key.attachment();
      if (talks.containsKey(talk)) {
        talk.ready(key, buffer.clear());
        follow(talk, selector);
      }
    }
    selector.selectedKeys().clear();
    look(selector);
  }

  private boolean mayBegin() {
    return talking < most && (!waiting.isEmpty() || isWorthAsking());
  }

  /** Whether the next that was cut short would now be given longer than it was. */
  private boolean isWorthAsking() {
    return !again.isEmpty() && nanos(again.peek()) > again.peek().givenNanos();
  }

  private void endAgain() {
    for (Asking asking = again.poll(); asking != null; asking = again.poll()) {
      end(asking, asking.cutShort().orElseThrow());
    }
  }

  private long waitMillis() {
    long wait = talks.isEmpty() ? WAKE_UP_NANOS : Math.min(WAKE_UP_NANOS, lookNanos - now());
    if (names.isPresent() && names.get().isWaiting()) {
      wait = Math.min(wait, LOOK_NANOS);
    }
    return Math.max(1, (wait + 999_999) / 1_000_000);
  }

  private void takeNames() {
    if (names.isEmpty()) {
      return;
    }
    for (Names.Found found = names.get().poll(); found != null; found = names.get().poll()) {
      Asking asking = found.asking();
      if (asking.hasEnded()) {
        continue;
      }
      if (found.failure() != null) {
        end(asking, found.failure(), "cannot be looked up");
      } else {
        asking.resolved(servers.waitedNanos());
        addresses.put(asking, found.addresses());
        waiting.add(asking);
      }
    }
    names.get().grow(now());
  }

  /** Time is up: who has not been asked by now cannot be any more. */
  private void giveUp() {
    names.ifPresent(Names::stop);
    endAgain();
    for (Asking asking : all) {
      if (!asking.hasEnded() && !asking.isTalking()) {
        boolean resolved = asking.host().isLiteral() || addresses.containsKey(asking);
        String name = servers.name(asking.host());
        end(
            asking,
            resolved
                ? new CannotCheckException(
                    name + " was not asked: time was up", "Give it more time (-t), or fewer hosts.")
                : new CannotCheckException(
                    "the name " + name + " did not resolve within " + servers.waited(),
                    "Look at getent ahosts " + name + " and /etc/resolv.conf on this host."),
            resolved ? "not asked" : "name not resolved");
      }
    }
    waiting.clear();
  }

  private void begin(Asking asking, Selector selector) {
    ServerAddresses found = addresses.get(asking);
    try {
      if (found == null) {
        found = servers.addresses(asking.host());
      }
      long nanos = nanos(asking);
      Deadline share = invocation.deadline().orWithin(nanos);
      asking.begin(prober.probe(asking.host(), found, servers.within(share)), nanos);
      talking++;
      goOn(asking, selector);
    } catch (CannotCheckException e) {
      end(asking, e, "cannot be asked");
    }
  }

  /**
   * How long a host has that is asked now: as long for each as there are hosts to be asked one
   * after the other. Who was cut short before has at least twice as long as then, for some that are
   * heard to the end are worth more than all cut short again.
   */
  private long nanos(Asking asking) {
    boolean first = asking.cutShort().isEmpty();
    int left = all.size() - ended - (first ? again.size() : 0);
    int turns = Math.max(1, (left + most - 1) / most);
    long remaining = invocation.deadline().remainingNanos();
    return first
        ? remaining / turns
        : Math.max(remaining / turns, Math.min(remaining, 2 * asking.givenNanos()));
  }

  private void goOn(Asking asking, Selector selector) {
    List<Talk> next;
    try {
      next = asking.probe().next();
    } catch (CannotCheckException e) {
      talking--;
      end(asking, e, "cannot be asked");
      return;
    }
    if (next.isEmpty()) {
      finish(asking);
      return;
    }
    for (Talk talk : next) {
      talks.put(talk, asking);
      asking.count(1);
    }
    for (Talk talk : next) {
      talk.open(selector);
      follow(talk, selector);
    }
  }

  /** What has become of a conversation after something happened in it. */
  private void follow(Talk talk, Selector selector) {
    if (!talk.isOver()) {
      lookNanos = Math.min(lookNanos, now() + talk.waitNanos());
      return;
    }
    Asking asking = talks.remove(talk);
    asking.count(-1);
    if (!asking.isTalking()) {
      goOn(asking, selector);
    }
  }

  private void look(Selector selector) {
    boolean told = isCancelled();
    boolean every = told && !cancelled;
    cancelled = told;
    long now = now();
    if (now < lookNanos && !every) {
      return;
    }
    lookNanos = Long.MAX_VALUE;
    for (Talk talk : List.copyOf(talks.keySet())) {
      if (every || talk.waitNanos() <= 0) {
        talk.look();
      }
      follow(talk, selector);
    }
    lookNanos = Math.max(lookNanos, now + LOOK_NANOS);
  }

  private void finish(Asking asking) {
    talking--;
    try {
      Report report = asking.probe().report();
      if (!asking.probe().isOutOfTime() || !cutShort.isTooShort(asking)) {
        end(asking, report);
        return;
      }
      asking.cutShort(cutShort.report(asking, servers.name(asking.host()), report));
      again.add(asking);
      if (late) {
        endAgain();
      }
    } catch (CannotCheckException e) {
      end(asking, e, "cannot be asked");
    }
  }

  private void end(Asking asking, Report report) {
    asking.end(report);
    ended++;
  }

  private void end(Asking asking, CannotCheckException why, String word) {
    asking.end(why, word);
    ended++;
  }

  private boolean isCancelled() {
    return invocation.cancelled().getAsBoolean();
  }

  private long now() {
    return invocation.nanoTime().getAsLong();
  }
}
