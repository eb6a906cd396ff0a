/**
 * The services of a VPN server, one table: what is asked from where, how often, within which
 * ranges, and why. NRPE's, Icinga's, Director's and Nagios' files are made of it.
 */
package io.github.pppvpn.services;
