package io.github.pppvpn.checks.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenFilesTest {

  @Test
  void readsTheSoftLimit() {
    String limits =
        """
        Limit                     Soft Limit           Hard Limit           Units
        Max processes             63503                63503                processes
        Max open files            1024                 524288               files
        """;
    assertEquals(1024, OpenFiles.limit(limits));
    assertEquals(Integer.MAX_VALUE, OpenFiles.limit(limits.replace("1024  ", "unlimited")));
    assertEquals(Integer.MAX_VALUE, OpenFiles.limit(""));
    assertTrue(OpenFiles.limit() > 0);
  }

  @ParameterizedTest
  @CsvSource({"1024, 928", "192, 96", "191, 47", "64, 16", "2, 1", "0, 1"})
  void leavesSomeToTheRuntime(int limit, int sockets) {
    assertEquals(sockets, OpenFiles.forSockets(limit));
  }
}
