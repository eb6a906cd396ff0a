# shellcheck shell=bash
# Recordings: DIR/NN-NAME.{cmd,out,err,rc}, numbered in the order of the scenario.

record_number=0
record=''

next_record() {
  record_number=$((record_number + 1))
  record=$LAB_OUT/$(printf '%02d' $record_number)-$1
}

# What a recorded command may take.
record_seconds=60

# record NAME COMMAND...: runs it (record_seconds at most), keeps command, output, errors and exit code. It
# succeeds always: judging is left to the reader. COMMAND may be in_client and the like.
record() {
  next_record "$1"
  progress "$1"
  shift
  run_recorded "$@"
}

# record_aside NAME COMMAND...: the same, while the scenario goes on; records_done waits for them all.
asides=()
record_aside() {
  next_record "$1"
  progress "$1"
  shift
  run_recorded "$@" &
  asides+=($!)
}

records_done() {
  [ ${#asides[@]} -eq 0 ] || wait "${asides[@]}"
  asides=()
}

# check NAME COMMAND [ARGUMENT...]: records a command under test, run on the client.
check() {
  local name=$1 command=$2
  shift 2
  record "$name" in_client "$LAB_BIN/$command" "$@"
}

run_recorded() {
  local rc=0 shown=("$@")
  [ "$1" != in_client ] || shown=("${@:2}")
  shown[0]=${shown[0]##*/}
  printf '%s\n' "${shown[*]}" >"$record.cmd"
  bounded "$record_seconds" "$@" >"$record.out" 2>"$record.err" </dev/null || rc=$?
  echo $rc >"$record.rc"
}

# bounded SECONDS COMMAND...: 124 when the time is over. COMMAND may be a function, which timeout(1)
# cannot run.
bounded() {
  local limit=$1 runner watch rc=0
  shift
  aside "$@"
  runner=$!
  aside end_late "$limit" "$runner" >/dev/null 2>&1
  watch=$!
  wait $runner || rc=$?
  kill_group $watch
  [ ! -e "/run/lab/late.$runner" ] || rc=124
  return $rc
}

end_late() {
  sleep "$1"
  : >"/run/lab/late.$2"
  kill_group "$2"
}
