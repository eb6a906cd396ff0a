package io.github.pppvpn.checks.pppd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The installed command as another user than root, who alone can arrange that. */
class UnprivilegedIT {
  private static final String DOUBT =
      "whether xl2tpd must run is not known: this user may not look into the folder of"
          + " /etc/xl2tpd/xl2tpd.conf";

  @TempDir Path folder;
  private FakeHost host;

  @BeforeEach
  void make() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    assumeTrue(run("true").exitCode() == 0, "needs the right to become another user");
    host = new FakeHost(folder.resolve("host")).daemons();
    Files.setPosixFilePermissions(
        folder.resolve("host/etc/xl2tpd"), PosixFilePermissions.fromString("rwx------"));
  }

  private static PppdRun run(String... words) throws IOException, InterruptedException {
    List<String> line =
        new ArrayList<>(
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"));
    line.addAll(List.of(words));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new PppdRun(process.waitFor(), output);
  }

  private PppdRun command(String... more) throws IOException, InterruptedException {
    List<String> words =
        new ArrayList<>(
            List.of(
                System.getProperty("dist") + "/bin/check_pppd",
                "--root",
                folder.resolve("host").toString(),
                "--state-dir",
                folder.toString()));
    words.addAll(List.of(more));
    return run(words.toArray(new String[0]));
  }

  @Test
  void aFolderThatItMayNotEnterMayHoldAConfiguration() throws Exception {
    host.ended(200);
    command()
        .ends(3)
        .says("PPPD UNKNOWN - " + DOUBT + " - pptpd up ")
        .says("or name what must run with --daemon NAME.");
    command("--daemon", "pptpd").ends(0).keepsQuietOf("xl2tpd");
  }

  @Test
  void nothingElseIsConfigured() throws Exception {
    host.ended(100).ended(200).without("/etc/pptpd.conf");
    command().ends(3).says("PPPD UNKNOWN - " + DOUBT + "\n");
  }

  @Test
  void whatRunsIsBeyondDoubt() throws Exception {
    command().ends(0).has("xl2tpd_procs", "1").keepsQuietOf("is not known");
  }
}
