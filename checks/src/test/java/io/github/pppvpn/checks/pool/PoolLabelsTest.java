package io.github.pppvpn.checks.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.pool.AddressSet;
import io.github.pppvpn.pool.Pool;
import io.github.pppvpn.pool.PoolUse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

/** What pools are called in metrics. */
class PoolLabelsTest {

  @Test
  void staysApart() {
    assertEquals(
        List.of("a_b_3", "a_b", "a_b_2", "slots_2", "xl2tpd.default"),
        of(List.of("a b", "a_b", "a_b_2", "slots", "xl2tpd.default")));
  }

  @Property
  void eachIsValidAndUnique(
      @ForAll @UniqueElements
          List<@StringLength(min = 1, max = 4) @CharRange(from = ' ', to = 'd') String> names) {
    List<String> labels = of(names);
    Set<String> seen = new HashSet<>(labels);
    assertEquals(names.size(), seen.size(), labels.toString());
    for (String label : labels) {
      assertTrue(label.matches("[A-Za-z0-9_.-]+") && !label.equals("slots"), label);
    }
  }

  private static List<String> of(List<String> names) {
    List<PoolUse> uses = new ArrayList<>();
    for (String name : names) {
      Pool pool = new Pool(name, "", AddressSet.EMPTY, 1, OptionalLong.empty());
      uses.add(new PoolUse(pool, 0, 0, 0, OptionalLong.empty()));
    }
    return PoolLabels.of(uses);
  }
}
