package io.github.pppvpn.plugin;

import io.github.pppvpn.plugin.Verdict.JudgedMetric;
import java.util.List;

/**
 * The several things that a run asked, judged.
 *
 * @param asked what was measured of them
 * @param metrics those of each, under labels of which no two are the same
 * @param parts in the order asked for
 */
public record JudgedParts(Parts asked, List<JudgedMetric> metrics, List<JudgedPart> parts) {
  public JudgedParts {
    metrics = List.copyOf(metrics);
    parts = List.copyOf(parts);
  }
}
