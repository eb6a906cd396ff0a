package io.github.pppvpn.checks.l2tp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.pppvpn.checks.net.Target;
import io.github.pppvpn.plugin.CannotCheckException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kernel says when a datagram cannot leave. */
class SendFailureTest {
  private static final Target TARGET =
      new Target(InetAddress.getLoopbackAddress(), 1701, "192.0.2.1:1701");

  @ParameterizedTest
  @ValueSource(strings = {"Network is unreachable", "No route to host", "Network is down"})
  void noRouteIsTheServersAbsence(String words) throws Exception {
    Failure failure = SendFailure.of(new SocketException(words), TARGET);
    assertEquals(Failure.Kind.NO_ROUTE, failure.kind());
    assertEquals("cannot be reached: " + words, failure.text());
  }

  @Test
  void javasOwnClassForIt() throws Exception {
    Failure failure = SendFailure.of(new NoRouteToHostException("Host unreachable"), TARGET);
    assertEquals(Failure.Kind.NO_ROUTE, failure.kind());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Operation not permitted", "Permission denied"})
  void ownFirewallSaysNothingOfTheServer(String words) {
    CannotCheckException e =
        assertThrows(
            CannotCheckException.class, () -> SendFailure.of(new SocketException(words), TARGET));
    assertEquals("this host does not let us send to 192.0.2.1:1701: " + words, e.getMessage());
  }

  /** An ICMPv6 "administratively prohibited" reads as this host's refusal does. */
  @Test
  void prohibitedOnTheWayOverIpv6() throws Exception {
    Target six = new Target(InetAddress.getByName("2001:db8::1"), 1701, "[2001:db8::1]:1701");
    Failure failure = SendFailure.of(new SocketException("Permission denied"), six);
    assertEquals(Failure.Kind.NO_ROUTE, failure.kind());
    assertEquals("cannot be reached: Permission denied", failure.text());
  }

  @Test
  void anythingElseIsSaidAsItIs() {
    CannotCheckException e =
        assertThrows(CannotCheckException.class, () -> SendFailure.of(new IOException(), TARGET));
    assertEquals("cannot send to 192.0.2.1:1701: java.io.IOException", e.getMessage());
  }
}
