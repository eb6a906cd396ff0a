/** The NRPE command definitions, generated from the commands' option tables. */
package io.github.pppvpn.nrpe;
