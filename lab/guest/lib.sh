# shellcheck shell=bash
# What scenarios are written with. Everything here runs in the guest, as root, and needs no undoing.
for part in "$LAB"/guest/lib/*.sh; do
  # shellcheck source=/dev/null
  . "$part"
done

# Called once before the scenario.
prepare_guest() {
  load_modules ppp_async ppp_mppe veth ipv6
  make_network
  start_syslog
  write_users
}
