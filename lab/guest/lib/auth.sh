# shellcheck shell=bash disable=SC2153 # CLIENT: see net.sh
# Login attempts with a known outcome. Each is a row of DIR/truth.tsv, for comparison with what the
# daemons logged of it.

CLIENT_B=10.9.0.3 # the client's second address

# keep_truth: starts truth.tsv; the columns are described in lab/README.md.
keep_truth() {
  printf 'time\ttransport\tmethod\tuser\taddress\toutcome\tnote\n' >"$LAB_OUT/truth.tsv"
  from=$CLIENT
  ip -n client addr add $CLIENT_B/24 dev client0
}

# escaped TEXT: everything but printable ASCII, and the backslash, as \xHH.
escaped() {
  local LC_ALL=C text=$1 shown='' at byte
  for ((at = 0; at < ${#text}; at++)); do
    byte=${text:at:1}
    case $byte in
      \\ | [!\ -~]) printf -v byte '\\x%02X' "'$byte" && byte="\\x${byte: -2}" ;;
    esac
    shown+=$byte
  done
  printf '%s' "$shown"
}

# truth TRANSPORT METHOD USER ADDRESS OUTCOME [NOTE]
truth() {
  printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$(date -u +%Y-%m-%dT%H:%M:%S.%3NZ)" "$1" "$2" \
    "$(escaped "$3")" "$4" "$5" "${6:-}" >>"$LAB_OUT/truth.tsv"
}

# secrets LINE...: the server's chap-secrets and pap-secrets.
secrets() {
  (
    umask 077
    printf '%s\n' "$@" >/etc/ppp/chap-secrets
    cp /etc/ppp/chap-secrets /etc/ppp/pap-secrets
  )
}

# method_options METHOD: in the array options, what makes pppd demand it and no other.
method_options() {
  case $1 in
    pap) options=(require-pap) ;;
    chap-md5) options=(require-chap refuse-pap refuse-mschap refuse-mschap-v2 refuse-eap) ;;
    mschap) options=(require-mschap refuse-pap refuse-chap refuse-mschap-v2 refuse-eap) ;;
    mschap-v2) options=(require-mschap-v2 refuse-pap refuse-chap refuse-mschap refuse-eap) ;;
    eap-*) options=(require-eap refuse-pap refuse-chap refuse-mschap refuse-mschap-v2) ;;
    *) fail "no such method: $1" ;;
  esac
}

# demand METHOD [OPTION...]: what the server's next pppd, of pptpd and of xl2tpd alike, demands.
demand() {
  local options=()
  method_options "$1"
  demanded=$1
  shift
  printf '%s\n' "name server" nobsdcomp nodeflate novj nologfd lock "${options[@]}" "$@" >/run/lab/pptpd-options
  printf '%s\n' nobsdcomp nodeflate novj nologfd "${options[@]}" "$@" >/run/lab/xl2tpd-options
}

# said REGEX: how many messages of the server's log match as a whole.
said() { grep -c -E -e "^[a-z0-9.]+ ($1)\$" "$LAB_OUT/syslog" || true; }

# pppd_ended COUNT: that many pppd of the server have run, and none does now. One that refuses the
# calling number says nothing else.
pppd_ended() {
  local refused
  refused=$(said 'pppd\[[0-9]+\]: calling number .* is not authorized')
  [ $(($(said 'pppd\[[0-9]+\]: Exit\.') + refused)) -ge "$1" ]
}

# pptpd_ended COUNT: so many PPTP calls are over.
pptpd_ended() { [ "$(said 'pptpd\[[0-9]+\]: CTRL: Client .* control connection finished')" -ge "$1" ]; }

# xl2tpd_ended COUNT: so many L2TP tunnels are over. Where both ends hang up at once the client's last word
# may get lost, and the server's tunnel stays for a minute: that is not waited for.
xl2tpd_ended() {
  if [ $SECONDS -ge "$l2tp_patience" ]; then
    l2tp_lost=$(($1 - $(said "$l2tp_end")))
  fi
  [ $(($(said "$l2tp_end") + l2tp_lost)) -ge "$1" ]
}
l2tp_end='xl2tpd\[[0-9]+\]: .*Connection closed to .*, port .*'
l2tp_lost=0 l2tp_patience=0

pptp_made=0 l2tp_made=0

# as_another COMMAND...: in_client, but as on a machine of its own: pptp processes of one machine share a
# control connection, and pptpd ends the earlier call.
as_another() {
  # shellcheck disable=SC2016
  in_client sh -c 'mount -t tmpfs tmpfs /run/pptp && exec "$@"' as_another "$@"
}

