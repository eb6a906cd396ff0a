package io.github.pppvpn.checks.pool;

import io.github.pppvpn.checks.sessions.Expected;
import io.github.pppvpn.checks.sessions.FakeAccel;
import io.github.pppvpn.checks.sessions.HostRun;
import io.github.pppvpn.checks.sessions.SmallHost;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** accel-ppp, whose sessions only its command line interface knows. */
class AccelPppTest {
  private static final String CLI = "[cli]\ntcp=127.0.0.1:2001\n";
  private static final String POOL = "[ip-pool]\ngw-ip-address=10.1.0.1\n";

  @TempDir Path folder;
  private SmallHost host;
  private final FakeAccel accel = new FakeAccel();
  private final StringBuilder dev =
      new StringBuilder("Inter-|   Receive  |  Transmit\n face |bytes\n");

  @BeforeEach
  void boot() {
    host = new SmallHost(folder, 10_000);
    host.done();
  }

  private void daemon(int pid, String file, String text) {
    host.process(pid, "accel-pppd", 1, 1, "/usr/sbin/accel-pppd", "-d", "-c", file);
    host.file(file, text);
  }

  private void interfaces(String... names) {
    for (String name : names) {
      host.file("/sys/class/net/" + name + "/type", "512\n");
      dev.append("  ").append(name).append(": 10 13 0 0 0 0 0 0 20 14 0 0 0 0 0 0\n");
    }
    host.file("/proc/net/dev", dev.toString());
  }

  private void check(String name, String... words) {
    HostRun run = HostRun.of(new CheckIpPool(accel), folder, words);
    Expected.check("pool/accel/" + name + ".txt", run.text(folder));
  }

  @Test
  void countsItsSessions() {
    daemon(300, "/etc/accel.conf", POOL + "10.1.0.0/30,name=small\n10.2.0.0/24,name=large\n" + CLI);
    interfaces("ppp0", "ppp1");
    accel.on(
        2001,
        "ppp0 pptp active 10.1.0.2 203.0.113.1 alice",
        "ppp1 l2tp active 10.1.0.3 203.0.113.2 bob");
    check("two-pools");
  }

  /** Its sessions are there, and nobody says whose they are: not that nobody is connected. */
  @Test
  void doesNotAnswer() {
    daemon(300, "/etc/accel.conf", POOL + "10.1.0.0/30\n" + CLI);
    interfaces("ppp0", "ppp1");
    check("silent");
  }

  /** A pool does not ask by which protocol its client came, nor whether the link is up yet. */
  @Test
  void everySessionHasAnAddress() {
    daemon(300, "/etc/accel-ppp.conf", POOL + "10.1.0.0/29\n" + CLI);
    interfaces("ppp0", "ppp1");
    accel.on(
        2001,
        "ppp0 pptp active 10.1.0.2 203.0.113.1 alice",
        "ppp1 pppoe active 10.1.0.3 00:11:22:33:44:55 dsl",
        "eth0.7 ipoe active 10.1.0.4 00:11:22:33:44:56 cpe",
        " l2tp start 10.1.0.5 203.0.113.2 bob",
        "ppp9 sstp finish 10.1.0.6 203.0.113.3 carol",
        "ppp8 pppoe active  00:11:22:33:44:57 six",
        "ppp7 pppoe active 172.16.0.1 00:11:22:33:44:58 static");
    check("other-protocols", "-v");
  }

  @Test
  void takesInAnotherFile() {
    daemon(
        300, "/etc/accel-ppp.conf", CLI + POOL + "10.1.0.0/29\n$include /etc/accel-pools.conf\n");
    interfaces("ppp0", "ppp1", "ppp2", "ppp3");
    accel.on(
        2001,
        "ppp0 pptp active 10.1.1.0 203.0.113.1 alice",
        "ppp1 pptp active 10.1.1.1 203.0.113.2 bob",
        "ppp2 pptp active 10.1.1.2 203.0.113.3 carol",
        "ppp3 pptp active 10.1.1.3 203.0.113.4 dave");
    check("include-missing", "-v");
    host.file("/etc/accel-pools.conf", "10.1.1.0/30,name=extra\n");
    check("include");
    host.file("/etc/accel-pools.conf", "10.1.1.0/33,name=extra\n");
    check("include-refused");
  }

  private void chain() {
    daemon(
        300, "/etc/accel-ppp.conf", CLI + POOL + "10.1.0.0/30,name=a,next=b\n10.1.0.8/29,name=b\n");
  }

  private static String[] pptp(String... addresses) {
    String[] rows = new String[addresses.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = "ppp" + i + " pptp active " + addresses[i] + " 203.0.113." + i + " u" + i;
    }
    return rows;
  }

  /** The first is full every day; who comes then gets an address of the second. */
  @Test
  void oneThatAnotherFollows() {
    chain();
    accel.on(2001, pptp("10.1.0.0", "10.1.0.2", "10.1.0.3", "10.1.0.8"));
    check("chain", "-v");
    check("chain-json", "--output", "json");
  }

  @Test
  void whatFollowsIsNearlyFullToo() {
    chain();
    accel.on(
        2001,
        pptp(
            "10.1.0.0",
            "10.1.0.2",
            "10.1.0.8",
            "10.1.0.9",
            "10.1.0.10",
            "10.1.0.11",
            "10.1.0.12",
            "10.1.0.13",
            "10.1.0.14"));
    check("chain-nearly-full");
  }

  /** Whom RADIUS or ip-pool= sends to the second itself does not come back to the first. */
  @Test
  void onlyWhatFollowsIsFull() {
    daemon(
        300,
        "/etc/accel-ppp.conf",
        CLI + POOL + "10.1.0.0/28,next=b\n10.1.1.0/31,name=b\n10.1.2.0/32,name=c,next=b\n");
    accel.on(2001, pptp("10.1.1.0", "10.1.1.1"));
    check("chain-last-full");
  }

