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
  end_clients
  wait_for 20 'the end of every PPP link' links_are 0
}

# end_clients: asks every pppd and xl2tpd of the client to end.
end_clients() {
  local process name
  # A namespace's processes: the client's daemons alone, never the server's.
  for process in $(ip netns pids client); do
    name=$(cat "/proc/$process/comm" 2>/dev/null || true)
    case $name in pppd | xl2tpd) kill "$process" 2>/dev/null || true ;; esac
  done
}
