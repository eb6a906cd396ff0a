# shellcheck shell=bash
# The server's log as a Debian host keeps it: journald gets each message and hands it on, rsyslog writes
# /var/log/syslog, and the lab's own DIR/syslog goes on. Calls before the first daemon starts.

HOST_LOGS=/run/lab/host-logs

# needs COMMAND PACKAGE: fails the scenario where it is missing.
needs() {
  command -v "$1" >/dev/null 2>&1 \
    || fail "the command $1 is missing: apt-get install -y --no-install-recommends $2"
}

keep_host_logs() {
  local journald=/lib/systemd/systemd-journald
  needs $journald systemd
  needs rsyslogd rsyslog
  mkdir -p $HOST_LOGS /run/systemd/journal /var/spool/rsyslog
  if ! mountpoint -q /sys/fs/cgroup; then
    mount -t cgroup2 cgroup2 /sys/fs/cgroup # journald asks it for the sender's unit
  fi
  echo 10900000000000000000000000000001 >/etc/machine-id
  printf '%s\n' '[Journal]' Storage=volatile ForwardToSyslog=yes ReadKMsg=no Audit=no \
    RateLimitIntervalSec=0 >/etc/systemd/journald.conf
  "$LAB/guest/syslogd" /run/systemd/journal/syslog "$LAB_OUT/syslog" $HOST_LOGS/rsyslog &
  $journald >"$LAB_OUT/journald.console" 2>&1 &
  wait_for 10 "journald's sockets" test -S /run/systemd/journal/dev-log -a -S /run/systemd/journal/syslog

  # Debian's own configuration; it reads another socket, and writes a second file in the older format.
  sed -i -e "s|^module(load=\"imuxsock\").*|module(load=\"imuxsock\" SysSock.Name=\"$HOST_LOGS/rsyslog\")|" \
    -e '/imklog/d' /etc/rsyslog.conf
  echo "*.*;auth,authpriv.none $HOST_LOGS/syslog.traditional;RSYSLOG_TraditionalFileFormat" \
    >/etc/rsyslog.d/lab.conf
  rsyslogd -n -i $HOST_LOGS/rsyslogd.pid >"$LAB_OUT/rsyslogd.console" 2>&1 &
  rsyslogd=$!
  wait_for 10 'rsyslog to start' grep -q rsyslogd: "$LAB_OUT/syslog" # it says so on the old /dev/log
  mount --bind /run/systemd/journal/dev-log /dev/log
  : >"$LAB_OUT/syslog"
}

# written: the last message of the lab's own log is the last of rsyslog's.
written() {
  local last
  last=$(tail -n 1 "$LAB_OUT/syslog")
  tail -n 1 $HOST_LOGS/syslog.traditional | grep -q -F -e " ${last#* }"
}

# hand_out_host_logs: waits until all is written; puts syslog.rfc3339, syslog.traditional, syslog.raw,
# journal.json (the fields that the commands ask for) and journal.export (all) into the output folder.
hand_out_host_logs() {
  wait_for 10 'rsyslog to write it all' written
  cp "$LAB_OUT/syslog" "$LAB_OUT/syslog.raw"
  stop_process "$rsyslogd"
  cat /var/log/syslog >"$LAB_OUT/syslog.rfc3339"
  cat $HOST_LOGS/syslog.traditional >"$LAB_OUT/syslog.traditional"
  journalctl -q -a -o json --output-fields=MESSAGE,SYSLOG_IDENTIFIER,SYSLOG_PID,_PID,_COMM,_HOSTNAME,PRIORITY \
    >"$LAB_OUT/journal.json"
  journalctl -q -o export >"$LAB_OUT/journal.export"
}
