package io.github.pppvpn.checks.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTextTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "::1, ::1",
    "::, ::",
    "2001:DB8::, 2001:db8::",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "fe80:0:0:0:0200:f8ff:fe21:67cf, fe80::200:f8ff:fe21:67cf",
    "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8"
  })
  void ipv6IsInRfc5952Form(String given, String shown) throws Exception {
    assertEquals(shown, AddressText.of(InetAddress.getByName(given)));
  }
}