  @Test
  void oneThatIsNamedAndNowhereDefined() {
    daemon(300, "/etc/accel-ppp.conf", CLI + POOL + "10.1.0.0/29,next=extra\n");
    accel.on(2001, pptp("10.1.0.2"));
    check("next-undefined", "-v");
  }

  /** Its lines look right, and it hands out nothing. */
  @Test
  void gatewayWithoutAnEqualsSign() {
    daemon(300, "/etc/accel-ppp.conf", CLI + "[ip-pool]\ngw-ip-address 10.1.0.1\n10.1.0.0/29\n");
    accel.on(2001);
    check("no-gateway", "-v");
  }

  /** A pool was widened, and its daemon goes on with what it had: only one of 1.14 tells. */
  @ParameterizedTest
  @CsvSource({
    "agrees,small 1;large 256",
    "in-passing,small 0;large 254",
    "widened,small 1;large 126",
    "lacks-one,small 1",
    "has-another,small 1;large 256;old 9",
    "too-old,"
  })
  void itsFileWasChangedSince(String name, String free) {
    daemon(300, "/etc/accel.conf", CLI + POOL + "$include /etc/pools.conf\n");
    host.file("/etc/pools.conf", "10.1.0.0/30,name=small\n10.2.0.0/24,name=large\n");
    for (String file : List.of("etc/accel.conf", "etc/pools.conf")) {
      changed(file, file.equals("etc/pools.conf") ? 9_000 : -60);
    }
    accel.on(2001, pptp("10.1.0.2", "10.1.0.3"));
    if (free != null) {
      accel.free(2001, free.split(";"));
    }
    check("changed-" + name);
  }

  @Test
  void itsFileIsAsItWas() {
    daemon(300, "/etc/accel.conf", CLI + POOL + "10.1.0.0/30\n");
    changed("etc/accel.conf", 4);
    accel.on(2001, pptp("10.1.0.2")).free(2001, "<default> 0");
    check("unchanged");
  }

  private void changed(String file, long secondsAfterStart) {
    Assertions.assertTrue(
        folder
            .resolve(file)
            .toFile()
            .setLastModified((SmallHost.BOOT_SECONDS + 1 + secondsAfterStart) * 1000));
  }

  /** It grows into what follows it. */
  @Test
  void timeUntilTheLastIsFull() {
    chain();
    accel.on(2001, pptp("10.1.0.0"));
    Path state = folder.resolve("state");
    Assertions.assertTrue(state.toFile().mkdir());
    String[] all = {"10.1.0.0", "10.1.0.2", "10.1.0.3", "10.1.0.8", "10.1.0.9", "10.1.0.10"};
    HostRun run = null;
    for (int minute = 0; minute < all.length; minute++) {
      host.up(20_000 + 60L * minute);
      accel.on(2001, pptp(Arrays.copyOf(all, minute + 1)));
      run = HostRun.remembering(new CheckIpPool(accel), folder, state, HostRun.NOW);
    }
    Expected.check("pool/accel/chain-grows.txt", run.text(folder));
  }

  private void two() {
    daemon(
        300,
        "/run/accel-pppd/pppoe.conf",
        "[modules]\npppoe\n[ip-pool]\ngw-ip-address=10.3.0.1\n10.3.0.0/30,name=a,next=b\n10.3.0.8/30,name=b\n"
            + CLI);
    daemon(
        301,
        "/run/accel-pppd/pptp.conf",
        "[modules]\npptp\n" + POOL + "10.1.0.0/29\n[cli]\ntcp=127.0.0.1:2003\n");
    interfaces("ppp0", "pptp0");
  }

  /** Each has pools of its own, and neither speaks for the other. */
  @Test
  void severalAccelPppds() {
    two();
    accel
        .on(2001, "ppp0 pppoe active 10.3.0.2 00:11:22:33:44:55 dsl")
        .on(2003, "pptp0 pptp active 10.1.0.2 203.0.113.1 alice");
    check("several", "-v");
  }

  @Test
  void oneOfSeveralIsSilent() {
    two();
    accel.on(2003, "pptp0 pptp active 10.1.0.2 203.0.113.1 alice");
    check("several-pppoe-silent");
    check("several-pppoe-silent-named", "--pool", "radius=10.9.0.0/24");
  }

  @Test
  void theOtherOfSeveralIsSilent() {
    two();
    accel.on(2001, "ppp0 pppoe active 10.3.0.2 00:11:22:33:44:55 dsl");
    check("several-pptp-silent");
  }

  /** Two files of one name; a third is a container's. */
  @Test
  void filesOfOneName() {
    daemon(300, "/etc/one/accel.conf", POOL + "10.1.0.0/29\n" + CLI);
    daemon(
        301,
        "/etc/two/accel.conf",
        "[ip-pool]\ngw-ip-address=10.2.0.1\n10.2.0.0/29\n[cli]\ntcp=127.0.0.1:2002\n");
    host.process(302, "accel-pppd", 1, 1, "accel-pppd", "--config=/of/a/container.conf");
    accel.on(2001).on(2002);
    check("several-of-one-name");
  }

  /** Whose the interface is cannot be told, and so not whether it holds an address. */
  @Test
  void interfacesOfPerhapsAContainer() {
    daemon(300, "/etc/accel-ppp.conf", POOL + "10.1.0.0/29\n" + CLI);
    host.process(302, "accel-pppd", 1, 1, "accel-pppd", "--config=/of/a/container.conf");
    interfaces("ppp0", "ppp1");
    accel.on(2001, "ppp0 pptp active 10.1.0.2 203.0.113.1 alice");
    check("container-or-not");
  }
}
