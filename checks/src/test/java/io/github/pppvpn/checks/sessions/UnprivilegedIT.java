package io.github.pppvpn.checks.sessions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
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

/** The installed commands as another user than root, who alone can arrange that. */
class UnprivilegedIT {
  @TempDir Path folder;
  private SmallHost host;

  private record Ended(int code, String output) {}

  @BeforeEach
  void open() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    assumeTrue(run("true").code() == 0, "needs the right to become another user");
    host = new SmallHost(folder.resolve("host"), 10_000);
    host.process(100, "pptpd", 1, 1, "/usr/sbin/pptpd").file("/run/pptpd.pid", "100\n");
    host.file("/etc/pptpd.conf", "remoteip 192.168.77.101-105\nlocalip 192.168.77.1\n");
    host.pptp("alice", "203.0.113.1", "192.168.77.101", "192.168.77.101", 10);
    host.done();
  }

  private static Ended run(String... words) throws IOException, InterruptedException {
    List<String> line =
        new ArrayList<>(
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"));
    line.addAll(List.of(words));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), output);
  }

  private Ended command(String name) throws IOException, InterruptedException {
    return run(
        System.getProperty("dist") + "/bin/" + name,
        "--root",
        folder.resolve("host").toString(),
        "--state-dir",
        folder.toString());
  }

  @Test
  void seesSessionsAndPools() throws Exception {
    Ended pool = command("check_ip_pool");
    assertTrue(pool.output().startsWith("POOL OK - pptpd: 1 of 5 in use | "), pool.output());
    assertEquals(0, pool.code());
    Ended sessions = command("check_l2tp_sessions");
    assertTrue(sessions.output().startsWith("L2TP OK - no L2TP sessions | "), sessions.output());
    assertEquals(0, sessions.code());
  }

  @Test
  void namesTheFolderThatItMayNotList() throws Exception {
    Path runtime = folder.resolve("host/run");
    Files.setPosixFilePermissions(runtime, PosixFilePermissions.fromString("rwx------"));
    Ended closed = command("check_l2tp_sessions");
    assertTrue(
        closed
            .output()
            .startsWith(
                "L2TP UNKNOWN - the interface of 1 pppd cannot be told: this user may not list"
                    + " /run\n"),
        closed.output());
    assertEquals(3, closed.code());
    Files.setPosixFilePermissions(runtime, PosixFilePermissions.fromString("rwx--x--x"));
    // The database tells of every pppd.
    assertEquals(0, command("check_l2tp_sessions").code());
  }

  @Test
  void namesTheFileThatItMayNotRead() throws Exception {
    Path conf = folder.resolve("host/etc/pptpd.conf");
    Files.setPosixFilePermissions(conf, PosixFilePermissions.fromString("rw-------"));
    assertEquals(
        new Ended(
            3,
            """
            POOL UNKNOWN - the pools of pptpd are not known: this user may not read /etc/pptpd.conf
            Run it as root, or let its user read /etc/pptpd.conf (setfacl -m u:nagios:r); or name\
             the pools: --pool NAME=RANGES.
            """),
        command("check_ip_pool"));
  }
}
