package io.github.pppvpn.checks.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times for a person to read. */
class SinceTest {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  @Property
  void isWhatTheJdkSays(@ForAll @LongRange(min = 0, max = 253_402_300_799_999L) long millis) {
    assertEquals(FORM.format(Instant.ofEpochMilli(millis)), Since.time(millis));
  }

  @ParameterizedTest
  @CsvSource({"0,0 s", "59,59 s", "60,1 min", "3599,59 min", "7500,2 h 5 min", "273600,3 d 4 h"})
  void durations(long seconds, String text) {
    assertEquals(text, Since.duration(seconds));
  }

  @ParameterizedTest
  @CsvSource({
    "0,0 B",
    "999,999 B",
    "1000,1.0 kB",
    "999949,999.9 kB",
    "999950,1.0 MB",
    "9223372036854775807,9.2 EB"
  })
  void amounts(long bytes, String text) {
    assertEquals(text, Since.bytes(bytes));
  }
}
