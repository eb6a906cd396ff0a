#!/usr/bin/perl
# What check_ip_pool does, as a Perl plugin usually is, on Monitoring::Plugin: the pools of pptpd.conf and xl2tpd.conf,
# pptpd's slots (its pptpctrls), the addresses that are kept for calls (each pppd's LOCAL:REMOTE) and those that sessions
# have (IPREMOTE of pppd2.tdb, of pppds that run and whose interface is there), addresses used twice or outside every
# pool. The same sources; without the daemons' traps, accel-ppp, a second look, state, and a word on what it lacks.
use strict;
use warnings;
use Monitoring::Plugin;
use Socket qw(inet_aton inet_ntoa);

my $plugin = Monitoring::Plugin->new(shortname => 'POOL', usage => 'Usage: %s --root DIR [-w RANGE] [-c RANGE]');
$plugin->add_arg(spec => 'root=s', help => 'where the files are', default => '');
$plugin->add_arg(spec => 'warning|w=s', help => 'warning range', default => '80');
$plugin->add_arg(spec => 'critical|c=s', help => 'critical range', default => '90');
$plugin->getopts;
my $opts = $plugin->opts;
my $root = $opts->root;
alarm $opts->timeout;

sub number { return unpack 'N', inet_aton($_[0]) // return }

sub slurp {
    my ($path) = @_;
    open my $file, '<:raw', "$root$path" or return;
    local $/;
    my $text = <$file>;
    close $file;
    return $text;
}

my %pools;
if (defined(my $conf = slurp('/etc/pptpd.conf'))) {
    my %value = (connections => 100);
    my %seen;
    for (split /\n/, $conf) {
        $value{$1} = $2 if /^(connections|remoteip)\s+(.*?)\s*$/ && !$seen{$1}++;
    }
    my @all;
    for my $item (split /,/, $value{remoteip} // '192.168.1.1-100') {
        if (my ($head, $from, $to, $tail) = $item =~ /^((?:\d+\.)*)(\d+)-(\d+)((?:\.\d+)*)$/) {
            push @all, map { number("$head$_$tail") } $from .. $to;
        } else {
            push @all, number($item) // $plugin->plugin_exit(CRITICAL, "pptpd.conf: bad address $item");
        }
    }
    splice @all, $value{connections} if @all > $value{connections};
    $pools{pptpd} = { map { $_ => 1 } @all };
}
if (defined(my $conf = slurp('/etc/xl2tpd/xl2tpd.conf'))) {
    my %usable;
    for (split /\n/, $conf) {
        s/;.*//;
        next unless /^\s*(no )?ip range\s*=\s*([\d.]+)(?:\s*-\s*([\d.]+))?\s*$/i;
        my ($first, $last) = (number($2), number($3 // $2));
        $plugin->plugin_exit(CRITICAL, "xl2tpd.conf: $_") if $first > $last;
        if ($1) { delete @usable{ $first .. $last } }
        else    { @usable{ $first .. $last } = () }
    }
    $pools{xl2tpd} = \%usable;
}
%pools or $plugin->plugin_exit(UNKNOWN, 'no configuration of pptpd or xl2tpd');

my (%kept, %pppd, $slots);
$slots = 0;
opendir my $proc, "$root/proc" or $plugin->plugin_exit(UNKNOWN, "proc: $!");
for my $pid (grep {/^\d+$/} readdir $proc) {
    my $name = slurp("/proc/$pid/comm") // next;
    if ($name eq "pptpctrl\n") {
        $slots++;
    } elsif ($name eq "pppd\n") {
        my ($state, $parent) = (slurp("/proc/$pid/stat") // '') =~ /\) (\S) (\d+) / or next;
        next if $state eq 'Z';
        $pppd{$pid} = $parent;
        for my $word (split /\0/, slurp("/proc/$pid/cmdline") // '') {
            $kept{ number($1) } = 1 if $word =~ /^[\d.]*:(\d+\.\d+\.\d+\.\d+)$/ && $1 ne '0.0.0.0';
        }
    }
}
closedir $proc;
my %interface = map { /^\s*([^:\s]+):/ ? ($1 => 1) : () } split /\n/, slurp('/proc/net/dev') // '';
my $database = slurp('/run/pppd2.tdb') // slurp('/run/pppd/pppd2.tdb') // '';
my %holders;
while ($database =~ /(PPPD_PID=[^\0]*)\0/g) {
    my %variable = map { split /=/, $_, 2 } grep {/=/} split /;/, $1;
    next unless $pppd{ $variable{PPPD_PID} } && $interface{ $variable{IFNAME} // '' } && $variable{IPREMOTE};
    push @{ $holders{ number($variable{IPREMOTE}) } }, $variable{IFNAME};
}
my $conflicts = 0;
for my $address (keys %holders) {
    $conflicts++ if @{ $holders{$address} } > 1 || !grep { exists $_->{$address} } values %pools;
}
my ($worst, $text) = (-1, '');
my %taken = (%kept, map { $_ => 1 } keys %holders);
for my $name (sort keys %pools) {
    my $used = grep { exists $pools{$name}{$_} } keys %taken;
    $used = $slots if $name eq 'pptpd' && $slots > $used;
    my $size = keys %{ $pools{$name} };
    my $percent = $size ? sprintf('%.2f', 100 * $used / $size) : 0;
    ($worst, $text) = ($percent, "$name: $used of $size in use") if $percent > $worst;
    $plugin->add_perfdata(label => "${name}_used", value => $used, min => 0);
    $plugin->add_perfdata(label => "${name}_free", value => $size - $used, min => 0);
    $plugin->add_perfdata(label => "${name}_size", value => $size, min => 0);
}
$plugin->add_perfdata(label => 'used_percent', value => $worst, uom => '%', warning => $opts->warning,
    critical => $opts->critical, min => 0, max => 100);
$plugin->add_perfdata(label => 'slots_used', value => $slots, min => 0) if $pools{pptpd};
$plugin->add_perfdata(label => 'conflicts', value => $conflicts, min => 0);
$plugin->plugin_exit($plugin->check_threshold(check => $worst, warning => $opts->warning, critical => $opts->critical),
    $text);
