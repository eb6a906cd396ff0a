# shellcheck shell=bash
# pppd: its users and its links.

write_users() {
  mount -t tmpfs tmpfs /etc/ppp # nothing of the host's own configuration
  : >/etc/ppp/options
  (
    umask 077
    printf '%s\n' 'alice * wonderland *' 'bob * builder *' >/etc/ppp/chap-secrets
    cp /etc/ppp/chap-secrets /etc/ppp/pap-secrets
  )
}

# links server|client: how many PPP interfaces are up with an address there.
links() {
  local there=()
  [ "$1" = server ] || there=(-n "$1")
  ip "${there[@]}" -4 -o addr show up | grep -c ' ppp[0-9]' || true
}

# links_are COUNT: on both sides.
links_are() { [ "$(links server)" -eq "$1" ] && [ "$(links client)" -eq "$1" ]; }

# hang_up: every client ends its sessions in an orderly way.
hang_up() {
  local pids
  # A namespace's processes: the client's daemons alone, never the server's.
  pids=$(ip netns pids client)
  if [ -n "$pids" ]; then
    local process name
    for process in $pids; do
      name=$(cat "/proc/$process/comm" 2>/dev/null || true)
      case $name in pppd | xl2tpd) kill "$process" 2>/dev/null || true ;; esac
    done
  fi
  wait_for 20 'the end of every PPP link' links_are 0
}
