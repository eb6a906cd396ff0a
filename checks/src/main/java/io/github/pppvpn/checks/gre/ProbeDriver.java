package io.github.pppvpn.checks.gre;

import io.github.pppvpn.checks.control.Failure;
import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.Invocation;
import io.github.pppvpn.wire.Octets;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Drives a {@link GreProbe} over its two sockets. A thread reads each of them and notes the time;
 * all decisions are the caller's thread's. What a flood brings beyond the queue waits in the
 * kernel, which drops what is too much.
 */
final class ProbeDriver {
  private static final int QUEUE = 256;
  private static final long WAKE_UP_NANOS = 100_000_000;

  /** What happened. */
  private sealed interface Event {
    record Control(Octets bytes, long at) implements Event {}

    record ControlEnd(Failure.Kind kind, String what, long at) implements Event {}

    record Gre(Octets packet, long at) implements Event {}

    record Complaint(IcmpError error, long at) implements Event {}

    record Seen(Octets packet) implements Event {}
  }

  private final GreProbe probe;
  private final Socket control;
  private final GreSocket gre;
  private final InetAddress server;
  private final Invocation invocation;
  private final Function<InetAddress, String> shown;

  /** Fair, so that a flood of GRE does not keep the control connection's end from being seen. */
  private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(QUEUE, true);

  private boolean witnessTried;
  private volatile boolean over;

  /**
   * @param control connected
   * @param shown how the address of a router is shown
   */
  ProbeDriver(
      GreProbe probe,
      Socket control,
      GreSocket gre,
      InetAddress server,
      Invocation invocation,
      Function<InetAddress, String> shown) {
    this.probe = probe;
    this.control = control;
    this.gre = gre;
    this.server = server;
    this.invocation = invocation;
    this.shown = shown;
  }

  /**
   * Runs the probe to its end.
   *
   * @throws InterruptedException if the run was told to end; the server has been told so too
   */
  void run(String target) throws InterruptedException {
    probe.start(now());
    send();
    start("control connection", this::readControl);
    start("GRE", this::readGre);
    boolean cancelled = false;
    try {
      while (!probe.hasEnded()) {
        if (!cancelled) {
          // The leave-taking of a run that is told to end is not what that interrupted.
          invocation.phase().accept(probe.doing() + " with " + target);
        }
        if (!cancelled && invocation.cancelled().getAsBoolean()) {
          cancelled = true;
          long now = now();
          probe.cancel(now, now + Invocation.POLITE_END_NANOS * 2 / 3);
        } else {
          step();
        }
        send();
      }
    } finally {
      over = true;
      closeControl();
    }
    if (cancelled) {
      throw new InterruptedException();
    }
  }

  private void step() throws InterruptedException {
    long now = now();
    long wait = Math.min(WAKE_UP_NANOS, Math.max(0, probe.nextDeadline(now) - now));
    Event event = events.poll(wait, TimeUnit.NANOSECONDS);
    if (event instanceof Event.Control bytes) {
      probe.receiveControl(bytes.bytes().asBuffer(), bytes.at());
    } else if (event instanceof Event.ControlEnd end) {
      probe.controlLost(end.kind(), end.what(), end.at());
    } else if (event instanceof Event.Gre packet) {
      probe.receivePacket(packet.packet().asBuffer(), packet.at());
    } else if (event instanceof Event.Complaint complaint) {
      probe.complaint(complaint.error(), shownFrom(complaint.error()), complaint.at());
    } else if (event instanceof Event.Seen seen) {
      probe.witness(seen.packet().asBuffer());
    }
    probe.tick(now());
    if (!witnessTried && probe.wantsWitness(now())) {
      witnessTried = true;
      listen();
    }
  }

  private String shownFrom(IcmpError error) {
    return error.local() ? "this host" : error.from().map(shown).orElse("a router");
  }

  private void send() {
    for (byte[] message : probe.controlToSend()) {
      try {
        control.getOutputStream().write(message);
      } catch (IOException e) {
        // The reader sees the end, too, with what came before it.
        break;
      }
    }
    for (GreProbe.Packet packet : probe.packetsToSend()) {
      int error = gre.send(packet.bytes().toArray());
      if (error == LibC.EMSGSIZE) {
        int mtu = gre.nextError().filter(IcmpError::local).map(IcmpError::mtu).orElse(0);
        probe.tooBigHere(packet.size(), mtu, now());
      } else if (error == LibC.EPERM || error == LibC.EACCES) {
        probe.forbiddenHere(LibC.strerror(error));
      }
    }
    if (probe.controlIsOver()) {
      closeControl();
    }
  }

  private void closeControl() {
    try {
      control.close();
    } catch (IOException e) {
      // It is as closed as it can be.
    }
  }

  private void listen() {
    try {
      PacketWitness listener = PacketWitness.of(server);
      start(
          "witness",
          () -> {
            try (listener) {
              while (!over) {
                Optional<byte[]> packet = listener.receive();
                if (packet.isPresent()) {
                  events.put(new Event.Seen(Octets.of(packet.get())));
                }
              }
            }
          });
    } catch (CannotCheckException e) {
      // It would only have told more.
    }
  }

  private void readControl() throws InterruptedException {
    byte[] buffer = new byte[4096];
    try {
      InputStream in = control.getInputStream();
      while (!over) {
        int length = in.read(buffer);
        if (length < 0) {
          events.put(new Event.ControlEnd(Failure.Kind.CLOSED, "closed the connection", now()));
          return;
        }
        events.put(new Event.Control(Octets.copyOf(ByteBuffer.wrap(buffer, 0, length)), now()));
      }
    } catch (IOException e) {
      if (!over) {
        events.put(new Event.ControlEnd(Failure.Kind.RESET, "reset the connection", now()));
      }
    }
  }

  private void readGre() throws InterruptedException {
    while (!over) {
      Optional<byte[]> packet = gre.receive();
      if (packet.isPresent()) {
        events.put(new Event.Gre(Octets.of(packet.get()), now()));
      } else {
        Optional<IcmpError> error = gre.nextError();
        if (error.isPresent()) {
          events.put(new Event.Complaint(error.get(), now()));
        }
      }
    }
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private static void start(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  private long now() {
    return invocation.nanoTime().getAsLong();
  }
}
