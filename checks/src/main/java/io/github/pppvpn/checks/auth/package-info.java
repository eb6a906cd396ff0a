/**
 * check_auth_failures: whether someone is failing to log in, or trying to break in.
 *
 * <p>{@link io.github.pppvpn.checks.auth.AuthMeasurement} reads the logs into a {@link
 * io.github.pppvpn.checks.auth.Tally}, {@link io.github.pppvpn.checks.auth.AuthReport} puts that
 * into words.
 */
package io.github.pppvpn.checks.auth;
