/**
 * check_gre_probe: whether GRE passes between here and a PPTP server, both ways, how well and how
 * large.
 *
 * <p>{@link io.github.pppvpn.checks.gre.GreProbe} is the whole probe without a socket and without a
 * clock, on top of {@link io.github.pppvpn.checks.gre.ControlCall} (TCP) and {@link
 * io.github.pppvpn.checks.gre.CallMeasuring} (LCP and echoes over GRE); {@link
 * io.github.pppvpn.checks.gre.ProbeDriver} drives it over a TCP socket and a {@link
 * io.github.pppvpn.checks.gre.RawSocket}; {@link io.github.pppvpn.checks.gre.Judgement} says what
 * it amounts to. {@link io.github.pppvpn.checks.gre.PassiveMeasurement} only looks on.
 */
package io.github.pppvpn.checks.gre;
