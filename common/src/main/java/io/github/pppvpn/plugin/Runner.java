package io.github.pppvpn.plugin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * One run of a command, from its words to its exit code. Whatever happens in it, standard output
 * gets one answer and the exit code is one of four.
 */
public final class Runner {
  /**
   * How far the process may outlast its deadline before a thread besides says so and ends it: the
   * leave-taking, and what a busy machine needs to write one line.
   */
  private static final long LAST_RESORT_NANOS = 1_000_000_000;

  /**
   * How long a measurement that a signal interrupts may take to end by itself. It needs {@link
   * Invocation#POLITE_END_NANOS}; on a machine so busy that it does not even run in that time, its
   * peer would be left with half a conversation.
   */
  private static final long LEAVE_MILLIS = 2000;

  /**
   * How long reading the command line may take, whose {@code --timeout} is not known yet. It counts
   * from now, not from the start of the process: on a machine that is too busy to start a Java
   * runtime within ten seconds, a longer {@code --timeout} has to be read all the same.
   */
  private static final long UNREAD_NANOS = 10_000_000_000L;

  private final Check check;
  private final CommandSpec command;
  private final Environment environment;
  private final Answer answer;
  // Volatile, for lastWords reads them in a thread of its own.
  private volatile OutputWriter writer = new TextWriter();
  private volatile RunSettings settings;
  private volatile Thread worker;

  /** Given back when memory is used up, so that there is enough to end with a sentence. */
  private final AtomicReference<byte[]> reserve = new AtomicReference<>(new byte[256 * 1024]);

  private volatile String phase = "starting";
  private volatile boolean overdue;
  private volatile boolean ended;

  private Runner(Check check, Environment environment) {
    this.check = check;
    this.command = check.spec();
    this.environment = environment;
    this.answer = new Answer(environment.out(), command.title());
  }

  /**
   * Runs {@code check} with the words of its command line.
   *
   * @return the exit code, 0 to 3
   */
  public static int run(Check check, List<String> words, Environment environment) {
    Runner runner;
    try {
      runner = new Runner(check, environment);
    } catch (Throwable e) {
      new Answer(environment.out(), "")
          .give("UNKNOWN - " + Printable.line(internalError(e)) + "\n", State.UNKNOWN);
      return State.UNKNOWN.exitCode();
    }
    return runner.run(words);
  }

  private int run(List<String> words) {
    try {
      environment.lifecycle().atEnd(new LastWords(false));
      environment.lifecycle().endAfter(UNREAD_NANOS + LAST_RESORT_NANOS, new LastWords(true));
      answer(words);
    } catch (OutOfMemoryError e) {
      reserve.set(null);
      answer.giveOutOfMemory();
    } catch (Throwable e) {
      giveInternalError(e);
    }
    return answer.state().exitCode();
  }

  private void answer(List<String> words) throws Throwable {
    writer = writer(OutputForm.glance(words), Map.of());
    try {
      Arguments line = parse(words);
      if (line.has(StandardOptions.HELP)) {
        answer.give(HelpText.of(command), State.UNKNOWN);
      } else if (line.has(StandardOptions.VERSION)) {
        answer.give(HelpText.version(command), State.UNKNOWN);
      } else {
        give(measured(line));
      }
    } catch (UsageException e) {
      give(
          Verdict.sentence(
              State.UNKNOWN, e.getMessage(), "See " + command.name() + " --help for its options."));
    } catch (CannotCheckException e) {
      give(Verdict.sentence(State.UNKNOWN, e.getMessage(), e.nextStep()));
    } catch (InterruptedException e) {
      give(unfinished());
    }
  }

  private Verdict measured(Arguments line) throws Throwable {
    apply(line);
    Arguments arguments = line;
    if (line.has(StandardOptions.EXTRA_OPTS)) {
      phase = "reading --extra-opts";
      arguments = inTime(new ReadExtraOpts(line));
      apply(arguments);
    }
    Thresholds thresholds =
        Thresholds.parse(
            check.metrics(arguments),
            arguments.all(StandardOptions.WARNING),
            arguments.all(StandardOptions.CRITICAL));
    Check.Measurement measurement = check.prepare(arguments);
    phase = "starting";
    return Judge.judge(inTime(new Measuring(measurement)), thresholds);
  }

