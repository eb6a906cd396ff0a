/**
 * check_l2tp_udp1701: whether a server's L2TP daemon really answers.
 *
 * <p>{@link io.github.pppvpn.checks.l2tp.TunnelSession} knows what is asked and no socket, {@link
 * io.github.pppvpn.checks.l2tp.AddressProbe} drives it over {@link
 * io.github.pppvpn.checks.l2tp.PeerSocket}, {@link io.github.pppvpn.checks.l2tp.L2tpReport} puts
 * what came of it into words.
 */
package io.github.pppvpn.checks.l2tp;
