/**
 * Who is connected: one list of PPTP and L2TP sessions made of what the kernel, pppd, the daemons'
 * processes and accel-ppp show, and where these contradict each other.
 *
 * <p>A session is one whose PPP link is up towards a client of this server. Dial-out links of this
 * host, PPPoE, and calls that have not authenticated yet are none.
 */
package io.github.pppvpn.session;
