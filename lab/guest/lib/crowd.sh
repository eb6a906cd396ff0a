# shellcheck shell=bash disable=SC2034,SC2154 # lib/auth.sh: from, lac, options, calls
# Many logins at once, each from an address of its own, against servers that demand different things. Rows
# of truth.tsv as in lib/auth.sh, in the order of naming.

declare -A offer_number=() offer_method=()
lns_sections=()
crowd_script='' crowd_size=0 crowd_pptp=0 crowd_pptp_made=0 crowd_made=0 next_address=0

# offer NAME METHOD [PPPD-OPTION...]: a pptpd of its own, on an address of its own, whose pppd demands METHOD;
# after offer_l2tp also for L2TP, by the caller's address.
offer() {
  local name=$1 method=$2 number=$((${#offer_number[@]} + 1)) options=() file=/run/lab/offer-$1
  shift 2
  offer_number[$name]=$number
  offer_method[$name]=$method
  method_options "$method"
  # Patient enough for a busy machine.
  printf '%s\n' nobsdcomp nodeflate novj nologfd lcp-max-configure 40 chap-max-challenge 40 "${options[@]}" \
    "$@" >"$file"
  printf '%s\n' 'name server' lock >"$file-pptp"
  cat "$file" >>"$file-pptp"
  ip addr add "10.9.0.$((10 + number))/24" dev server0
  printf '%s\n' "option $file-pptp" "listen 10.9.0.$((10 + number))" "localip $PPTP_GATEWAY" \
    "remoteip 192.168.77.$((number * 10))-$((number * 10 + 9))" >"$file.conf"
  pptpd -f -c "$file.conf" -p "$file.pid" >>"$LAB_OUT/pptpd.console" 2>&1 &
  lns_sections+=('' "[lns $name]" "lac = 10.9.1.$((number * 10))-10.9.1.$((number * 10 + 9))"
    "ip range = 192.168.78.$((number * 10))-192.168.78.$((number * 10 + 9))" "local ip = $L2TP_GATEWAY"
    'refuse pap = no' 'require chap = no' 'require authentication = yes' 'name = server' "pppoptfile = $file")
}

# offered: waits until every pptpd listens.
offered() { wait_for 20 'every pptpd to listen' pptpds_listen ${#offer_number[@]}; }
pptpds_listen() { [ "$(awk '$2 ~ /:06BB$/ && $4 == "0A"' /proc/net/tcp | wc -l)" -eq "$1" ]; }

# offer_l2tp: one xl2tpd for all that is offered.
L2TP_SERVER=10.9.1.1
offer_l2tp() {
  load_modules l2tp_ppp
  ip addr add $L2TP_SERVER/24 dev server0
  printf '%s\n' '[global]' 'port = 1701' 'auth file = /run/lab/l2tp-secrets' "${lns_sections[@]}" >/run/lab/xl2tpd.conf
  (umask 077 && : >/run/lab/l2tp-secrets)
  xl2tpd -D -l -c /run/lab/xl2tpd.conf -p /run/xl2tpd.pid -C /run/xl2tpd/l2tp-control \
    >>"$LAB_OUT/xl2tpd.console" 2>&1 &
  xl2tpd=$!
  wait_for 10 'xl2tpd to listen on port 1701' listens udp 1701
}

# take_address SUBNET LAST: the client's next address, in $from.
take_address() {
  from=10.9.$1.$2
  ip -n client addr add "$from/24" dev client0
}

# plan LINE-WORD...: a command of the crowd, on the client.
plan() {
  printf -v crowd_line '%q ' "$@"
  crowd_script+="$crowd_line </dev/null &"$'\n'
  crowd_size=$((crowd_size + 1))
}

# crowd_pptp OFFER OUTCOME USER PASSWORD [PPPD-OPTION...]: joins the crowd; who gets in leaves after 2 s.
crowd_pptp() {
  local offer=$1 outcome=$2 user=$3 password=$4
  shift 4
  pptp_address "$offer"
  truth pptp "${offer_method[$offer]}" "$user" "$from" "$outcome" "$note"
  plan pppd pty "pptp 10.9.0.$((10 + offer_number[$offer])) --nolaunchpppd --localbind $from" name "$user" \
    password "$password" remotename server noauth nodefaultroute nodetach nobsdcomp nodeflate maxconnect 2 "$@"
}

# crowd_peer OFFER OUTCOME METHOD USER: the same by lab/guest/peer.
crowd_peer() {
  pptp_address "$1"
  truth pptp "$3" "$4" "$from" "$2" "$note"
  plan "$LAB/guest/peer" "$3" "$4" '' 1 pptp "10.9.0.$((10 + offer_number[$1]))" --nolaunchpppd --localbind "$from"
}

pptp_address() {
  next_address=$((next_address + 1))
  take_address 0 $((100 + next_address))
  crowd_pptp=$((crowd_pptp + 1))
}

# crowd_l2tp OFFER OUTCOME USER PASSWORD [PPPD-OPTION...]
declare -A lac_number=()
crowd_l2tp() {
  local offer=$1 outcome=$2 lac=()
  lac_number[$offer]=$((${lac_number[$offer]:-0} + 1))
  take_address 1 $((offer_number[$offer] * 10 + lac_number[$offer] - 1))
  truth l2tp "${offer_method[$offer]}" "$3" "$from" "$outcome" "$note"
  lac_files $L2TP_SERVER "${@:3}" maxconnect 2
  plan xl2tpd -D -l "${lac[@]}"
}

# crowd_calls: they all dial.
crowd_calls() {
  local script=/run/lab/client/lab/crowd
  progress "logins at once: $crowd_size"
  printf '%swait\n' "$crowd_script" >$script
  # shellcheck disable=SC2016
  aside in_client bash -c '. "$1"' crowd /run/lab/crowd >>"$LAB_OUT/calls.console" 2>&1
  calls+=($!)
  crowd_made=$((crowd_made + crowd_size))
  crowd_pptp_made=$((crowd_pptp_made + crowd_pptp))
  crowd_script='' crowd_size=0 crowd_pptp=0
}

# crowd_over: waits for the end of the server's part in all that was dialled. One perl instead of wait_for:
# what that would start ten times a second takes the time of those that dial.
crowd_over() {
  # shellcheck disable=SC2016
  perl -e '
    my ($pppd, $pptpd, $seconds) = @ARGV;
    for (my $passed = 0; $passed < $seconds; $passed += 0.2) {
      while (my $line = <STDIN>) {
        $pppd-- if $line =~ / pppd\[\d+\]: (Exit\.|calling number .* is not authorized)$/;
        $pptpd-- if $line =~ / pptpd\[\d+\]: CTRL: Client .* control connection finished$/;
      }
      exit 0 if $pppd <= 0 && $pptpd <= 0;
      select undef, undef, undef, 0.2;
      seek STDIN, 0, 1;
    }
    exit 1' $crowd_made $crowd_pptp_made 120 <"$LAB_OUT/syslog" \
    || fail "waited in vain for the end of $crowd_made logins"
  calls_over
}
