# shellcheck shell=bash
# xl2tpd, as server and as client.

L2TP_GATEWAY=192.168.78.1

# start_xl2tpd [LINE...]: with these lines in its [lns default] (default: nine addresses) beside the
# local address and the authentication, and with those of xl2tpd_global in [global].
xl2tpd_global=()
start_xl2tpd() {
  [ $# -gt 0 ] || set -- 'ip range = 192.168.78.101-192.168.78.109'
  load_modules l2tp_ppp
  printf '%s\n' '[global]' 'port = 1701' 'auth file = /run/lab/l2tp-secrets' "${xl2tpd_global[@]}" '' '[lns default]' \
    "local ip = $L2TP_GATEWAY" 'refuse pap = yes' 'require chap = yes' 'require authentication = yes' \
    'name = l2tpd' 'pppoptfile = /run/lab/xl2tpd-options' "$@" >/run/lab/xl2tpd.conf
  printf '%s\n' nobsdcomp nodeflate novj noccp nologfd >/run/lab/xl2tpd-options
  (umask 077 && : >/run/lab/l2tp-secrets)
  xl2tpd -D -l -c /run/lab/xl2tpd.conf -p /run/xl2tpd.pid -C /run/xl2tpd/l2tp-control \
    >>"$LAB_OUT/xl2tpd.console" 2>&1 &
  xl2tpd=$!
  wait_for 10 'xl2tpd to listen on port 1701' listens udp 1701
}

stop_xl2tpd() { stop_process "$xl2tpd"; }

# dial_l2tp USER PASSWORD: another xl2tpd, on the client, opens a tunnel and a session (CHAP) and stays;
# waits for the interface on both sides. One at a time.
dial_l2tp() {
  local before etc=/run/lab/client/lab
  before=$(links client)
  load_modules l2tp_ppp
  printf '%s\n' '[global]' 'port = 1701' 'auth file = /run/lab/l2tp-secrets' '' '[lac lab]' \
    "lns = $SERVER" 'autodial = yes' 'redial = no' 'require authentication = no' \
    'pppoptfile = /run/lab/l2tp-options' >$etc/xl2tpd.conf
  (
    umask 077
    : >$etc/l2tp-secrets
    printf '%s\n' "name $1" "password $2" noauth nodefaultroute nobsdcomp nodeflate noccp \
      nologfd >$etc/l2tp-options
  )
  mkdir -p /run/lab/client/xl2tpd
  aside in_client xl2tpd -D -l -c /run/lab/xl2tpd.conf -p /run/xl2tpd.pid -C /run/xl2tpd/l2tp-control \
    >>"$LAB_OUT/dial_l2tp.console" 2>&1
  wait_for 30 "the L2TP login of $1" links_are $((before + 1))
}
