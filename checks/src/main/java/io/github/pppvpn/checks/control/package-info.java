/**
 * The PPTP control connection's beginning, for every command that opens one: connecting, the
 * Start-Control-Connection-Request and its reply, and what each failure of them is called.
 */
package io.github.pppvpn.checks.control;
