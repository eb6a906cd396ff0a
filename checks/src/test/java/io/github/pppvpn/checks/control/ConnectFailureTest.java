package io.github.pppvpn.checks.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.pppvpn.checks.net.Target;
import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.Privacy;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each exception that Java throws from a connect, with the text that the kernel's error gives. */
class ConnectFailureTest {
  private final Target target =
      Target.of(
          "192.0.2.1",
          InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1}),
          1723,
          Privacy.NONE);

  ConnectFailureTest() throws IOException {}

  static Stream<Arguments> ofTheServer() {
    return Stream.of(
        Arguments.of(
            new ConnectException("Connection refused"),
            Failure.Kind.REFUSED,
            "refused the connection"),
        Arguments.of(
            new SocketTimeoutException("Connect timed out"),
            Failure.Kind.NO_ANSWER_TO_CONNECT,
            "did not answer the connect within 9.7 s"),
        Arguments.of(
            new ConnectException("Connection timed out"),
            Failure.Kind.NO_ANSWER_TO_CONNECT,
            "did not answer the connect within 9.7 s"),
        Arguments.of(
            new NoRouteToHostException("No route to host"),
            Failure.Kind.NO_ROUTE,
            "cannot be reached: No route to host"),
        Arguments.of(
            new SocketException("No route to host"),
            Failure.Kind.NO_ROUTE,
            "cannot be reached: No route to host"),
        Arguments.of(
            new ConnectException("Network is unreachable"),
            Failure.Kind.NO_ROUTE,
            "cannot be reached: Network is unreachable"),
        Arguments.of(
            new SocketException("Network is unreachable"),
            Failure.Kind.NO_ROUTE,
            "cannot be reached: Network is unreachable"),
        Arguments.of(
            new SocketException("Network is down"),
            Failure.Kind.NO_ROUTE,
            "cannot be reached: Network is down"),
        Arguments.of(
            new SocketException("Connection reset"),
            Failure.Kind.RESET,
            "reset the connection while it was set up"));
  }

  @ParameterizedTest
  @MethodSource
  void ofTheServer(IOException e, Failure.Kind kind, String text) throws Exception {
    assertEquals(new Failure(kind, text), ConnectFailure.of(e, target, "9.7 s"));
  }

  /** firewalld rejects so, and many a router's list; IPv4 has another error for it. */
  @Test
  void prohibitedOnTheWayOverIpv6() throws Exception {
    Target six = Target.of("2001:db8::1", InetAddress.getByName("2001:db8::1"), 1723, Privacy.NONE);
    assertEquals(
        new Failure(Failure.Kind.NO_ROUTE, "cannot be reached: Permission denied"),
        ConnectFailure.of(new SocketException("Permission denied"), six, "1 s"));
  }

  @ParameterizedTest
  @MethodSource
  void ofThisHost(IOException e, String sentence, String nextStep) {
    CannotCheckException failure =
        assertThrows(CannotCheckException.class, () -> ConnectFailure.of(e, target, "9.7 s"));
    assertEquals(sentence, failure.getMessage());
    assertEquals(nextStep, failure.nextStep());
  }

  static Stream<Arguments> ofThisHost() {
    String rule =
        "A rule of this host's own firewall or routing forbids it: see nft list ruleset, iptables"
            + " -S OUTPUT, and ip route get.";
    return Stream.of(
        Arguments.of(
            new SocketException("Operation not permitted"),
            "this host does not let us connect to 192.0.2.1:1723: Operation not permitted",
            rule),
        Arguments.of(
            new SocketException("Permission denied"),
            "this host does not let us connect to 192.0.2.1:1723: Permission denied",
            rule),
        Arguments.of(
            new SocketException("Too many open files"),
            "cannot connect to 192.0.2.1:1723: Too many open files",
            ""));
  }

  @Test
  void withoutAMessage() {
    CannotCheckException failure =
        assertThrows(
            CannotCheckException.class,
            () -> ConnectFailure.of(new IOException((String) null), target, "9.7 s"));
    assertEquals("cannot connect to 192.0.2.1:1723: java.io.IOException", failure.getMessage());
  }
}
