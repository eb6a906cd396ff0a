/**
 * The daemons' dialects: what one message of one daemon says. A dialect looks at one message alone;
 * what several mean together is the business of {@code log.event}.
 *
 * <p>User names are what a stranger typed. Every text that holds one is recognised by what the
 * daemon wrote before and after it, greedily, so that no name makes another message of a line.
 */
package io.github.pppvpn.log.dialect;
