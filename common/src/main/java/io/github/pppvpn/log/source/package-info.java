/**
 * Where log lines come from: files with their rotations, and the journal.
 *
 * <p>{@link io.github.pppvpn.log.source.LogFinder} turns names and globs into {@link
 * io.github.pppvpn.log.source.LogSet}s, one per log; {@link io.github.pppvpn.log.source.LogReader}
 * decides where reading starts (at a time, or at a {@link io.github.pppvpn.log.source.LogPosition}
 * of an earlier run) and gives a {@link io.github.pppvpn.log.source.LogReading}; {@link
 * io.github.pppvpn.log.source.Journal} does the same for systemd's journal.
 */
package io.github.pppvpn.log.source;
