package io.github.pppvpn.pool;

/**
 * Why what a configuration says of pools may not be what its daemon hands out.
 *
 * @param why half a sentence
 * @param nextStep what to do about it, a sentence
 */
public record PoolDoubt(String why, String nextStep) {}
