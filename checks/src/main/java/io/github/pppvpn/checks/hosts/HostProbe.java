package io.github.pppvpn.checks.hosts;

import io.github.pppvpn.plugin.CannotCheckException;
import io.github.pppvpn.plugin.Report;
import java.util.List;

/** What is asked of one host: which conversations it takes, and what they gave. */
public interface HostProbe {
  /** The conversations to begin now that none is under way; none if it has been asked enough. */
  List<Talk> next() throws CannotCheckException;

  /**
   * What came of it, as a run would have it that asks this host alone.
   *
   * @throws CannotCheckException if nothing could be learnt of the host
   */
  Report report() throws CannotCheckException;

  /** Whether that is so for want of an answer in time: with more time it might be another. */
  boolean isOutOfTime();
}
