package io.github.pppvpn.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pppvpn.host.ProcessInfo;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** getopt_long's rules, which accel-pppd's command line goes by. */
class AccelPppFilesTest {
  @ParameterizedTest
  @CsvSource({
    "-c /a,/a",
    "-c/a,/a",
    "-dc /a,/a",
    "-dc/a,/a",
    "-d -c /a -p /run/c.pid,/a",
    "-p /run/c.pid -d -c /a,/a",
    "-p/run/c.pid -c/a,/a",
    "-p -c -c /a,/a",
    "-p -c /a,none",
    "--config /a,/a",
    "--config=/a,/a",
    "--conf=/a,/a",
    "--c /a,/a",
    "--pid --config /a,none",
    "--dump=/c --config /a,/a",
    "-c /a -c /b,/b",
    "-- -c /a,none",
    "-c a.conf,none",
    "-c,none",
    "--config,none",
    "--daemon --no-sigint /c,none",
    "-d,none",
    "'',none"
  })
  void commandLine(String words, String path) {
    assertEquals(path, AccelPppFiles.named(accelPppd("accel-pppd " + words)).orElse("none"));
  }

  @Test
  void eachFileOnce() {
    assertEquals(
        List.of("/a", "/b", "/etc/accel-ppp.conf"),
        AccelPppFiles.of(
            List.of(
                accelPppd("accel-pppd -c /b"),
                accelPppd("accel-pppd -d"),
                accelPppd("accel-pppd -c /a"),
                accelPppd("accel-pppd -d -c /b"),
                new ProcessInfo(
                    9, "accel-pppd", 'Z', 1, 0, 0, 0, 0, List.of("accel-pppd", "-c", "/z")),
                new ProcessInfo(9, "pptpd", 'S', 1, 0, 0, 0, 0, List.of("pptpd", "-c", "/p")))));
  }

  private static ProcessInfo accelPppd(String words) {
    return new ProcessInfo(
        9, "accel-pppd", 'S', 1, 0, 0, 0, 0, List.of(words.strip().split(" ", -1)));
  }
}
