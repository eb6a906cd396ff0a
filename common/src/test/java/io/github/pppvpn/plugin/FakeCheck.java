package io.github.pppvpn.plugin;

/** A check whose measurement a test makes up; it has the command {@link Samples#COMMAND}. */
record FakeCheck(Measurement measurement) implements Check {
  /** The report of a check that went well. */
  static final Report FINE =
      Report.builder().summary("fine").metric(Metric.of(Samples.TIME, 0.5)).build();

  static FakeCheck fine() {
    return new FakeCheck(invocation -> FINE);
  }

  @Override
  public CommandSpec spec() {
    return Samples.COMMAND;
  }

  @Override
  public Measurement prepare(Arguments arguments) throws UsageException {
    arguments.integer(Samples.PORT, 1, 65535);
    return measurement;
  }
}
