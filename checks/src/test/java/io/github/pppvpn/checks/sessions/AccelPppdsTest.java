package io.github.pppvpn.checks.sessions;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts with one accel-pppd for PPTP and one for PPPoE, as VyOS has them. */
class AccelPppdsTest {
  private static final String PPTP = "/run/accel-pppd/pptp.conf";
  private static final String PPPOE = "/run/accel-pppd/pppoe.conf";
  private static final String[] OF_PPTP = {
    "pptp0 pptp active 10.2.0.2 203.0.113.2 alice", "pptp1 pptp active 10.2.0.3 203.0.113.3 bob"
  };
  private static final String OF_PPPOE = "ppp0 pppoe active 10.3.0.2 00:11:22:33:44:55 dsl";

  @TempDir Path folder;
  private SmallHost host;
  private FakeAccel accel = new FakeAccel();
  private final StringBuilder all = new StringBuilder();

  @BeforeEach
  void boot() {
    host = new SmallHost(folder, 10_000);
    host.done();
    StringBuilder dev = new StringBuilder("Inter-|   Receive  |  Transmit\n face |bytes\n");
    for (String name : new String[] {"ppp0", "pptp0", "pptp1"}) {
      host.file("/sys/class/net/" + name + "/type", "512\n");
      dev.append("  ").append(name).append(": 10 13 0 0 0 0 0 0 20 14 0 0 0 0 0 0\n");
    }
    host.file("/proc/net/dev", dev.toString());
    host.process(300, "accel-pppd", 1, 1, "/usr/sbin/accel-pppd", "-d", "-c", PPPOE);
    host.process(301, "accel-pppd", 1, 1, "/usr/sbin/accel-pppd", "-d", "--config=" + PPTP);
    host.file(PPPOE, "[modules]\nlog_file\npppoe\n[cli]\ntcp=127.0.0.1:2001\n");
    host.file(PPTP, "[modules]\nlog_file\npptp\n[cli]\ntcp=127.0.0.1:2003\n");
  }

  private void run(String title) {
    HostRun run =
        HostRun.of(
            new CheckL2tpSessions(accel, List.of("/nonexistent/journalctl")),
            folder,
            "--protocol",
            "pptp",
            "-v");
    all.append("=== ").append(title).append("; asked ").append(accel.asked()).append('\n');
    all.append(run.text(folder));
    accel = new FakeAccel();
  }

  @Test
  void eachIsAsked() {
    accel.on(2001, OF_PPPOE).on(2003, OF_PPTP);
    run("both answer");
    accel.on(2001, OF_PPPOE);
    run("PPTP's does not answer");
    accel.on(2003, OF_PPTP);
    run("PPPoE's does not answer");
    host.file(PPPOE, "[modules]\npppoe\nl2tp\n[cli]\ntcp=127.0.0.1:2001\n");
    accel.on(2003, OF_PPTP);
    run("PPPoE's does not answer, and has L2TP");
    host.file(PPPOE, "[modules]\n$include /etc/more\n[cli]\ntcp=127.0.0.1:2001\n");
    accel.on(2003, OF_PPTP);
    run("PPPoE's does not answer, and whether it has L2TP is not known");
    host.file(PPPOE, "[modules]\npppoe\n");
    accel.on(2003, OF_PPTP);
    run("PPPoE's has no interface");
    host.file(PPPOE, "[modules]\npppoe\n[cli]\ntcp=127.0.0.1:2001\n");
    host.file(PPTP, "[modules]\npptp\n[cli]\ntelnet=127.0.0.1:2000\n");
    accel.on(2001, OF_PPPOE);
    run("PPTP's has no interface");
    host.file(PPTP, "[modules]\npptp\n[cli]\ntcp=127.0.0.1:2001\n");
    accel.on(2001, OF_PPPOE);
    run("both have the same port");
    host.file(PPTP, "[modules]\npptp\n[cli]\ntcp=127.0.0.1:2003\npassword=letmein\n");
    accel.on(2001, OF_PPPOE).on(2003, OF_PPTP).password(2003, "letmein");
    run("PPTP's has a password");
    host.file(PPTP, "[modules]\npptp\n[cli]\ntcp=127.0.0.1:2003\npassword=letmeout\n");
    accel.on(2001, OF_PPPOE).on(2003, OF_PPTP).password(2003, "letmein");
    run("PPTP's has another password");
    host.file(PPTP, "[modules]\npptp\n[cli]\n$include /etc/cli\n");
    accel.on(2001, OF_PPPOE).on(2003, OF_PPTP);
    run("the port is in a file that is missing");
    host.file("/etc/cli", "tcp=127.0.0.1:2003\n");
    accel.on(2001, OF_PPPOE).on(2003, OF_PPTP);
    run("the port is in another file");
    host.file(PPTP, "[modules\n");
    accel.on(2001, OF_PPPOE).on(2003, OF_PPTP);
    run("the file was changed and is not read any more");
    Expected.check("sessions/made/accel-pppds.txt", all.toString());
  }

  @Test
  void oneOfThem() throws Exception {
    Files.delete(folder.resolve("proc/300/stat"));
    accel.on(2003, OF_PPTP);
    run("PPTP's alone");
    accel.on(2001, OF_PPPOE);
    run("PPTP's alone does not answer");
    Files.delete(folder.resolve(PPTP.substring(1)));
    accel.on(2001, OF_PPTP);
    run("its file is gone, and it has the usual port");
    accel.on(2003, OF_PPTP);
    run("its file is gone, and it has another");
    host.process(300, "accel-pppd", 1, 1, "/usr/sbin/accel-pppd", "-d", "-c", PPPOE);
    accel.on(2001, OF_PPPOE, OF_PPTP[0]);
    run("one's file is not here, and an interface is nobody's");
    accel.on(2001, OF_PPPOE, OF_PPTP[0], OF_PPTP[1]);
    run("one is a container's");
    Files.createDirectory(folder.resolve(PPTP.substring(1)));
    accel.on(2001, OF_PPPOE);
    run("the file cannot be read");
    Expected.check("sessions/made/accel-pppd.txt", all.toString());
  }
}
