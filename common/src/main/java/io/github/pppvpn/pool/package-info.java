/**
 * Address pools: the ranges that a server hands out, each daemon's own way of writing them down,
 * and how much of them is in use.
 *
 * <p>A configuration is read as its daemon reads it, traps included: what the daemon ignores is
 * ignored and noted, what makes it refuse to start is a {@link
 * io.github.pppvpn.pool.RefusedConfigException}. Files are ISO-8859-1 here, one char per byte.
 */
package io.github.pppvpn.pool;
