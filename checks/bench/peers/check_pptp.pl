#!/usr/bin/perl
# What check_pptp_tcp1723 does, as a Perl plugin usually is: Monitoring::Plugin and IO::Socket.
use strict;
use warnings;
use IO::Socket::INET;
use Monitoring::Plugin;
use Time::HiRes 'time';

my $plugin = Monitoring::Plugin->new(shortname => 'PPTP', usage => 'Usage: %s -H HOST [-p PORT] [-w RANGE] [-c RANGE]');
$plugin->add_arg(spec => 'hostname|H=s', help => 'the server', required => 1);
$plugin->add_arg(spec => 'port|p=i', help => 'its port', default => 1723);
$plugin->add_arg(spec => 'warning|w=s', help => 'warning range');
$plugin->add_arg(spec => 'critical|c=s', help => 'critical range');
$plugin->getopts;
my $opts = $plugin->opts;

sub receive {
    my ($socket, $length) = @_;
    my $in = '';
    while (length($in) < $length) {
        $socket->sysread($in, 4096, length $in) or $plugin->plugin_exit(CRITICAL, 'no answer');
    }
    return $in;
}

alarm $opts->timeout;
my $start = time;
my $socket = IO::Socket::INET->new(PeerAddr => $opts->hostname, PeerPort => $opts->port, Timeout => $opts->timeout)
    or $plugin->plugin_exit(CRITICAL, "connect: $!");
$socket->syswrite(pack 'nnNnnnnNNnn a64 a64', 156, 1, 0x1a2b3c4d, 1, 0, 0x100, 0, 3, 3, 0, 1, 'probe', 'probe');
my ($type, $result, $host, $vendor) = (unpack 'nnNnnnCCNNnn Z64 Z64', receive($socket, 156))[3, 6, 12, 13];
my $time = time - $start;
$plugin->plugin_exit(CRITICAL, "type $type result $result") if $type != 2 || $result != 1;
$socket->syswrite(pack 'nnNnnCCn', 16, 1, 0x1a2b3c4d, 3, 0, 1, 0, 0);
receive($socket, 16);
$plugin->add_perfdata(label => 'time', value => sprintf('%.6f', $time), uom => 's',
    warning => $opts->warning, critical => $opts->critical);
$plugin->plugin_exit($plugin->check_threshold(check => $time, warning => $opts->warning, critical => $opts->critical),
    sprintf '%s answered in %.3f s: host "%s", vendor "%s"', $opts->hostname, $time, $host, $vendor);
