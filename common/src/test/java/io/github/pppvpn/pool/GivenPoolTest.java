package io.github.pppvpn.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GivenPoolTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a=10.0.0.1 | 10.0.0.1 | 1",
        "a=10.0.0.1-10.0.1.9 | 10.0.0.1-10.0.1.9 | 265",
        "a=10.0.0.1-9 | 10.0.0.1-10.0.0.9 | 9",
        "a=10.0.0.0/24 | 10.0.0.0-10.0.0.255 | 256",
        "a=0.0.0.0-255.255.255.255 | 0.0.0.0-255.255.255.255 | 4294967296",
        "a=10.0.0.7/32 | 10.0.0.7 | 1",
        "a= 10.0.0.5 - 9 , 10.0.0.1 | 10.0.0.1,10.0.0.5-10.0.0.9 | 6",
        "a=10.0.0.1-9,10.0.0.5-12,10.0.0.13 | 10.0.0.1-10.0.0.13 | 13",
      })
  void reads(String text, String ranges, long size) {
    GivenPool pool = GivenPool.parse(text);
    assertEquals("a", pool.name());
    assertEquals(ranges, pool.addresses().toString());
    assertEquals(size, pool.addresses().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.0.0.1 | \"10.0.0.1\" is not NAME=RANGES",
        "=10.0.0.1 | \"=10.0.0.1\" is not NAME=RANGES",
        "a= | \"\" is no range of addresses: \"\" is no IPv4 address",
        "a=10.0.0.1, | \"\" is no range of addresses: \"\" is no IPv4 address",
        "a=10.0.0.256 | \"10.0.0.256\" is no range of addresses: \"10.0.0.256\" is no IPv4 address",
        "a=10.0.0.1-256 | \"10.0.0.1-256\" is no range of addresses: \"256\" is not a number up to 255",
        "a=10.0.0.9-1 | \"10.0.0.9-1\" ends below its start",
        "a=10.0.0.1/24 | \"10.0.0.1/24\" is no network: its first address is 10.0.0.0",
        "a=10.0.0.0/33 | \"10.0.0.0/33\" is no range of addresses: \"33\" is not a number up to 32",
        "a=10.0.0.0/ | \"10.0.0.0/\" is no range of addresses: \"\" is not a number up to 32",
        "a=::1 | \"::1\" is no range of addresses: \"::1\" is no IPv4 address",
      })
  void refuses(String text, String sentence) {
    assertEquals(
        sentence,
        assertThrows(IllegalArgumentException.class, () -> GivenPool.parse(text)).getMessage());
  }

  @Test
  void aSetLosesAndGainsRanges() {
    AddressSet set = GivenPool.parse("a=10.0.0.0/24").addresses();
    set = set.minus(range("10.0.0.10-20")).minus(range("10.0.0.0")).minus(range("10.0.0.255"));
    assertEquals("10.0.0.1-10.0.0.9,10.0.0.21-10.0.0.254", set.toString());
    assertEquals(
        "10.0.0.1-10.0.0.15,10.0.0.21-10.0.0.254", set.plus(range("10.0.0.10-15")).toString());
    assertEquals("10.0.0.21-10.0.0.254", set.minus(range("10.0.0.0-20")).toString());
  }

  private static AddressRange range(String text) {
    return GivenPool.parse("a=" + text).addresses().ranges().get(0);
  }
}
