/**
 * check_l2tp_sessions, and what both it and check_ip_pool need of the host: its sessions, a moment
 * on its clock, and the memory of earlier runs.
 */
package io.github.pppvpn.checks.sessions;
