package io.github.pppvpn.lab;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * check_auth_failures beside the logins of the scenarios that made the recordings: one after the
 * other, with names made to deceive, an attack, peers that fall silent, this host's own calls.
 * Minutes each.
 */
@Tag("lab-long")
class AuthLongScenarioTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"auth-pptp", "auth-l2tp", "auth-radius", "auth-attack", "auth-names", "auth-odd"})
  void countsWhatHappened(String scenario) throws IOException, InterruptedException {
    Recording recording = Lab.record(scenario, scenario);
    AuthTruth truth = AuthTruth.of(recording);
    Set<Map<String, Long>> possible = new HashSet<>();
    possible.add(truth.metrics(true));
    possible.add(truth.withoutSilent().metrics(true));
    String line = recording.step(scenario).out().lines().findFirst().orElse("");
    Map<String, Long> counted = new TreeMap<>();
    for (String label : truth.metrics(true).keySet()) {
      int at = line.indexOf(" " + label + "=") + label.length() + 2;
      counted.put(label, Long.parseLong(line.substring(at, line.indexOf(';', at))));
    }
    assertTrue(possible.contains(counted), () -> line + "\n" + truth.metrics(true));
  }
}
