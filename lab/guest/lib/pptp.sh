# shellcheck shell=bash
# pptpd and its clients.

PPTP_GATEWAY=192.168.77.1

# start_pptpd [LINE...]: with these lines of pptpd.conf (default: nine addresses) beside localip and
# option.
start_pptpd() {
  [ $# -gt 0 ] || set -- 'remoteip 192.168.77.101-109'
  printf '%s\n' 'option /run/lab/pptpd-options' "localip $PPTP_GATEWAY" "$@" >/run/lab/pptpd.conf
  printf '%s\n' 'name pptpd' refuse-pap refuse-chap refuse-mschap require-mschap-v2 require-mppe-128 \
    nobsdcomp nodeflate novj novjccomp lock nologfd >/run/lab/pptpd-options
  pptpd -f -c /run/lab/pptpd.conf >>"$LAB_OUT/pptpd.console" 2>&1 &
  pptpd=$!
  wait_for 10 'pptpd to listen on port 1723' listens tcp 1723
}

stop_pptpd() {
  stop_process "$pptpd"
  # Its children outlive it for as long as their clients stay.
  kill_named pptpctrl
  wait_for 10 'the end of every pptpctrl' slots_taken 0
}

# slots_taken COUNT: pptpd serves exactly that many control connections.
slots_taken() { [ "$(pidof pptpctrl | wc -w)" -eq "$1" ]; }

# A Start-Control-Connection-Request (RFC 2637, 2.1): 28 bytes of header and fields, then two names.
pptp_request() {
  printf '\0\234\0\1\032\053\074\115\0\1\0\0\1\0\0\0\0\0\0\3\0\0\0\3\0\0\0\0'
  head -c 128 /dev/zero
}

# hold_slots COUNT: that many clients open a control connection, call nobody, and stay.
holders=()
hold_slots() {
  local number
  pptp_request >/run/lab/client/lab/request
  for ((number = 1; number <= $1; number++)); do
    # cat sends the request in one write: pptpd drops one that comes in pieces.
    aside in_client bash -c \
      "exec 5<>/dev/tcp/$SERVER/1723; cat /run/lab/request >&5; exec sleep infinity"
    holders+=($!)
    wait_for 10 "held control connection $number" slots_taken "$number"
    wait_for 10 "pptpd to log it" logged "control connection started" "$number"
  done
}

release_slots() {
  local holder
  for holder in "${holders[@]}"; do
    kill_group "$holder"
  done
  holders=()
  wait_for 10 'the end of the held control connections' slots_taken 0
}

# dial_pptp USER PASSWORD [PPPD-OPTION...]: a client logs in (MS-CHAPv2, MPPE-128) and stays; waits for
# its interface on both sides.
dial_pptp() {
  local user=$1 password=$2 before
  shift 2
  before=$(links client)
  aside in_client pppd pty "pptp $SERVER --nolaunchpppd" name "$user" password "$password" remotename pptpd \
    require-mppe-128 noauth nodefaultroute nodetach nobsdcomp nodeflate "$@" \
    >>"$LAB_OUT/dial_pptp.console" 2>&1
  wait_for 30 "the PPTP login of $user" links_are $((before + 1))
}
