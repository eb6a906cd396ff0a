package io.github.pppvpn.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ipv4Test {
  /** Strictly, and as glibc's inet_aton was seen to. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "10.0.0.1|10.0.0.1|10.0.0.1",
        "255.255.255.255|255.255.255.255|255.255.255.255",
        "0.0.0.0|0.0.0.0|0.0.0.0",
        "10.0.0.01|10.0.0.1|10.0.0.1",
        "010.0.0.1|10.0.0.1|8.0.0.1",
        "10.5|-|10.0.0.5",
        "10.1.256|-|10.1.1.0",
        "167772161|-|10.0.0.1",
        "0x0a.0.0.0x1|-|10.0.0.1",
        "10.0.0.1 rest|-|10.0.0.1",
        "10.0.0.256|-|-",
        "10.0.0.0001|-|10.0.0.1",
        "10.0.0|-|10.0.0.0",
        "10.0.0.|-|-",
        "10..0.1|-|-",
        "10.0.0.1.2|-|-",
        "10.0.0.08|10.0.0.8|-",
        "4294967296|-|-",
        "0x|-|-",
        "-1|-|-",
        " 10.0.0.1|-|-",
      })
  void reads(String text, String strictly, String asLibc) {
    assertEquals(strictly, Ipv4.parse(text).map(Ipv4::toString).orElse("-"));
    assertEquals(asLibc, Ipv4.parseAsLibc(text).map(Ipv4::toString).orElse("-"));
  }
}
