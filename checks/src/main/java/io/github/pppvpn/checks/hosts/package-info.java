/**
 * Many servers asked at once by one run: which ones, over which sockets, and what came of all.
 *
 * <p>One thread and a selector ask them all. A thread each would wake up ten times a second for
 * every silent host to see whether the run was told to end, and be one of hundreds that want the
 * processor when an answer arrives, which would count as the peer's time.
 */
package io.github.pppvpn.checks.hosts;
