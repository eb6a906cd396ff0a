/** What the commands that ask a server over the network share. */
package io.github.pppvpn.checks.net;
