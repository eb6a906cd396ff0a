/**
 * What the lines mean together: attempts to log in, sessions, and the troubles of a VPN server. One
 * attempt is one event, however many lines, daemons and files speak of it.
 */
package io.github.pppvpn.log.event;
