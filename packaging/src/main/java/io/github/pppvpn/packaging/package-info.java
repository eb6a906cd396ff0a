/** The documents of the package that are made from the commands' option tables. */
package io.github.pppvpn.packaging;
