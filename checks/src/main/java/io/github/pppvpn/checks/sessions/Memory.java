package io.github.pppvpn.checks.sessions;

import io.github.pppvpn.plugin.Invocation;
import io.github.pppvpn.plugin.RunningUser;
import io.github.pppvpn.state.StateContent;
import io.github.pppvpn.state.StateException;
import io.github.pppvpn.state.StateFile;
import io.github.pppvpn.state.StateFolder;
import io.github.pppvpn.state.StateKey;
import io.github.pppvpn.state.StoredState;
import java.io.Closeable;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a command remembers of its earlier runs, if it can. Without a state folder it remembers
 * nothing, which is no failure of the run: {@link #trouble()} says why.
 *
 * <p>Each user has a memory of their own, so that a run by hand disturbs no service and leaves no
 * file that the service may not open.
 */
public final class Memory implements Closeable {
  private static final long MOST_WAIT_NANOS = 1_000_000_000;

  private Optional<StateFile> file = Optional.empty();
  private StoredState stored = StoredState.NOTHING;
  private String trouble = "";
  private String remedy = "";
  private boolean keeps;

  private Memory() {}

  /**
   * Opens the memory of {@code command}, waiting a second at most for another run.
   *
   * @param key what tells this use of the command from others: its options
   */
  public static Memory open(Invocation invocation, String command, String key) {
    String user = RunningUser.name();
    Memory memory = new Memory();
    try {
      StateFile file =
          StateFile.open(
              new StateFolder(Path.of(invocation.stateDir()), user),
              new StateKey(command, key + " " + user + " " + invocation.root()),
              invocation.nanoTime(),
              Math.min(MOST_WAIT_NANOS, invocation.deadline().remainingNanos() / 4));
      memory.file = Optional.of(file);
      memory.stored = file.read(invocation.currentMillis().getAsLong());
      memory.trouble = memory.stored.reason();
    } catch (StateException e) {
      memory.trouble = e.getMessage();
      memory.remedy = e.nextStep();
    } catch (InvalidPathException e) {
      memory.trouble = "\"" + invocation.stateDir() + "\" is not a folder's name";
    }
    return memory;
  }

  /** What the last run kept; nothing if there is none to go by. */
  public Optional<StateContent> before() {
    return stored.content();
  }

  /** The same as it was found. */
  public StoredState stored() {
    return stored;
  }

  /** Whether there is a file to keep anything in. */
  public boolean canKeep() {
    return file.isPresent();
  }

  /** A sentence about why there is nothing from before, or nothing could be kept; else empty. */
  public String trouble() {
    return trouble;
  }

  /** What to do about the trouble, a sentence; empty if the next run has none. */
  public String remedy() {
    return remedy;
  }

  /** Keeps these values for the next run, if it can. */
  public void keep(long nowMillis, List<StateContent.Value> values) {
    if (file.isPresent()) {
      try {
        file.get().commit(new StateContent(nowMillis, values));
        keeps = true;
      } catch (StateException e) {
        trouble = e.getMessage();
        remedy = e.nextStep();
      }
    }
  }

  /** Whether the next run will know what this one kept. */
  public boolean keeps() {
    return keeps;
  }

  @Override
  public void close() {
    if (file.isPresent()) {
      file.get().close();
    }
  }
}
