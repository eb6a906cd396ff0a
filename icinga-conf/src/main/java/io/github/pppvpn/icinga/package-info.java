/** The Icinga 2 CheckCommands, generated from the commands' option tables. */
package io.github.pppvpn.icinga;
