#!/usr/bin/perl
# The middle of what check_ip_pool does, on Monitoring::Plugin: xl2tpd's range, and the address of each pppd.
use strict;
use warnings;
use Monitoring::Plugin;
use Socket 'inet_aton';

my $plugin = Monitoring::Plugin->new(shortname => 'POOL', usage => 'Usage: %s --root DIR [-w RANGE] [-c RANGE]');
$plugin->add_arg(spec => 'root=s', help => 'where the files are', default => '/');
$plugin->add_arg(spec => 'warning|w=s', help => 'warning range', default => '80');
$plugin->add_arg(spec => 'critical|c=s', help => 'critical range', default => '90');
$plugin->getopts;
my $opts = $plugin->opts;
my $root = $opts->root;

sub number { return unpack 'N', inet_aton($_[0]) }

my ($first, $last);
open my $conf, '<', "$root/etc/xl2tpd/xl2tpd.conf" or $plugin->plugin_exit(UNKNOWN, "xl2tpd.conf: $!");
while (<$conf>) {
    ($first, $last) = (number($1), number($2)) if /^\s*ip range\s*=\s*([\d.]+)\s*-\s*([\d.]+)/;
}
close $conf;
my %used;
opendir my $proc, "$root/proc" or $plugin->plugin_exit(UNKNOWN, "proc: $!");
for my $pid (grep {/^\d+$/} readdir $proc) {
    open my $comm, '<', "$root/proc/$pid/comm" or next;
    my $name = <$comm>;
    close $comm;
    next if $name ne "pppd\n";
    open my $cmdline, '<', "$root/proc/$pid/cmdline" or next;
    my $line = <$cmdline>;
    close $cmdline;
    for my $word (split /\0/, $line) {
        next unless $word =~ /^[\d.]*:(\d+\.\d+\.\d+\.\d+)$/;
        my $address = number($1);
        $used{$address} = 1 if $address >= $first && $address <= $last;
    }
}
my ($count, $size) = (scalar keys %used, $last - $first + 1);
my $percent = sprintf '%.2f', 100 * $count / $size;
$plugin->add_perfdata(label => 'used_percent', value => $percent, uom => '%', warning => $opts->warning,
    critical => $opts->critical);
$plugin->add_perfdata(label => 'used', value => $count);
$plugin->plugin_exit($plugin->check_threshold(check => $percent, warning => $opts->warning, critical => $opts->critical),
    "$count of $size addresses are used");
