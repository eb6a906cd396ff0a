/**
 * check_auth_failures: whether someone is failing to log in, or trying to break in.
 *
 * <p>{@link io.github.pppvpn.checks.auth.LogChoice} says which logs are read, {@link
 * io.github.pppvpn.checks.auth.AuthMeasurement} reads them into a {@link
 * io.github.pppvpn.checks.auth.Tally}, {@link io.github.pppvpn.checks.auth.AuthReport} puts that
 * into words. {@link io.github.pppvpn.checks.auth.SinceLast} is what successive runs know of each
 * other.
 */
package io.github.pppvpn.checks.auth;
