package io.github.pppvpn.nrpe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.testkit.Cleanup;
import io.github.pppvpn.testkit.Daemon;
import io.github.pppvpn.testkit.Debian;
import io.github.pppvpn.testkit.PptpServer;
import io.github.pppvpn.testkit.Ran;
import io.github.pppvpn.testkit.Workplace;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges reach the command through an NRPE that takes arguments. */
@Tag("lab")
class NrpeArgumentsLabTest {
  private static final Cleanup CLEANUP = new Cleanup();
  private static final String THRESHOLDS = "check_pptp_tcp1723_thresholds";

  private static Workplace workplace;
  private static Daemon pptpd;
  private static Daemon nrpe;
  private static Daemon plainNrpe;
  private static Daemon cautiousNrpe;

  @BeforeAll
  static void start() throws Exception {
    Debian.require(Debian.NRPE, Debian.CHECK_NRPE, Debian.PPTPD);
    workplace = CLEANUP.add(Workplace.create());
    pptpd = CLEANUP.add(PptpServer.start(workplace));
    nrpe = CLEANUP.add(server().withArguments().start());
    plainNrpe = CLEANUP.add(server().withArguments().withoutTls().start());
    cautiousNrpe = CLEANUP.add(server().start());
  }

  private static NrpeServer server() throws Exception {
    return new NrpeServer(workplace, pptpd.address().getAddress())
        .withProgram(NrpeWithArguments.in(workplace));
  }

  @AfterAll
  static void end() {
    CLEANUP.run();
  }

  @ParameterizedTest
  @EnumSource
  void warningByThreshold(Transport transport) throws Exception {
    Daemon asked = transport.tls() ? nrpe : plainNrpe;
    Ran ran = transport.ask(asked, "-c", THRESHOLDS, "-a", "@0:10", "10");
    assertEquals(1, ran.exitCode(), ran.text());
    assertEquals(direct("@0:10", "10").withoutTimes(), ran.withoutTimes());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "0 5 1",
        "@5:10 ~:5 0",
        "~:5 @0:5 2",
        "~: ~: 0",
        "time=500ms,connect_time=5:6 handshake_time=~:9 1",
        "time=9s,handshake_time=8 connect_time=@~:1 2",
        "20:10 5 3",
        "nothing=1 5 3"
      })
  void rangesArriveUnchanged(String warning, String critical, int exitCode) throws Exception {
    Ran asked = ask(warning, critical);
    assertEquals(exitCode, asked.exitCode(), asked.text());
    assertEquals(direct(warning, critical).withoutTimes(), asked.withoutTimes());
  }

  /** What NRPE lets in and a shell would act upon is a wrong range and nothing else. */
  @ParameterizedTest
  @ValueSource(strings = {"*", "$HOME", "5\" --echo \"", "(", "#", "5 --echo"})
  void nothingButARangeIsLetIn(String argument) throws Exception {
    Ran asked = ask("5", argument);
    assertEquals(3, asked.exitCode(), asked.text());
    assertEquals(direct("5", argument), asked);
    assertTrue(asked.text().contains("--critical"), asked.text());
  }

  /** check_nrpe joins with "!" and NRPE splits there, so that an empty argument is none. */
  @ParameterizedTest
  @ValueSource(strings = {"", "5"})
  void emptyArgumentIsAMissingOne(String other) throws Exception {
    Ran asked = ask("", other);
    assertEquals(3, asked.exitCode(), asked.text());
    assertEquals(direct(other, ""), asked);
  }

  @Test
  void defaultOfNrpeTakesNoArguments() throws Exception {
    Ran refused = Transport.V4.ask(cautiousNrpe, "-c", THRESHOLDS, "-a", "1", "2");
    assertEquals(3, refused.exitCode(), refused.text());
    assertFalse(refused.text().contains("PPTP"), refused.text());
    Ran fixed = Transport.V4.ask(cautiousNrpe, "-c", "check_pptp_tcp1723");
    assertEquals(0, fixed.exitCode(), fixed.text());
  }

  private static Ran ask(String warning, String critical) throws Exception {
    return Transport.V4.ask(nrpe, "-c", THRESHOLDS, "-a", warning, critical);
  }

  private static Ran direct(String warning, String critical) throws Exception {
    String host = pptpd.address().getAddress().getHostAddress();
    return Ran.of(
        workplace.command("check_pptp_tcp1723"),
        List.of("-H", host, "-w", warning, "-c", critical));
  }
}
