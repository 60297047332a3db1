# A private Postgres in $dir/postgres: only on 127.0.0.1, only with passwords, without a Unix socket.
#
# The cluster lies in a "home" folder. For an ordinary user that is $dir/postgres/cluster. Postgres refuses to run
# as root, so root's clusters run as the user `postgres`, which often cannot reach the checkout (/root is closed to it):
# their home is a folder of that user in /var/tmp, and the settings file here points to it.

postgres_setting() { setting "$dir/postgres/settings" "$1"; }

postgres_is_set_up() { [[ $(postgres_setting ready) == 1 ]]; }

postgres_is_running() { is_live "$dir/postgres/pid"; }

# The newest Postgres of the distribution, or the one on PATH. Debian keeps `postgres` and `initdb` off PATH.
postgres_bin() {
  local found
  found=$(printf '%s\n' /usr/lib/postgresql/*/bin/postgres | sort -V | tail -n 1)
  [[ -x $found ]] || found=$(command -v postgres) || fail "Postgres is not installed (Debian package: postgresql)"
  dirname "$found"
}

# Sets `command` to run a program as the owner of a cluster's home, with nothing of the caller's environment:
# PGPORT, PGDATA or PGOPTIONS would change what the server and psql do.
set_cluster_command() {
  local home=$1 owner
  shift
  owner=$(stat -c %u "$home")
  command=(env -i "HOOKLINE_LAUNCH=$dir/postgres/pid" "PATH=$PATH" LANG=C.UTF-8 "$@")
  # setpriv becomes the program; runuser would stay its parent, and the pid we remember would be runuser's.
  ((owner == EUID)) || command=(setpriv "--reuid=$owner" "--regid=$(stat -c %g "$home")" --clear-groups "${command[@]}")
}

# Sets up $dir/postgres anew, whatever half of it an interrupted attempt left there.
make_postgres() {
  local volatile=$1 settings=$dir/postgres/settings name
  remove_postgres
  mkdir -p "$dir/postgres"
  save_settings "$settings" volatile "$volatile"
  for name in superuser owner worker api; do save_settings "$settings" "${name}_password" "$(random_secret)"; done
  make_cluster_home
  initialise_cluster "$(postgres_setting home)"
}

make_cluster_home() {
  local place=$dir/postgres home=$dir/postgres/cluster
  if ((EUID == 0)); then
    remove_orphaned_clusters
    home=$(mktemp -d /var/tmp/hookline-postgres.XXXXXXXX)
    save_settings "$place/settings" home "$home"
    [[ $(postgres_setting volatile) == 0 ]] || echo "$place" >"$home/belongs-to"
    chown -R postgres:postgres "$home"
  else
    mkdir "$home"
    save_settings "$place/settings" home "$home"
  fi
}

# Ends test clusters in /var/tmp whose checkout was deleted while they ran. Clusters that people work with are left
# alone: their checkout may just not be mounted now.
remove_orphaned_clusters() {
  local home place
  for home in /var/tmp/hookline-postgres.*; do
    [[ -f $home/belongs-to && ! -L $home && $(stat -c %U "$home") == postgres ]] || continue
    place=$(<"$home/belongs-to")
    [[ $(setting "$place/settings" home) != "$home" ]] || continue
    # shellcheck disable=SC2046 # one word per pid
    send KILL $(launched_processes "$place/pid" "$home")
    rm -rf "$home"
  done
}

# C.UTF-8 sorts by code point on every machine and still knows upper and lower case beyond ASCII; plain C does not.
initialise_cluster() {
  local home=$1 log=$dir/postgres/initdb.log bin
  local -a command
  bin=$(postgres_bin)
  postgres_setting superuser_password >"$home/password"
  chown --reference="$home" "$home/password"
  set_cluster_command "$home" "$bin/initdb" --pgdata="$home/data" --username=postgres --pwfile="$home/password" \
    --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 --no-sync
  (cd "$home" && "${command[@]}") >"$log" 2>&1 || fail "initdb failed:"$'\n'"$(tail -n 20 "$log")"
  rm "$home/password"
  echo "include 'hookline.conf'" >>"$home/data/postgresql.conf"
}

postgres_configuration() {
  cat <<END
listen_addresses = '127.0.0.1'
port = $(postgres_setting port)
unix_socket_directories = ''
password_encryption = 'scram-sha-256'
max_connections = 200
shared_preload_libraries = ''
max_wal_size = 512MB
timezone = 'UTC'
log_timezone = 'UTC'
log_min_messages = warning
log_line_prefix = '%m [%p] %u@%d '
END
  # What fsync=off risks is a crash of the machine. A crash of the server loses nothing committed: a commit still
  # waits until the kernel has its log, so tests that kill the server stay meaningful.
  [[ $(postgres_setting volatile) == 0 ]] || printf '%s\n' 'fsync = off' 'full_page_writes = off'
}

# Starts the cluster on the port it had before, if any. Should that be taken, `up` moves to another one; whoever asks
# for a fixed port (restart) gets the same one or a failure.
start_postgres() {
  local fixed_port=$1 attempt
  [[ -n $(postgres_setting port) ]] || save_settings "$dir/postgres/settings" port "$(free_ports 1)"
  for attempt in {1..20}; do
    launch_postgres
    wait_until 120 postgres_has_settled || fail "Postgres does not get ready; see $dir/postgres/postgres.log"
    ! postgres_is_ready || return 0
    grep -q 'could not bind' "$dir/postgres/postgres.log" || break
    if ((fixed_port)); then sleep 0.25; else save_settings "$dir/postgres/settings" port "$(free_ports 1)"; fi
  done
  fail "Postgres does not start (attempt $attempt):"$'\n'"$(tail -n 20 "$dir/postgres/postgres.log")"
}

launch_postgres() {
  local place=$dir/postgres home bin
  local -a command
  home=$(postgres_setting home) bin=$(postgres_bin)
  postgres_configuration >"$home/data/hookline.conf"
  chown --reference="$home" "$home/data/hookline.conf"
  forget_dead_postmaster "$home"
  # A log of its own for every start, because failures of this start are looked for in it.
  cat "$place/postgres.log" >>"$place/postgres.log.old" 2>/dev/null || true
  : >"$place/postgres.log"
  set_cluster_command "$home" "$bin/postgres" -D "$home/data"
  launch "$place/pid" "$home" "$place/postgres.log" "${command[@]}"
}

# After a kill, Postgres finds its old pid file and refuses to start if that number belongs to any living process.
forget_dead_postmaster() {
  local file=$1/data/postmaster.pid pid
  pid=$(head -n 1 "$file" 2>/dev/null) || return 0
  [[ /proc/$pid/cwd -ef $1/data ]] || rm -f "$file"
}

postgres_has_settled() { ! postgres_is_running || postgres_is_ready; }

# The server writes its pid into line 1 of its own file and its state into line 8. Unlike a connection, this cannot be
# answered by a stranger on the same port.
postgres_is_ready() {
  local file pid
  local -a lines
  pid=$(live_process "$dir/postgres/pid") || return 1
  file=$(postgres_setting home)/data/postmaster.pid
  { mapfile -t lines <"$file"; } 2>/dev/null
  [[ ${lines[0]:-} == "$pid" && ${lines[7]:-} == ready* ]]
}

# Roles with the least they need: the owner migrates, worker and api get their rights from the migrations.
postgres_bootstrap_sql() {
  cat <<END
CREATE ROLE hookline_owner LOGIN PASSWORD '$(postgres_setting owner_password)';
CREATE ROLE hookline_worker LOGIN PASSWORD '$(postgres_setting worker_password)';
CREATE ROLE hookline_api LOGIN PASSWORD '$(postgres_setting api_password)';
CREATE DATABASE hookline OWNER hookline_owner;
REVOKE ALL ON DATABASE hookline FROM PUBLIC;
GRANT CONNECT ON DATABASE hookline TO hookline_owner, hookline_worker, hookline_api;
END
}

bootstrap_postgres() {
  local output
  output=$(postgres_bootstrap_sql | env -i "PATH=$PATH" LANG=C.UTF-8 "PGPASSWORD=$(postgres_setting superuser_password)" \
    "$(postgres_bin)/psql" --no-psqlrc --quiet --set=ON_ERROR_STOP=1 \
    --host=127.0.0.1 --port="$(postgres_setting port)" --username=postgres postgres 2>&1) \
    || fail "cannot create the roles and the database:"$'\n'"$output"
  save_settings "$dir/postgres/settings" ready 1
}

postgres_is_up() { postgres_is_set_up && postgres_is_ready; }

up_postgres() {
  local volatile=$1
  stop_postgres fast
  postgres_is_set_up || make_postgres "$volatile"
  start_postgres 0
  postgres_is_set_up || bootstrap_postgres
}

stop_postgres() {
  local mode=$1 signal=INT home
  [[ $mode == fast ]] || signal=QUIT
  home=$(postgres_setting home)
  stop_process "$dir/postgres/pid" "$signal" 30 "$home"
}

restart_postgres() {
  stop_postgres "$1"
  start_postgres 1
}

remove_postgres() {
  local home
  home=$(postgres_setting home)
  stop_postgres immediate
  # Only a home that make_cluster_home can have made.
  if [[ $home == "$dir/postgres/cluster" || $home == /var/tmp/hookline-postgres.* ]]; then rm -rf "$home"; fi
  rm -rf "$dir/postgres"
}

postgres_url() {
  local role=$1 password=$2 database=$3
  echo "postgresql://$role:$(postgres_setting "$password")@127.0.0.1:$(postgres_setting port)/$database"
}

print_postgres_environment() {
  print_export HOOKLINE_DATABASE_URL "$(postgres_url hookline_worker worker_password hookline)"
  print_export HOOKLINE_OWNER_DATABASE_URL "$(postgres_url hookline_owner owner_password hookline)"
  print_export HOOKLINE_API_DATABASE_URL "$(postgres_url hookline_api api_password hookline)"
  print_export HOOKLINE_ADMIN_DATABASE_URL "$(postgres_url postgres superuser_password postgres)"
}

print_postgres_status() {
  local pid=$1
  echo "127.0.0.1:$(postgres_setting port), pid $pid, data $(postgres_setting home)/data"
}
