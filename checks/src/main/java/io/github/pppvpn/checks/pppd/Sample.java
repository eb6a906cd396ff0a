package io.github.pppvpn.checks.pppd;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run saw that later runs compare with.
 *
 * @param uptimeMillis when, in milliseconds since boot
 * @param interfaces errors by interface; a PPP interface without any is left out
 * @param ticks processor time in clock ticks, by process
 */
record Sample(long uptimeMillis, Map<String, Counters> interfaces, Map<ProcessKey, Long> ticks) {
  Sample {
    interfaces = Collections.unmodifiableMap(new LinkedHashMap<>(interfaces));
    ticks = Collections.unmodifiableMap(new LinkedHashMap<>(ticks));
  }
}
