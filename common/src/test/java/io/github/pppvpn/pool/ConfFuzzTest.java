package io.github.pppvpn.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.host.Golden;
import io.github.pppvpn.host.Ipv4;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever stands in a file: a value or a refusal that quotes it. */
class ConfFuzzTest {
  private static final String CASES =
      Golden.read("pool/pptpd.txt")
          + Golden.read("pool/xl2tpd.txt")
          + Golden.read("pool/accel-ppp.txt")
          + Golden.read("pool/secrets.txt");

  @Provide
  Arbitrary<String> anything() {
    return Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(300);
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void randomBytes(@ForAll("anything") String text) {
    readAll(text);
  }

  @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
  void mutatedFiles(@ForAll long seed, @ForAll @Size(max = 6) byte[] noise) {
    Random random = new Random(seed);
    int from = random.nextInt(CASES.length());
    StringBuilder text =
        new StringBuilder(CASES.substring(from, Math.min(CASES.length(), from + 400)));
    for (byte b : noise) {
      text.setCharAt(random.nextInt(text.length()), (char) (b & 0xff));
    }
    readAll("remoteip " + text);
    readAll("[lns default]\nip range = " + text);
    readAll("[ip-pool]\n" + text);
    try {
      assertTrue(GivenPool.parse("x=" + text).addresses().size() > 0);
    } catch (IllegalArgumentException e) {
      assertFalse(e.getMessage().isEmpty());
    }
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void setsAreWhatTheirMembersAre(@ForAll @Size(max = 12) int[] steps) {
    Set<Integer> members = new HashSet<>();
    AddressSet set = AddressSet.EMPTY;
    for (int step : steps) {
      int low = step & 0x3f;
      int high = Math.min(0x3f, low + (step >>> 8 & 0xf));
      AddressRange range = new AddressRange(new Ipv4(low), new Ipv4(high));
      set = step < 0 ? set.minus(range) : set.plus(range);
      for (int i = low; i <= high; i++) {
        if (step < 0) {
          members.remove(i);
        } else {
          members.add(i);
        }
      }
    }
    assertEquals(members.size(), set.size());
    for (int i = 0; i < 64; i++) {
      assertEquals(members.contains(i), set.contains(new Ipv4(i)));
    }
  }

  private static void readAll(String text) {
    try {
      PptpdConf conf = PptpdConf.parse(text, DaemonWords.NONE, ConfCases.NAMES);
      assertTrue(conf.delegate() || conf.remote().size() == conf.connections());
      assertTrue(conf.connections() <= conf.slots());
    } catch (RefusedConfigException e) {
      assertQuotes(e);
    }
    try {
      for (LnsSection lns : Xl2tpdConf.parse(text, ConfCases.NAMES).servers()) {
        assertTrue(lns.capacity() <= lns.usable().size());
      }
    } catch (RefusedConfigException e) {
      assertQuotes(e);
    }
    try {
      for (AccelPppPool pool : accelPpp(text).pools()) {
        assertTrue(pool.capacity() <= pool.addresses().size());
      }
    } catch (RefusedConfigException e) {
      assertQuotes(e);
    }
    for (SecretsEntry entry : SecretsFile.parse(text, ConfCases.NAMES).entries()) {
      assertTrue(entry.given(new Ipv4(1)).map(entry::permits).orElse(true));
    }
  }

  /** Every file that it takes in is it itself once more. */
  private static AccelPppConf accelPpp(String text) throws RefusedConfigException {
    return AccelPppConf.parse("/etc/accel-ppp.conf", text, path -> text);
  }

  private static void assertQuotes(RefusedConfigException e) {
    assertTrue(e.line() >= 1);
    assertTrue(e.getMessage().contains(e.text()) && e.getMessage().endsWith(e.said()));
  }
}
