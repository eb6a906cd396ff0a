# shellcheck shell=bash
# The daemons' syslog: DIR/syslog (the server's) and DIR/client-syslog.

start_syslog() {
  # The kernel's 10 are few: journald drops what it cannot hand on at once. systemd sets this too.
  echo 512 >/proc/sys/net/unix/max_dgram_qlen
  mount -t tmpfs -o mode=755 tmpfs /var/log # nothing of the host's own logs
  "$LAB/guest/syslogd" /dev/log "$LAB_OUT/syslog" &
  "$LAB/guest/syslogd" /run/lab/client-log "$LAB_OUT/client-syslog" &
  wait_for 5 'the syslog sockets' test -S /dev/log -a -S /run/lab/client-log
  log_taken=0
}

# logged REGEX [COUNT]: the part of the server's log that is not taken yet has it (COUNT times or more).
logged() {
  [ "$(tail -n +$((log_taken + 1)) "$LAB_OUT/syslog" | grep -c -E -e "$1")" -ge "${2:-1}" ]
}

# take_log NAME: what the server logged since the last take_log goes to DIR/NN-NAME.log.
take_log() {
  local lines
  lines=$(wc -l <"$LAB_OUT/syslog")
  next_record "$1"
  # shellcheck disable=SC2154 # record: see record.sh
  sed -n "$((log_taken + 1)),${lines}p" "$LAB_OUT/syslog" >"$record.log"
  log_taken=$lines
}
