/**
 * What a command keeps from run to run: small files, one per command and key, versioned, locked,
 * replaced in one step, and not trusted when they are read.
 */
package io.github.pppvpn.state;
