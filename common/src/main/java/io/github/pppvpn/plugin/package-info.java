/**
 * The Nagios plugin protocol, once for every command: options, ranges, verdicts, output, and a
 * runner that ends every run with one of four exit codes within its deadline.
 *
 * <p>A {@link io.github.pppvpn.plugin.Check} describes itself in a {@link
 * io.github.pppvpn.plugin.CommandSpec} and measures; it never sees a threshold or an exit code. The
 * {@link io.github.pppvpn.plugin.Runner} parses the command line, runs the measurement under the
 * {@link io.github.pppvpn.plugin.Deadline}, has the {@link io.github.pppvpn.plugin.Report} judged
 * into a {@link io.github.pppvpn.plugin.Verdict}, and writes that.
 *
 * <p>Nothing here knows of VPNs. The guideline followed is the Monitoring Plugins Development
 * Guidelines; where the suite is stricter or looser, the class says so.
 */
package io.github.pppvpn.plugin;
