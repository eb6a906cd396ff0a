/**
 * check_pptp_tcp1723: whether a server's PPTP control channel really answers.
 *
 * <p>{@link io.github.pppvpn.checks.pptp.ControlSession} knows the protocol and no socket, {@link
 * io.github.pppvpn.checks.pptp.AddressProbe} drives it over one TCP connection, {@link
 * io.github.pppvpn.checks.pptp.PptpReport} puts what came of it into words.
 */
package io.github.pppvpn.checks.pptp;
