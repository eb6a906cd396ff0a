# shellcheck shell=bash
# A real systemd, as the first process of a process namespace: there it may be the init that it wants to be.

# start_systemd: it has started nothing when the call returns; units are those of /run/systemd/system and the host's.
# After keep_host_logs: what it has to say goes into that log.
start_systemd() {
  # A target that wants nothing.
  mkdir -p /run/systemd/system
  printf '%s\n' '[Unit]' 'DefaultDependencies=no' >/run/systemd/system/lab.target

  # A systemd that does not run its own journald speaks to the console: from there into the log.
  printf '%s\n' '#!/bin/sh' 'sed -u "s/\x1b\[[0-9;]*m//g; s/\r//g" | logger -t systemd' >/run/lab/relay
  chmod 755 /run/lab/relay
  socat -u PTY,link=/run/lab/systemd-console,raw,echo=0 EXEC:/run/lab/relay &
  wait_for 10 'a console for systemd' test -e /run/lab/systemd-console

  # shellcheck disable=SC2016 # for the shell in the namespace
  container=lab unshare --pid --fork --mount-proc bash -c '
    mount --bind "$(readlink -f /run/lab/systemd-console)" /dev/console
    exec /lib/systemd/systemd --system --unit=lab.target --show-status=no' >"$LAB_OUT/systemd.console" 2>&1 &
  wait_for 30 'systemd to listen' test -S /run/systemd/private
  systemd=$(pgrep -x systemd)
  wait_for 30 'systemd to answer' systemd_answers
}

# inside COMMAND...: where systemd and what it has started see each other.
inside() { nsenter --target "$systemd" --pid --mount --root --wd "$@"; }

systemd_answers() { inside systemctl show -p Version >/dev/null 2>&1; }
