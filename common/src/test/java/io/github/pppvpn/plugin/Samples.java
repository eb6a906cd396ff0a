package io.github.pppvpn.plugin;

import java.util.List;
import java.util.OptionalDouble;

/** A command as the tests need one; it measures what no VPN has. */
final class Samples {
  static final SeriesSpec SENT_TOTAL =
      SeriesSpec.counter("pppvpn_sample_packets_total", "Packets sent.", "way");
  static final MetricSpec TIME =
      MetricSpec.of("time", Unit.SECONDS, "from start to end").as("pppvpn_sample_duration_seconds");
  static final MetricSpec LOSS =
      MetricSpec.of("loss", Unit.PERCENT, "of the packets sent")
          .withDefaults("10", "~:50")
          .as("pppvpn_sample_loss_ratio");
  static final MetricSpec DRIFT =
      MetricSpec.of("drift", Unit.NONE, "from the usual")
          .within(OptionalDouble.empty(), OptionalDouble.empty());
  static final MetricSpec SIZE =
      MetricSpec.of("size", Unit.BYTES, "of the largest packet")
          .within(OptionalDouble.of(68), OptionalDouble.of(1500));
  static final MetricSpec SENT = MetricSpec.of("sent", Unit.COUNTER, "packets sent").in(SENT_TOTAL);
  static final MetricSpec USED =
      MetricSpec.family("POOL", "_used", Unit.NONE, "addresses given out of this pool")
          .as("pppvpn_sample_pool_used", "pool");

  static final OptionSpec HOST =
      OptionSpec.valued('H', "hostname", "HOST", "the host to measure, by name or address")
          .asLabel("target");
  static final OptionSpec PORT =
      OptionSpec.valued('p', "port", "PORT", "the port").withDefault("1723");
  static final OptionSpec IPV4 = OptionSpec.flag('4', "ipv4", "use IPv4 only");
  static final OptionSpec POOL =
      OptionSpec.valued(
              OptionSpec.NO_SHORT_NAME, "pool", "NAME=RANGES", "a pool and what belongs to it")
          .asRepeatable();

  static final CommandSpec COMMAND =
      new CommandSpec(
          "check_sample",
          "SAMPLE",
          "is the sample still what it was?",
          List.of(HOST, PORT, IPV4, POOL),
          List.of(TIME, LOSS, DRIFT, SIZE, SENT, USED),
          List.of("It leaves the measured host as it was.", "It needs no privilege."),
          List.of(
              new CommandSpec.Example("-H 192.0.2.1 -w 200ms -c 1s", "is it there, and fast?"),
              new CommandSpec.Example(
                  "-H 192.0.2.1 -w loss=5 -c loss=20,POOL_used=250",
                  "how much gets lost on the way, and is there room for another one?")));

  private Samples() {}
}
