package io.github.pppvpn.host;

import io.github.pppvpn.host.NotVisibleException.Why;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * accel-ppp's command line interface on TCP (accel-pppd/cli/tcp.c; 127.0.0.1:2001 by default): the
 * password's line if one is set, then a command; it answers, and closes once its peer has.
 */
public final class AccelCli {
  /** The port of accel-ppp's own example configuration. */
  public static final int PORT = 2001;

  /** Of fifty thousand sessions, and a fraction of the memory that a command may have. */
  private static final int MOST = 1 << 23;

  private final Connector connector;
  private final Optional<String> password;
  private final LongSupplier remainingNanos;

  /** Asks over {@code connector}, for as long as {@code remainingNanos} gives a positive number. */
  public AccelCli(Connector connector, Optional<String> password, LongSupplier remainingNanos) {
    this.connector = connector;
    this.password = password;
    this.remainingNanos = remainingNanos;
  }

  /**
   * Every session that accel-ppp holds, of all its protocols.
   *
   * @throws NotVisibleException if it does not answer, or otherwise than accel-ppp does
   */
  public List<AccelSession> sessions() throws NotVisibleException {
    String answer = ask("show sessions " + AccelSession.COLUMNS);
    return AccelSession.parse(
        answer.startsWith("unknown column")
            ? ask("show sessions " + AccelSession.OLD_COLUMNS)
            : answer);
  }

  /**
   * How much of its pools is free.
   *
   * @throws NotVisibleException if it does not answer, or is too old to know the command
   */
  public List<AccelPoolFree> pools() throws NotVisibleException {
    return AccelPoolFree.parse(ask("show ippool"));
  }

  private String ask(String command) throws NotVisibleException {
    try (Socket socket = connector.connect(millis())) {
      String said = password.map(word -> word + "\n").orElse("") + command + "\n";
      socket.getOutputStream().write(said.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      String answer = answer(socket);
      if (answer.isEmpty()) {
        throw new NotVisibleException(
            Why.DENIED,
            "accel-ppp's command line interface closed without an answer: "
                + (password.isPresent() ? "the password is not its own" : "it wants a password"));
      }
      return answer;
    } catch (SocketTimeoutException e) {
      throw late();
    } catch (IOException e) {
      throw new NotVisibleException(
          Why.FAILED,
          "accel-ppp's command line interface cannot be asked: "
              + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
    }
  }

  private String answer(Socket socket) throws IOException, NotVisibleException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] block = new byte[16384];
    InputStream in = socket.getInputStream();
    for (; ; ) {
      socket.setSoTimeout(millis());
      int got = in.read(block);
      if (got < 0) {
        return all.toString(StandardCharsets.ISO_8859_1);
      }
      all.write(block, 0, got);
      if (all.size() > MOST) {
        throw new NotVisibleException(
            Why.TOO_LARGE, "accel-ppp's command line interface does not stop talking");
      }
    }
  }

  private int millis() throws NotVisibleException {
    long left = (remainingNanos.getAsLong() + 999_999) / 1_000_000;
    if (left <= 0) {
      throw late();
    }
    return (int) Math.min(left, Integer.MAX_VALUE);
  }

  private static NotVisibleException late() {
    return new NotVisibleException(
        Why.TIMED_OUT, "accel-ppp's command line interface did not answer in time");
  }
}
