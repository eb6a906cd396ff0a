package io.github.pppvpn.checks.gre;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.plugin.Environment;
import io.github.pppvpn.plugin.Lifecycle;
import io.github.pppvpn.plugin.Runner;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command says before it opens any socket. */
class GreCommandTest {
  private record Run(int exitCode, String output) {}

  private static Run run(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Lifecycle nothing =
        new Lifecycle() {
          @Override
          public void atEnd(IntSupplier lastWords) {}

          @Override
          public void endAfter(long nanos, IntSupplier lastWords) {}
        };
    Environment environment =
        new Environment(
            Map.of(), out, System::nanoTime, System::currentTimeMillis, System.nanoTime(), nothing);
    int code = Runner.run(new CheckGreProbe(), List.of(words), environment);
    return new Run(code, out.toString(UTF_8));
  }

  @Test
  void helpNamesEveryOptionAndMetric() {
    Run run = run("--help");
    assertEquals(3, run.exitCode());
    for (String word :
        List.of("--path-mtu", "--passive", "--capture", "one_way_peers", "CAP_NET_RAW")) {
      assertTrue(run.output().contains(word), word);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      textBlock =
          """
          '' > option -H, --hostname is needed
          -H x -n 0 > option --count: "0" is not a whole number from 1 to 100
          -H x --interval 1 -n 30 > --count times --interval is more than 20 s, and a server waits only 30 s for the login that a probe never makes
          -H x --interval 5ms > option --interval: "5ms" is not a time from 10 ms to 10 s
          -H x --interval 1.2.3 > option --interval: "1.2.3" is not a time from 10 ms to 10 s
          -H x --interval 1y > option --interval: "1y" is not a time from 10 ms to 10 s
          -H x --size 51 > option --size: "51" is not a whole number from 52 to 1500
          -H x --size 1501 > option --size: "1501" is not a whole number from 52 to 1500
          -H x -i eth0 > options --interface and --duration need --passive
          --passive > option -i, --interface is needed
          --passive -i eth0 --path-mtu > options --passive and --path-mtu exclude each other
          -H 192.0.2.1:1723 > option --hostname: a host without its port is wanted, and the port with --port 1723
          -H 127.0.0.1 -t 1 > no call can be made and ended within the time that --timeout leaves
          -H ::1 > ::1 is no IPv4 address, and the GRE of PPTP is IPv4 only
          -H 127.0.0.1 --source ::1 > ::1 is no IPv4 address, and the GRE of PPTP is IPv4 only
          """)
  void refuses(String words, String sentence) {
    Run run = run(words.isEmpty() ? new String[0] : words.split(" "));
    assertEquals("GRE UNKNOWN - " + sentence, run.output().lines().findFirst().orElse(""));
    assertEquals(3, run.exitCode());
  }
}