  private Arguments parse(List<String> words) throws UsageException {
    return new ArgumentParser(command.allOptions()).parse(words);
  }

  private void apply(Arguments arguments) throws UsageException {
    settings = RunSettings.of(arguments);
    writer = writer(settings.form(), labels(arguments, settings.privacy()));
    environment
        .lifecycle()
        .endAfter(deadline().remainingNanos() + LAST_RESORT_NANOS, new LastWords(true));
  }

  private OutputWriter writer(OutputForm form, Map<String, String> labels) {
    if (form == OutputForm.TEXT) {
      return new TextWriter();
    }
    return form == OutputForm.JSON
        ? new JsonOutputWriter()
        : new PrometheusOutputWriter(
            labels, () -> environment.nanoTime().getAsLong() - environment.startNanos());
  }

  /** What tells this run's series from those of one with other options. */
  private Map<String, String> labels(Arguments arguments, Privacy privacy) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (OptionSpec option : command.options()) {
      Optional<String> value =
          option.label().isEmpty() ? Optional.empty() : arguments.value(option);
      if (value.isPresent()) {
        labels.put(option.label(), privacy.host(value.get()));
      }
    }
    return labels;
  }

  private Arguments withExtraOpts(Arguments line) throws UsageException {
    List<String> words = new ArrayList<>();
    for (String locator : line.all(StandardOptions.EXTRA_OPTS)) {
      words.addAll(ExtraOpts.words(locator, command.name(), environment));
    }
    Arguments file;
    try {
      file = parse(words);
    } catch (UsageException e) {
      throw new UsageException("in the file of --extra-opts: " + e.getMessage());
    }
    return line.over(file, command.allOptions());
  }

  private Deadline deadline() {
    return Deadline.after(
        environment.nanoTime(), environment.startNanos(), settings.timeoutNanos());
  }

  private Invocation invocation() {
    return new Invocation(
        deadline().before(2 * leaveNanos()),
        environment.nanoTime(),
        environment.currentMillis(),
        settings.root(),
        stateDir(),
        settings.privacy(),
        settings.verbosity(),
        new Phase(),
        new Cancelled());
  }

  private String stateDir() {
    if (!settings.stateDir().isEmpty()) {
      return settings.stateDir();
    }
    String folder = environment.variable("MP_STATE_PATH");
    if (folder.isEmpty()) {
      folder = environment.variable("NAGIOS_PLUGIN_STATE_DIRECTORY");
    }
    return folder.isEmpty() ? "/var/lib/ppp-vpn-checks" : folder;
  }

  /**
   * How long before the deadline a measurement that has not come back is told to end. One that
   * waits for a peer has decided as long again before that.
   */
  private long leaveNanos() {
    return Math.min(Invocation.POLITE_END_NANOS, settings.timeoutNanos() / 6);
  }

  /** Does {@code work} in a thread that can be left behind: a name service may not come back. */
  private <T> T inTime(Callable<T> work) throws Throwable {
    FutureTask<T> task = new FutureTask<>(new Frugal<>(work));
    worker = new Thread(task, "check");
    worker.setDaemon(true);
    worker.start();
    try {
      long untilTold = deadline().before(leaveNanos()).remainingNanos();
      return task.get(untilTold, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      overdue = true;
      worker.join(Math.max(1, deadline().remainingMillis()));
      throw new InterruptedException();
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }

  private void give(Verdict verdict) {
    int verbosity = settings == null ? 0 : settings.verbosity();
    answer.give(writer.write(command, verdict, verbosity), verdict.state());
  }

  private void giveInternalError(Throwable e) {
    try {
      Verdict verdict =
          isForWantOfFiles(e)
              ? Verdict.sentence(
                  State.UNKNOWN,
                  "this process may open no more files",
                  "Raise the limit for what runs the checks: ulimit -n, or LimitNOFILE= of its"
                      + " systemd unit.")
              : Verdict.sentence(State.UNKNOWN, internalError(e), nextStep(e));
      try {
        give(verdict);
      } catch (Exception | LinkageError again) {
        // The writer itself fails, as one without its library does.
        answer.give(new TextWriter().write(command, verdict, 0), verdict.state());
      }
    } catch (Throwable again) {
      answer.giveOutOfMemory();
    }
  }

  private static String nextStep(Throwable e) {
    return e instanceof LinkageError
        ? "A file of the installation is damaged or missing: install ppp-vpn-checks again. If that"
            + " does not help, please report this with -V."
        : "Please report this with -V.";
  }

  /** Java's own classes fail to start where they need a file or socket, as those of its network. */
  private static boolean isForWantOfFiles(Throwable e) {
    try {
      Throwable cause = e;
      for (int depth = 0; cause != null && depth < 10; depth++) {
        if (cause.getMessage() != null && cause.getMessage().contains("Too many open files")) {
          return true;
        }
        cause = cause.getCause();
      }
    } catch (RuntimeException unshowable) {
      return false;
    }
    return false;
  }

  private static String internalError(Throwable e) {
    String what;
    try {
      what = e.toString();
    } catch (RuntimeException unshowable) {
      what = e.getClass().getName();
    }
    StackTraceElement[] trace = e.getStackTrace();
    return "internal error: " + what + (trace.length == 0 ? "" : " at " + trace[0]);
  }

  private Verdict unfinished() {
    if (overdue && settings == null) {
      return Verdict.sentence(
          State.UNKNOWN,
          "could not even read its command line within "
              + Unit.SECONDS.text(UNREAD_NANOS / 1e9)
              + ": this host is too busy",
          "");
    }
    if (overdue) {
      return Verdict.sentence(
          settings.timeoutState(),
          "no result within " + settings.timeoutText() + " s, while " + phase,
          "");
    }
    return Verdict.sentence(State.UNKNOWN, "ended by a signal while " + phase, "");
  }

  /** Called when the process ends; by a signal if there is no answer yet. */
  private int lastWords() {
    if (!answer.isGiven()) {
      ended = true;
      try {
        if (worker != null) {
          worker.join(LEAVE_MILLIS);
        }
        give(unfinished());
      } catch (Throwable e) {
        answer.giveOutOfMemory();
      }
    }
    return answer.state().exitCode();
  }

  /** Called when the deadline has long passed and the process is still there. */
  private int overdueWords() {
    overdue = true;
    try {
      if (!answer.isGiven()) {
        give(unfinished());
      }
    } catch (Throwable e) {
      answer.giveOutOfMemory();
    }
    return answer.state().exitCode();
  }

  // What lambdas would be elsewhere: the first one of a run costs 5 ms.

  private final class LastWords implements IntSupplier {
    private final boolean late;

    LastWords(boolean late) {
      this.late = late;
    }

    @Override
    public int getAsInt() {
      return late ? overdueWords() : lastWords();
    }
  }

  private final class ReadExtraOpts implements Callable<Arguments> {
    private final Arguments line;

    ReadExtraOpts(Arguments line) {
      this.line = line;
    }

    @Override
    public Arguments call() throws UsageException {
      return withExtraOpts(line);
    }
  }

  private final class Measuring implements Callable<Report> {
    private final Check.Measurement measurement;

    Measuring(Check.Measurement measurement) {
      this.measurement = measurement;
    }

    @Override
    public Report call() throws Exception {
      return measurement.measure(invocation());
    }
  }

  /** Gives the reserve back before anything else where memory is used up. */
  private final class Frugal<T> implements Callable<T> {
    private final Callable<T> work;

    Frugal(Callable<T> work) {
      this.work = work;
    }

    @Override
    public T call() throws Exception {
      try {
        return work.call();
      } catch (OutOfMemoryError e) {
        reserve.set(null);
        throw e;
      }
    }
  }

  private final class Phase implements Consumer<String> {
    @Override
    public void accept(String now) {
      phase = now;
    }
  }

  private final class Cancelled implements BooleanSupplier {
    @Override
    public boolean getAsBoolean() {
      return overdue || ended;
    }
  }
}
