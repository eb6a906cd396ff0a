package io.github.pppvpn.checks.pppd;

/**
 * Why the logs do not tell all of the window.
 *
 * @param sentence without a full stop
 * @param nextStep what to do about it; empty for nothing to add
 */
record LogProblem(String sentence, String nextStep) {}
