# shellcheck shell=bash disable=SC2034
# Two machines in one guest: the guest itself is the server; the client is a network namespace with
# its own /run and its own /dev/log, so that the server's files and log hold the server's doings only.

SERVER=10.9.0.1
CLIENT=10.9.0.2
SERVER6=fd00:9::1
CLIENT6=fd00:9::2

make_network() {
  echo server >/proc/sys/kernel/hostname
  ip link set lo up
  ip netns add client
  ip link add server0 type veth peer name client0
  ip link set client0 netns client
  ip addr add $SERVER/24 dev server0
  ip -6 addr add $SERVER6/64 dev server0 nodad
  ip link set server0 up
  ip -n client addr add $CLIENT/24 dev client0
  ip -n client -6 addr add $CLIENT6/64 dev client0 nodad
  ip -n client link set client0 up
  ip -n client link set lo up
  mkdir -p /run/lab/client/lock /run/lab/client/pptp /run/lab/client/lab/out
}

# in_client COMMAND...: runs it on the client.
in_client() {
  # shellcheck disable=SC2016
  ip netns exec client sh -c '
    mount --bind /run/lab/client-log /dev/log
    mount --bind /run/lab/out /run/lab/client/lab/out
    mount --rbind /run/lab/client /run
    exec "$@"' in_client "$@"
}

# listens tcp|udp PORT: a server socket is open (asking the kernel: a connect would be logged).
listens() {
  local state=0A
  [ "$1" = tcp ] || state=07
  cat "/proc/net/$1" "/proc/net/${1}6" \
    | awk -v port="$(printf ':%04X' "$2")" -v state=$state \
      '$2 ~ port "$" && $4 == state { found = 1 } END { exit !found }'
}

# fill_checksums COMMAND...: the interface that COMMAND, perl with "-" and its name, is told of computes the
# checksums of what it sends itself. A virtual link leaves that to a receiver that never does it, and a
# capture shows them wrong.
fill_checksums() {
  "$@" <<'PERL'
use strict;
use Socket;
socket(my $socket, AF_INET, SOCK_DGRAM, 0) or die "socket: $!";
my $off = pack('LL', 0x17, 0); # ETHTOOL_STXCSUM, linux/ethtool.h
my $request = pack('a16Px16', $ARGV[0], $off); # struct ifreq
ioctl($socket, 0x8946, $request) or die "SIOCETHTOOL: $!";
PERL
}
