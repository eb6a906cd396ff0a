/**
 * Many servers asked at once by one run: which ones, over which sockets, and what came of all.
 *
 * <p>One thread and a selector ask them all. A thread each would be simpler, and was measured: see
 * {@link io.github.pppvpn.checks.hosts.ManyHosts}.
 */
package io.github.pppvpn.checks.hosts;
