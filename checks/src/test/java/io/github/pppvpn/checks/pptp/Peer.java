package io.github.pppvpn.checks.pptp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.pppvpn.wire.pptp.ControlMessage;
import io.github.pppvpn.wire.pptp.ControlMessageCodec;
import io.github.pppvpn.wire.pptp.ControlMessageFramer;
import io.github.pppvpn.wire.pptp.EchoReply;
import io.github.pppvpn.wire.pptp.EchoRequest;
import io.github.pppvpn.wire.pptp.MalformedControlMessageException;
import io.github.pppvpn.wire.pptp.StartControlConnectionRequest;
import io.github.pppvpn.wire.pptp.StopControlConnectionReply;
import io.github.pppvpn.wire.pptp.StopControlConnectionRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A client of a {@link ScriptedServer}, seen from there. */
final class Peer {
  /** How the client's side of the connection ended. */
  enum End {
    /** In order, after everything it had sent. */
    CLOSED,
    RESET,
    /** The server was first. */
    ENDED_BY_SERVER
  }

  private static final int REQUEST_LENGTH = 156;

  private final Socket socket;
  private final ControlMessageFramer framer = new ControlMessageFramer();
  private final byte[] buffer = new byte[4096];
  private final List<String> heard = new ArrayList<>();
  private final List<ControlMessage> unread = new ArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile End end = End.ENDED_BY_SERVER;
  private volatile String complaint = "";

  Peer(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
  }

  /** Runs the script, then listens until the client has gone. */
  void serve(ScriptedServer.Script script) {
    try {
      script.serve(this);
      while (read()) {
        unread.clear();
      }
      end = End.CLOSED;
    } catch (IOException e) {
      end = socket.isClosed() ? End.ENDED_BY_SERVER : End.RESET;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (MalformedControlMessageException | RuntimeException e) {
      complaint = e.toString();
    } finally {
      close();
      ended.countDown();
    }
  }

  /** Reads once, as pptpd does: a request that comes in pieces is dropped, whatever follows. */
  void request() throws IOException {
    int length = socket.getInputStream().read(buffer);
    if (length != REQUEST_LENGTH) {
      complaint = "the first read gave " + length + " bytes";
      reset();
      return;
    }
    if (!(next(length) instanceof StartControlConnectionRequest)) {
      complaint = "the first message is no Start-Control-Connection-Request";
    }
  }

  /** The next message of the client. */
  ControlMessage next() throws IOException {
    return next(0);
  }

  private ControlMessage next(int length) throws IOException {
    try {
      take(length);
      while (unread.isEmpty()) {
        if (!read()) {
          throw new IOException("the client has gone");
        }
      }
    } catch (MalformedControlMessageException e) {
      complaint = e.getMessage();
      throw new IOException(e);
    }
    return unread.remove(0);
  }

  private boolean read() throws IOException, MalformedControlMessageException {
    int length = socket.getInputStream().read(buffer);
    take(length);
    return length >= 0;
  }

  private synchronized void take(int length) throws MalformedControlMessageException {
    ByteBuffer in = ByteBuffer.wrap(buffer, 0, Math.max(0, length));
    while (in.hasRemaining()) {
      Optional<ControlMessage> message = framer.read(in);
      if (message.isPresent()) {
        heard.add(message.get().type().rfcName());
        unread.add(message.get());
      }
    }
  }

  /** Waits for {@code least} bytes or more of whatever comes. */
  void await(int least) throws IOException {
    int length = 0;
    while (length < least) {
      int more = socket.getInputStream().read(buffer);
      if (more < 0) {
        throw new IOException("the client has gone");
      }
      length += more;
    }
  }

  /** Takes the request, gives pptpd's reply, answers Echo-Requests and the end. */
  void behave() throws IOException {
    request();
    send(Replies.GOOD);
    answer();
  }

  /** Answers Echo-Requests and the end. */
  void answer() throws IOException {
    while (true) {
      ControlMessage message = next();
      if (message instanceof EchoRequest request) {
        send(new EchoReply(request.identifier(), 1, 0));
      } else if (message instanceof StopControlConnectionRequest) {
        send(new StopControlConnectionReply(1, 0));
        return;
      }
    }
  }

  /** All in one write. */
  void send(byte[]... parts) throws IOException {
    socket.getOutputStream().write(Replies.join(parts));
  }

  void send(ControlMessage message) throws IOException {
    send(ControlMessageCodec.encode(message));
  }

  void send(String text) throws IOException {
    send(text.getBytes(ISO_8859_1));
  }

  /** One byte a segment, with a pause behind each. */
  void drip(byte[] bytes, long pauseMillis) throws IOException, InterruptedException {
    for (byte b : bytes) {
      send(new byte[] {b});
      Thread.sleep(pauseMillis);
    }
  }

  /** Says that no more will come; the client's bytes are still taken. */
  void finish() throws IOException {
    socket.shutdownOutput();
  }

  /** Drops the connection with a RST. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The address that the client came from. */
  InetAddress address() {
    return socket.getInetAddress();
  }

  /** RFC 2637's names of the messages that came, in their order. */
  synchronized List<String> heard() {
    return List.copyOf(heard);
  }

  End end() {
    return end;
  }

  void awaitEnd() throws InterruptedException {
    if (!ended.await(3, TimeUnit.SECONDS)) {
      throw new AssertionError("the client's connection is still open");
    }
    if (!complaint.isEmpty()) {
      throw new AssertionError(complaint);
    }
  }
}
