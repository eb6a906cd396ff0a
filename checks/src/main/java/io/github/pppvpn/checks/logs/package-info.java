/**
 * What the commands that read logs share: which logs, events once over successive runs.
 *
 * <p>{@link io.github.pppvpn.checks.logs.LogChoice} says which logs are read, {@link
 * io.github.pppvpn.checks.logs.OpenLogs} tells their events, {@link
 * io.github.pppvpn.checks.logs.SinceLast} is what successive runs know of each other, {@link
 * io.github.pppvpn.checks.logs.LogsEnd} whether they still tell what happens now.
 */
package io.github.pppvpn.checks.logs;
