/**
 * check_pppd: whether the VPN daemons run and stay up, and what became of their pppds.
 *
 * <p>{@link io.github.pppvpn.checks.pppd.DaemonSeen} and {@link
 * io.github.pppvpn.checks.pppd.PppdFleet} are what runs, {@link
 * io.github.pppvpn.checks.pppd.LogFacts} what the logs tell of the window, {@link
 * io.github.pppvpn.checks.pppd.History} what earlier runs saw; {@link
 * io.github.pppvpn.checks.pppd.PppdReport} puts it into words.
 */
package io.github.pppvpn.checks.pppd;
