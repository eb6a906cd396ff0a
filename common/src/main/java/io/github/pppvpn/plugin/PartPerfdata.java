package io.github.pppvpn.plugin;

/** Whether the text output has, beside the totals, the metrics of each of many. */
public enum PartPerfdata {
  /** Those of all, however long the line becomes. */
  ALL,
  /** Those of all, where they leave room for the rest of what a Nagios core takes; else none. */
  FIT,
  /** Those of none. */
  NONE
}