# calling_pptp USER PASSWORD [PPPD-OPTION...]: a client from $from, in the background.
from='' # set by keep_truth
calls=()
calling_pptp() {
  local user=$1 password=$2
  shift 2
  aside as_another pppd pty "pptp $SERVER --nolaunchpppd --localbind $from" name "$user" password "$password" \
    remotename server noauth nodefaultroute nodetach nobsdcomp nodeflate "$@" >>"$LAB_OUT/calls.console" 2>&1
  calls+=($!)
}

# calling_peer METHOD USER PASSWORD COPIES: the same, the client being lab/guest/peer.
calling_peer() {
  aside as_another "$LAB/guest/peer" "$@" pptp "$SERVER" --nolaunchpppd --localbind "$from" \
    >>"$LAB_OUT/calls.console" 2>&1
  calls+=($!)
}

# calling_l2tp USER PASSWORD [PPPD-OPTION...]: the same by an xl2tpd on the client. One at a time for
# each address of the client.
calling_l2tp() {
  lac_files "$SERVER" "$@"
  aside in_client xl2tpd -D -l "${lac[@]}" >>"$LAB_OUT/calls.console" 2>&1
  calls+=($!)
}

# lac_files SERVER USER PASSWORD [PPPD-OPTION...]: the files of an xl2tpd that calls SERVER from $from; in the
# array lac its options.
lac_files() {
  local there=/run/lab/client/lab/$from seen=/run/lab/$from
  local server=$1 user=$2 password=$3
  shift 3
  mkdir -p "$there"
  printf '%s\n' '[global]' "listen-addr = $from" "auth file = $seen/secrets" '' '[lac lab]' "lns = $server" \
    'autodial = yes' 'redial = no' 'require authentication = no' "pppoptfile = $seen/options" >"$there/conf"
  (
    umask 077
    : >"$there/secrets"
    printf '%s\n' "name \"$user\"" "password \"$password\"" remotename server noauth nodefaultroute nobsdcomp \
      nodeflate nologfd "$@" >"$there/options"
  )
  lac=(-c "$seen/conf" -p "$seen/pid" -C "$seen/control")
}

# by_pptp OUTCOME USER PASSWORD [PPPD-OPTION...]: one attempt, from the dialling to the end of the
# server's part in it. $note goes into its row.
note=''
by_pptp() {
  attempt pptp calling_pptp "$@"
}

# by_peer OUTCOME METHOD USER PASSWORD [COPIES]: the same by lab/guest/peer.
by_peer() {
  progress "peer $2"
  truth pptp "$demanded" "$3" "$from" "$1" "$note"
  calling_peer "$2" "$3" "$4" "${5:-1}"
  finish_attempt pptp "$1"
}

# by_l2tp OUTCOME USER PASSWORD [PPPD-OPTION...]: the same over L2TP.
by_l2tp() {
  attempt l2tp calling_l2tp "$@"
}

attempt() { # TRANSPORT CALL OUTCOME USER PASSWORD [PPPD-OPTION...]
  progress "$1 $demanded $3"
  truth "$1" "$demanded" "$4" "$from" "$3" "$note"
  "$2" "${@:4}"
  finish_attempt "$1" "$3"
}

finish_attempt() { # TRANSPORT OUTCOME
  declare -g "$1_made=$(($1_made + 1))"
  if [ "$2" = success ]; then
    wait_for 60 'the login' links_are 1
    hang_up
  fi
  all_over "$demanded $2"
}

# all_over WHAT: waits until nothing of the attempts made so far is left, but for the clients $staying.
staying=0
all_over() {
  wait_for 120 "the end of the server's pppd ($1)" pppd_ended $((pptp_made + l2tp_made - staying))
  wait_for 60 "the end of the PPTP call ($1)" pptpd_ended $((pptp_made - staying))
  [ $staying -eq 0 ] || return 0
  calls_over
  l2tp_patience=$((SECONDS + 4))
  wait_for 60 "the end of the L2TP tunnel ($1)" xl2tpd_ended $l2tp_made
}

# calls_over: no client is left.
calls_over() {
  local call
  end_clients # xl2tpd leaves the group it was started in
  for call in "${calls[@]}"; do
    kill -- "-$call" 2>/dev/null || true
    wait "$call" 2>/dev/null || true
  done
  calls=()
}

# judged: what check_auth_failures, where it is built, says of all this on the server.
judged() {
  [ -x "$LAB_BIN/check_auth_failures" ] || return 0
  record "$1" "$LAB_BIN/check_auth_failures" --window all "${@:2}"
}
