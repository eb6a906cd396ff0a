/** What the tests with real daemons share; no part of what is installed. */
package io.github.pppvpn.testkit;
