# Processes that outlive the script that started them: start, find again, stop.
#
# A process is remembered in a file as "pid start-time boot-id". A pid alone may belong to somebody else by the
# time it is read; with the start time of that pid and the boot it belongs to, it cannot.

# The status of what run_guarded ran.
outcome=0

boot_id() { cat /proc/sys/kernel/random/boot_id; }

# Sets `stat_fields` to what follows the name in /proc/PID/stat: state, parent, group, session, …
read_stat() {
  local line
  { read -r line <"/proc/$1/stat"; } 2>/dev/null || return 1
  # The name may hold spaces and parentheses; what follows the last one cannot.
  read -ra stat_fields <<<"${line##*) }"
}

start_time() {
  local stat_fields
  read_stat "$1" && [[ ${stat_fields[0]} != Z ]] && echo "${stat_fields[19]}"
}

record_process() {
  local pid=$1 file=$2
  echo "$pid $(start_time "$pid") $(boot_id)" >"$file.new"
  mv "$file.new" "$file"
}

# Prints the pid remembered in a file if that very process still lives.
live_process() {
  local file=$1 pid start boot
  [[ -f $file ]] || return 1
  read -r pid start boot <"$file" || return 1
  [[ $boot == "$(boot_id)" && $(start_time "$pid") == "$start" ]] && echo "$pid"
}

is_live() { live_process "$1" >/dev/null; }

# Prints what is left of a launched process and its descendants: they all carry its mark in their environment.
# Postgres overwrites the environment of its children, so those are found by name and working directory.
launched_processes() {
  local pid_file=$1 home=${2:-} file
  grep -lzxF "HOOKLINE_LAUNCH=$pid_file" /proc/[0-9]*/environ 2>/dev/null | grep -oE '[0-9]+' || true
  [[ -n $home ]] || return 0
  for file in /proc/[0-9]*/comm; do
    if [[ ${file%/comm}/cwd -ef $home/data && $(cat "$file" 2>/dev/null) == postgres ]]; then echo "${file//[^0-9]/}"; fi
  done
}

close_inherited_files() {
  local entry number
  for entry in "/proc/$BASHPID/fd"/*; do
    number=${entry##*/}
    # Not with a redirection around it: bash keeps the redirected descriptor's own under such a number.
    ((number <= 2)) || eval "exec $number>&-"
  done
}

# launch PID_FILE DIR LOG COMMAND…: starts a command in its own session with DIR as working directory, marked in its
# environment. It inherits no open file: a lock or a pipe of the caller held by a server would never be let go.
launch() {
  local pid_file=$1 dir=$2 log=$3
  shift 3
  rm -f "$pid_file"
  (
    cd "$dir"
    record_process "$BASHPID" "$pid_file"
    close_inherited_files
    exec setsid env "HOOKLINE_LAUNCH=$pid_file" "$@"
  ) </dev/null >>"$log" 2>&1 &
  local pid=$!
  while [[ ! -f $pid_file ]] && kill -0 "$pid" 2>/dev/null; do sleep 0.01; done
}

# run_guarded FUNCTION…: runs a function in a process group of its own and sets `outcome` to its status. On INT, TERM or
# HUP it ends that group first and sets `outcome` as a shell does for the signal; the caller then tidies up.
#
# Nothing but waiting is done while signals can arrive, because bash runs a trap in the middle of whatever it is at:
# with the local variables of that function, and in 5.2 failing to parse within a command substitution. What `launch`
# starts is either still in the group or already remembered in its file, so none is lost.
run_guarded() {
  local worker noted_signal=0
  trap 'noted_signal=1' HUP
  trap 'noted_signal=2' INT
  trap 'noted_signal=15' TERM
  outcome=0
  set -m
  "$@" </dev/null 9>&- &
  worker=$!
  set +m
  wait "$worker" 2>/dev/null || outcome=$?
  if ((noted_signal)); then
    end_group "$worker"
    outcome=$((128 + noted_signal))
  fi
  # Tidying up must not be left half done by a second Ctrl-C.
  trap '' HUP INT TERM
}

group_is_gone() { ! kill -0 -- "-$1" 2>/dev/null; }

end_group() {
  send TERM "-$1"
  wait_until 10 group_is_gone "$1" || send KILL "-$1"
  wait "$1" 2>/dev/null || true
}

# wait_until SECONDS COMMAND…: tries the command until it succeeds.
wait_until() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < deadline)) || return 1
    sleep 0.05
  done
}

is_gone() { ! is_live "$1"; }

left_nothing() { [[ -z $(launched_processes "$@") ]]; }

# send SIGNAL PID…: the pids may be none, and may be gone by now.
send() {
  local signal=$1
  shift
  (($# == 0)) || kill -s "$signal" -- "$@" 2>/dev/null || true
}

# stop_process PID_FILE SIGNAL SECONDS [POSTGRES_HOME]: asks the process to end, then makes it and what it started end.
stop_process() {
  local pid_file=$1 signal=$2 seconds=$3 home=${4:-} pid
  [[ -f $pid_file ]] || return 0
  if pid=$(live_process "$pid_file"); then
    send "$signal" "$pid"
    wait_until "$seconds" is_gone "$pid_file" || send KILL "$pid"
  fi
  # Children of a process that died notice within moments; those that do not are ended.
  until wait_until 1 left_nothing "$pid_file" "$home"; do
    # shellcheck disable=SC2046 # one word per pid
    send KILL $(launched_processes "$pid_file" "$home")
  done
  rm -f "$pid_file"
}

# Whether a TCP port has a listener, on whatever address.
port_is_taken() {
  local hex
  printf -v hex ':%04X' "$1"
  # Column 2 is the local address, column 4 the state; 0A is LISTEN.
  awk -v port="$hex" '$4 == "0A" && index($2, port) { found = 1 } END { exit !found }' \
    /proc/net/tcp /proc/net/tcp6 2>/dev/null
}

# Prints COUNT different ports nobody listens on. Drawn from below the range the kernel gives to outgoing
# connections. Another process may take one before the server does: whoever starts a server must draw again then.
free_ports() {
  local count=$1 port
  local -A chosen=()
  while ((${#chosen[@]} < count)); do
    port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
    port_is_taken "$port" || chosen[$port]=1
  done
  echo "${!chosen[@]}"
}
