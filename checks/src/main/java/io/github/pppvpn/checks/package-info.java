/** The commands, one package each, and the one {@code main} that they are started through. */
package io.github.pppvpn.checks;
