package io.github.pppvpn.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import uk.org.webcompere.systemstubs.environment.EnvironmentVariables;
import uk.org.webcompere.systemstubs.jupiter.SystemStub;
import uk.org.webcompere.systemstubs.jupiter.SystemStubsExtension;

@ExtendWith(SystemStubsExtension.class)
class SystemEnvironmentTest {
  @SystemStub private final EnvironmentVariables variables = new EnvironmentVariables();

  @Test
  void variablesAreTheProcess() {
    variables.set("MP_STATE_PATH", "/somewhere").remove("NAGIOS_CONFIG_PATH");
    Environment environment = new SystemProcess().environment();
    assertEquals("/somewhere", environment.variable("MP_STATE_PATH"));
    assertEquals("", environment.variable("NAGIOS_CONFIG_PATH"));
  }
}
