package io.github.pppvpn.log.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pppvpn.log.event.LogEvent.LoginFailed;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a stranger calls himself: one failed login, of that name, and nothing else. */
class UserNamePropertiesTest {
  private static final String HEAD = "Nov 21 20:01:00 vpn1 pppd[748]: ";

  @Provide
  Arbitrary<byte[]> names() {
    Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(300);
    Arbitrary<byte[]> parts =
        Arbitraries.of(
                " failed CHAP authentication",
                " authenticated with CHAP",
                "Peer ",
                "us to ",
                "PAP peer authentication failed for ",
                "\n" + HEAD + "Peer root failed CHAP authentication",
                "\r\n",
                "message repeated 3 times: [ ",
                "]",
                "remote IP address 10.0.0.1",
                "Exit.",
                "\\",
                "\"",
                "\t",
                "^",
                "M-",
                " ",
                "é",
                "日本",
                "\u0000",
                "jane")
            .list()
            .ofMaxSize(5)
            .map(list -> String.join("", list).getBytes(StandardCharsets.UTF_8));
    return Arbitraries.oneOf(bytes, parts);
  }

  private static List<LogEvent> attempt(String countLine) {
    return Logs.events(
        HEAD + "pppd 2.4.9 started by root, uid 0\n" + HEAD + countLine + "\n" + HEAD + "Exit.\n");
  }

  @Property
  void chapFailsOnce(@ForAll("names") byte[] name) {
    List<LogEvent> events =
        attempt("Peer " + PppdEncoding.encode(name) + " failed CHAP authentication");
    assertEquals(1, events.size(), () -> EventText.of(events));
    assertEquals(1, Logs.only(events, LoginFailed.class).size(), () -> EventText.of(events));
  }

  @Property
  void papFailsOnce(@ForAll("names") byte[] name) {
    List<LogEvent> events = attempt("PAP peer authentication failed for " + encoded(name));
    assertEquals(1, events.size(), () -> EventText.of(events));
    assertEquals(1, Logs.only(events, LoginFailed.class).size(), () -> EventText.of(events));
  }

  @Property
  void theNameIsReadBack(@ForAll("names") byte[] name) {
    Assume.that(PppdEncoding.isReversible(name));
    LoginFailed chap =
        Logs.only(
                attempt("Peer " + encoded(name) + " failed CHAP authentication"), LoginFailed.class)
            .get(0);
    assertEquals(Optional.of(text(name)), chap.user());
    LoginFailed pap =
        Logs.only(attempt("PAP peer authentication failed for " + encoded(name)), LoginFailed.class)
            .get(0);
    assertEquals(Optional.of(text(name)), pap.user());
  }

  @Property
  void successIsNoFailure(@ForAll("names") byte[] name) {
    List<LogEvent> events = attempt("Peer " + encoded(name) + " authenticated with CHAP");
    assertEquals(1, events.size(), () -> EventText.of(events));
    assertEquals(1, Logs.only(events, LogEvent.LoginSucceeded.class).size());
  }

  @Property
  void freeRadiusFailsOnce(@ForAll("names") byte[] name) {
    // FreeRADIUS writes line ends as blanks and invalid UTF-8 as '?'.
    String user = text(name).replaceAll("[\\p{Cntrl}]", " ").replace("\\", "\\\\");
    List<LogEvent> events =
        Logs.events(
            "Sat Nov 21 20:01:02 2026 : Auth: (7) Login incorrect (mschap: bad): ["
                + user
                + "] (from client vpn1 port 0 cli 203.0.113.7)\n");
    assertEquals(1, events.size(), () -> EventText.of(events));
    assertEquals(Optional.of("203.0.113.7"), Logs.only(events, LoginFailed.class).get(0).peer());
  }

  private static String encoded(byte[] name) {
    return PppdEncoding.encode(name);
  }

  private static String text(byte[] name) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name)).toString();
    } catch (CharacterCodingException e) {
      return new String(name, StandardCharsets.ISO_8859_1);
    }
  }
}
