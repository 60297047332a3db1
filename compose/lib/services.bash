# The executables of Services/ as background processes of one checkout, with a log each in $dir/log.

# start_service NAME: starts .build/debug/NAME in the environment of the caller.
start_service() {
  local name=$1
  mkdir -p "$dir/log"
  # Each its own port for operators; the log says which.
  HOOKLINE_OPS_ADDRESS=127.0.0.1:0 \
    launch "$dir/$name.pid" "$root" "$dir/log/$name.log" "$root/.build/debug/$name"
  say "$name runs, log ${dir#"$root"/}/log/$name.log"
}

# stop_services NAME…: in reverse order, so that none outlives what it depends on. A worker has 30 s to finish its tasks.
stop_services() {
  local -a names=("$@")
  local i
  for ((i = ${#names[@]} - 1; i >= 0; i--)); do stop_process "$dir/${names[i]}.pid" TERM 30; done
}

# Prints the first of the services that has ended by itself, or nothing.
ended_service() {
  local name
  for name in "$@"; do
    is_live "$dir/$name.pid" || { echo "$name"; return; }
  done
}
