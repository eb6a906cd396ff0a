package io.github.pppvpn.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentParserTest {

  @ParameterizedTest
  @ValueSource(strings = {"-p1723", "-p 1723", "-p=1723", "--port=1723", "--port 1723"})
  void valueJoinedOrApart(String words) throws UsageException {
    assertEquals(List.of("1723"), parse(words).all(Samples.PORT));
  }

  @ParameterizedTest
  @CsvSource({
    "-w -5:10,           -5:10",
    "-w -5,              -5",
    "-w -.5:1,           -.5:1",
    "-w -5ms:10,         -5ms:10",
    "-w -5:10#loss=3,    -5:10#loss=3",
    "-w -4,              -4",
    "-w -4:10,           -4:10",
    "-w -4:,             -4:",
    "-w-4:10,            -4:10",
    "-w @-5:5,           @-5:5",
    "-w ~:5,             ~:5",
    "-w time=5,          time=5",
    "-wtime=5,           time=5",
    "-w5,                5",
    "-w-5:5,             -5:5",
    "-w5#loss=3,         5#loss=3",
    "--warning -5:10,    -5:10",
    "--warning -4:10,    -4:10",
    "--warning=-4:10,    -4:10",
    "--warning time=5,   time=5",
    "--warning=time=5,   time=5",
    "--warning=time=-5:, time=-5:",
  })
  void rangesThatLookLikeOptions(String words, String value) throws UsageException {
    Arguments arguments = parse(words.replace('#', ','));
    assertEquals(List.of(value.replace('#', ',')), arguments.all(StandardOptions.WARNING));
    assertFalse(arguments.has(Samples.IPV4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", "a b", "\"quoted\"", "'q'", "--x", "-x", "=5", "a=b", "\u00e9", " "})
  void valueIsTakenAsItStands(String value) throws UsageException {
    List<OptionSpec> table = Samples.COMMAND.allOptions();
    Arguments arguments = new ArgumentParser(table).parse(List.of("--hostname=" + value));
    assertEquals(List.of(value), arguments.all(Samples.HOST));
  }

  @Test
  void oneDashBeginsShortOptions() throws UsageException {
    assertEquals(List.of("ort"), parse("-port").all(Samples.PORT));
    assertEquals(List.of("ostname"), parse("-Hostname").all(Samples.HOST));
  }

  @ParameterizedTest
  @CsvSource({"-v, 1", "-vv, 2", "-vvv, 3", "-v -v, 2", "-vv --verbose, 3", "-vvvvv, 5", "-4vv, 2"})
  void flagsAreCounted(String words, int count) throws UsageException {
    assertEquals(count, parse(words).count(StandardOptions.VERBOSE));
  }

  @Test
  void flagsAndAValueMayShareAWord() throws UsageException {
    Arguments arguments = parse("-4vvp1723");
    assertTrue(arguments.has(Samples.IPV4));
    assertEquals(2, arguments.count(StandardOptions.VERBOSE));
    assertEquals(List.of("1723"), arguments.all(Samples.PORT));
    assertEquals(List.of("1723"), parse("-4vvp 1723").all(Samples.PORT));
  }

  @Test
  void repeatableValuesKeepTheirOrder() throws UsageException {
    Arguments arguments = parse("--pool a=10.0.0.1-9 -4 --pool=b=10.0.1.0/24 --pool a=x");
    assertEquals(List.of("a=10.0.0.1-9", "b=10.0.1.0/24", "a=x"), arguments.all(Samples.POOL));
  }

  @Test
  void optionalValueMayBeLeftOut() throws UsageException {
    assertEquals(List.of(""), parse("--extra-opts").all(StandardOptions.EXTRA_OPTS));
    assertEquals(
        List.of("", ""), parse("--extra-opts --extra-opts=").all(StandardOptions.EXTRA_OPTS));
    assertEquals(List.of("x@/y"), parse("--extra-opts=x@/y").all(StandardOptions.EXTRA_OPTS));
    assertEquals(List.of("x@/y"), parse("--extra-opts x@/y").all(StandardOptions.EXTRA_OPTS));
    Arguments arguments = parse("--extra-opts -4 --extra-opts --port=1");
    assertEquals(List.of("", ""), arguments.all(StandardOptions.EXTRA_OPTS));
    assertTrue(arguments.has(Samples.IPV4));
    assertTrue(arguments.has(Samples.PORT));
  }

  @ParameterizedTest
  @CsvSource({
    "-x,                unknown option \"-x\"",
    "-7,                unknown option \"-7\"",
    "--nope,            unknown option \"--nope\"",
    "--nope=5,          unknown option \"--nope=5\"",
    "--warn=5,          unknown option \"--warn=5\"",
    "--Port=5,          unknown option \"--Port=5\"",
    "-output=json,      unknown option \"-output=json\"",
    "-hostname x,       unknown option \"-hostname\"",
    "-ipv4,             unknown option \"-ipv4\"",
    "-4x,               unknown option \"-4x\"",
    "-vx5,              unknown option \"-vx5\"",
    "---port=5,         unknown option \"---port=5\"",
    "-v=5,              unknown option \"-v=5\"",
    "--ipv4=5,          option --ipv4 takes no value",
    "--verbose=2,       option --verbose takes no value",
    "--ipv4=,           option --ipv4 takes no value",
    "-p,                option --port needs a value: PORT",
    "--port,            option --port needs a value: PORT",
    "--port=,           option --port needs a value: PORT",
    "-p=,               option --port needs a value: PORT",
    "--port -v,         option --port needs a value: PORT",
    "--port --,         option --port needs a value: PORT",
    "-p --ipv4,         option --port needs a value: PORT",
    "-H -p 1723,        option --hostname needs a value: HOST",
    "-H --port=1723,    option --hostname needs a value: HOST",
    "--timeout=,        option --timeout needs a value: SECONDS[:STATE]",
    "-4p,               option --port needs a value: PORT",
    "-p 1 -p 2,         option --port is given twice",
    "-p 1 --port=1,     option --port is given twice",
    "-4 -4,             option --ipv4 is given twice",
    "-44,               option --ipv4 is given twice",
    "host,              \"host\" is not an option and belongs to none",
    "-p 1 2,            \"2\" is not an option and belongs to none",
    "-4 host,           \"host\" is not an option and belongs to none",
    "-,                 \"-\" is not an option and belongs to none",
    "-- -4,             \"-4\" is not an option and belongs to none",
    "-4 -- x,           \"x\" is not an option and belongs to none",
  })
  void wrongWords(String words, String sentence) {
    UsageException e = assertThrows(UsageException.class, () -> parse(words));
    assertEquals(sentence, e.getMessage());
  }

  @Test
  void emptyWordIsWrong() {
    ArgumentParser parser = new ArgumentParser(Samples.COMMAND.allOptions());
    UsageException e = assertThrows(UsageException.class, () -> parser.parse(List.of("-p", "")));
    assertEquals("option --port needs a value: PORT", e.getMessage());
    e = assertThrows(UsageException.class, () -> parser.parse(List.of("-4", "")));
    assertEquals("\"\" is not an option and belongs to none", e.getMessage());
  }

  @Test
  void nothingAndTheEndOfOptionsAreFine() throws UsageException {
    assertEquals(Optional.of("1723"), parse("--").value(Samples.PORT));
    Arguments arguments = new ArgumentParser(Samples.COMMAND.allOptions()).parse(List.of());
    assertFalse(arguments.has(Samples.PORT));
  }

  private static Arguments parse(String words) throws UsageException {
    return new ArgumentParser(Samples.COMMAND.allOptions()).parse(List.of(words.split(" ", -1)));
  }
}
