/**
 * Makes the class-data archives that let the commands start quickly. No command uses it: it runs
 * when the suite is built, and when a package is installed whose runtime does not take an archive
 * that was made elsewhere.
 */
package io.github.pppvpn.checks.training;
