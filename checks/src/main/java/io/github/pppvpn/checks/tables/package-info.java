/** The commands' option tables, for those who make monitoring systems' definitions of them. */
package io.github.pppvpn.checks.tables;
