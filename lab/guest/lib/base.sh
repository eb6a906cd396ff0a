# shellcheck shell=bash
# Progress, failing, waiting, modules.

# progress TEXT: a line on the stderr of the one who started lab/vm.
progress() { printf '@ %s\n' "$*" >/dev/console; }

# fail TEXT: ends the scenario with status 1.
fail() {
  printf 'FAIL: %s\n' "$*" >&2
  progress "FAIL: $*"
  exit 1
}

# wait_for SECONDS WHAT COMMAND...: until COMMAND succeeds; fails the scenario after three times SECONDS, which are
# a quick machine's. It rests twice as long as COMMAND took: what is waited for needs the guest's one processor too.
wait_for() {
  local until=$((SECONDS + $1 * 3 + 1)) what=$2 asked rest
  shift 2
  while :; do
    asked=${EPOCHREALTIME/./}
    ! "$@" >/dev/null 2>&1 || return 0
    [ $SECONDS -lt $until ] || fail "waited in vain for $what"
    rest=$(((${EPOCHREALTIME/./} - asked) * 2))
    [ $rest -gt 100000 ] || rest=100000
    [ $rest -lt 1000000 ] || rest=1000000
    sleep "$((rest / 1000000)).$(printf %06d $((rest % 1000000)))"
  done
}

# gone PID...: none of them runs any more.
gone() {
  local process
  for process in "$@"; do
    ! kill -0 "$process" 2>/dev/null || return 1
  done
}

# signal_until SIGNAL PID COMMAND...: sends it, and again each second until COMMAND succeeds, for ten seconds.
# xl2tpd acts on a signal when its select() returns: one that comes just before waits for the next.
signal_until() {
  local signal=$1 process=$2 i
  shift 2
  for ((i = 0; i < 100; i++)); do
    ((i % 10)) || kill "-$signal" "$process" 2>/dev/null || true
    ! "$@" >/dev/null 2>&1 || return 0
    sleep 0.1
  done
  fail "waited in vain after $signal for: $*"
}

# stop_process PID: ends it and waits for that.
stop_process() { signal_until TERM "$1" gone "$1"; }

load_modules() {
  local module
  for module in "$@"; do
    modprobe -d /run/modules "$module"
  done
}

# kill_named NAME: asks every process of that name to end.
kill_named() {
  local process
  for process in $(pidof "$1"); do
    kill "$process" 2>/dev/null || true
  done
}

# aside COMMAND...: in the background, in a process group of its own; COMMAND may be a function. Its
# number is in $!, for kill_group.
aside() {
  set -m
  ("$@") &
  set +m
}

# kill_group NUMBER: the command and everything that it started, at once.
kill_group() {
  kill -KILL -- "-$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
}
