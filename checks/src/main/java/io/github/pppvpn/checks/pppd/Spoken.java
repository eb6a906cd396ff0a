package io.github.pppvpn.checks.pppd;

import io.github.pppvpn.host.HostRoot;
import io.github.pppvpn.host.NotVisibleException;
import io.github.pppvpn.host.ProcessInfo;
import io.github.pppvpn.pool.AccelPppConf;
import io.github.pppvpn.pool.AccelPppFiles;
import io.github.pppvpn.pool.RefusedConfigException;
import io.github.pppvpn.pool.UnreadFile;
import io.github.pppvpn.session.Protocol;
import java.util.List;
import java.util.Optional;

/**
 * The protocols that a daemon speaks.
 *
 * @param pptp whether PPTP may be one
 * @param l2tp whether L2TP may be one
 * @param doubt why that cannot be told, a sentence; empty if it can
 */
record Spoken(boolean pptp, boolean l2tp, Optional<String> doubt) {
  /** Those of a daemon that is not known: it may serve either. */
  static final Spoken ANY = new Spoken(true, true, Optional.empty());

  private static final Spoken NEITHER = new Spoken(false, false, Optional.empty());

  static Spoken certain(Protocol protocol) {
    return new Spoken(protocol == Protocol.PPTP, protocol == Protocol.L2TP, Optional.empty());
  }

  /** Those of accel-pppds that run: what the modules of their files have. */
  static Spoken byProcesses(HostRoot root, List<ProcessInfo> accelPppds) {
    Spoken all = NEITHER;
    for (ProcessInfo process : accelPppds) {
      Optional<String> file = AccelPppFiles.named(process);
      all =
          all.and(
              file.isPresent()
                  ? byFile(root, file.get())
                  : inDoubt("process " + process.pid() + " names no file by an absolute path"));
    }
    return all;
  }

  /**
   * Those of an accel-pppd that does not run: what the modules have of each file that it may start
   * with.
   *
   * @param usual where its file may be
   * @param hidden why it cannot be told whether there is one; empty if it can
   */
  static Spoken byUsualFiles(HostRoot root, List<String> usual, Optional<String> hidden) {
    if (hidden.isPresent()) {
      return inDoubt(hidden.get());
    }
    List<String> files = usual.stream().filter(root::exists).toList();
    Spoken all = NEITHER;
    for (String file : files) {
      all = all.and(byFile(root, file));
    }
    // Without one nothing tells what is to run.
    return files.isEmpty() ? ANY : all;
  }

  private static Spoken byFile(HostRoot root, String file) {
    try {
      AccelPppConf conf = AccelPppConf.read(root, file);
      return new Spoken(
          conf.mayServePptp(), conf.mayServeL2tp(), conf.unread().map(UnreadFile::sentence));
    } catch (NotVisibleException e) {
      return inDoubt(e.getMessage());
    } catch (RefusedConfigException e) {
      return inDoubt(file + ": " + e.getMessage());
    }
  }

  private static Spoken inDoubt(String why) {
    return new Spoken(true, true, Optional.of(why));
  }

  private Spoken and(Spoken other) {
    return new Spoken(
        pptp || other.pptp, l2tp || other.l2tp, doubt.isPresent() ? doubt : other.doubt);
  }

  boolean has(Protocol protocol) {
    return protocol == Protocol.PPTP ? pptp : l2tp;
  }

  /** Whether it is certain to speak neither: PPPoE, SSTP, … */
  boolean isNeither() {
    return !pptp && !l2tp;
  }
}
