/**
 * The Linux host as files below a root: what the kernel shows under /proc and /sys, what pppd keeps
 * under /run, and the two programs that are asked because no file says it (accel-ppp, systemd).
 *
 * <p>Readers scan bytes. What vanishes while it is read (a process, an interface) is left out
 * silently, since that is normal; what is there and must not be seen is never left out silently:
 * {@link io.github.pppvpn.host.NotVisibleException} says what and why. Nothing here reads a clock
 * but through what it is given.
 */
package io.github.pppvpn.host;
