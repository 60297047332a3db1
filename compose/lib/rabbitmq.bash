# A private RabbitMQ in $dir/rabbitmq: only on 127.0.0.1, with a user, a password and an epmd (Erlang's name server)
# of its own, so that several checkouts and a RabbitMQ of the system do not meet.

rabbitmq_setting() { setting "$dir/rabbitmq/settings" "$1"; }

rabbitmq_is_set_up() { [[ $(rabbitmq_setting ready) == 1 ]]; }

rabbitmq_is_running() { is_live "$dir/rabbitmq/pid"; }

rabbitmq_server() {
  local found=/usr/lib/rabbitmq/bin/rabbitmq-server
  # Debian's /usr/sbin/rabbitmq-server is a wrapper that insists on the user rabbitmq and its folders.
  [[ -x $found ]] || found=$(command -v rabbitmq-server) || fail "RabbitMQ is not installed (Debian package: rabbitmq-server)"
  echo "$found"
}

# Sets up $dir/rabbitmq anew, whatever half of it an interrupted attempt left there.
make_rabbitmq() {
  local place=$dir/rabbitmq secret
  remove_rabbitmq
  mkdir -p "$place/conf.d"
  secret=$(random_secret)
  save_settings "$place/settings" node "hookline-${secret:0:12}@localhost" \
    user "hookline-${secret:12:8}" password "$(random_secret)"
  random_secret >"$place/.erlang.cookie"
  echo '[rabbitmq_management,rabbitmq_prometheus].' >"$place/enabled_plugins"
  # Empty stand-ins: without them the files of a RabbitMQ in /etc/rabbitmq would be read.
  echo '[].' >"$place/advanced.config"
  : >"$place/rabbitmq-env.conf"
}

choose_rabbitmq_ports() {
  local -a ports
  read -ra ports <<<"$(free_ports 7)"
  save_settings "$dir/rabbitmq/settings" amqp_port "${ports[0]}" management_port "${ports[1]}" \
    prometheus_port "${ports[2]}" distribution_port "${ports[3]}" epmd_port "${ports[4]}" \
    amqps_port "${ports[5]}" management_tls_port "${ports[6]}"
}

rabbitmq_configuration() {
  cat <<END
listeners.tcp.1 = 127.0.0.1:$(rabbitmq_setting amqp_port)
management.tcp.ip = 127.0.0.1
management.tcp.port = $(rabbitmq_setting management_port)
prometheus.tcp.ip = 127.0.0.1
prometheus.tcp.port = $(rabbitmq_setting prometheus_port)
default_user = $(rabbitmq_setting user)
default_pass = $(rabbitmq_setting password)
default_vhost = hookline
log.console = false
log.file.level = info
vm_memory_high_watermark.relative = 0.25
disk_free_limit.absolute = 200MB
# The default of 512 MB is filled before it is first emptied.
raft.wal_max_size_bytes = 64000000
END
  [[ -z $(rabbitmq_setting tls) ]] || rabbitmq_tls_configuration "$(rabbitmq_setting tls)"
}

# rabbitmq_tls_configuration FOLDER: listeners with TLS beside those without. Where FOLDER/clients.pem is, clients must
# show a certificate that it signed.
rabbitmq_tls_configuration() {
  local folder=$1 authority=$1/server.pem demands=false verify=verify_none
  if [[ -f $folder/clients.pem ]]; then authority=$folder/clients.pem demands=true verify=verify_peer; fi
  cat <<END
listeners.ssl.1 = 127.0.0.1:$(rabbitmq_setting amqps_port)
ssl_options.cacertfile = $authority
ssl_options.certfile = $folder/server.pem
ssl_options.keyfile = $folder/server.key
ssl_options.verify = $verify
ssl_options.fail_if_no_peer_cert = $demands
management.ssl.ip = 127.0.0.1
management.ssl.port = $(rabbitmq_setting management_tls_port)
management.ssl.cacertfile = $authority
management.ssl.certfile = $folder/server.pem
management.ssl.keyfile = $folder/server.key
END
}

# set_rabbitmq_command MARK PROGRAM: sets `command` to run a program of Erlang with an environment of its own: RABBITMQ_… and ERL_… of the caller could
# point to another broker.
set_rabbitmq_command() {
  local mark=$1 place=$dir/rabbitmq
  shift
  command=(env -i "HOOKLINE_LAUNCH=$mark" "PATH=$PATH" "HOME=$place" LANG=C.UTF-8
    ERL_EPMD_ADDRESS=127.0.0.1 "ERL_EPMD_PORT=$(rabbitmq_setting epmd_port)"
    "RABBITMQ_NODENAME=$(rabbitmq_setting node)" "RABBITMQ_DIST_PORT=$(rabbitmq_setting distribution_port)"
    "RABBITMQ_MNESIA_BASE=$place/data" "RABBITMQ_LOG_BASE=$place/log" "RABBITMQ_LOGS=$place/rabbitmq.log"
    "RABBITMQ_SCHEMA_DIR=$place/schema" "RABBITMQ_GENERATED_CONFIG_DIR=$place/schema"
    "RABBITMQ_CONFIG_FILE=$place/rabbitmq.conf" "RABBITMQ_CONFIG_FILES=$place/conf.d"
    "RABBITMQ_ADVANCED_CONFIG_FILE=$place/advanced.config" "RABBITMQ_CONF_ENV_FILE=$place/rabbitmq-env.conf"
    "RABBITMQ_ENABLED_PLUGINS_FILE=$place/enabled_plugins"
    # Two schedulers that sleep when idle: this broker shares a small machine with what it serves.
    "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS=+S 2:2 +sbwt none -kernel inet_dist_use_interface {127,0,0,1}"
    # Makes the start script become the Erlang machine, so the pid we remember is the broker's.
    RUNNING_UNDER_SYSTEMD=true
    "$@")
}

# epmd first and by ourselves: Erlang would start one that detaches itself and that nobody stops.
launch_epmd() {
  local place=$dir/rabbitmq
  local -a command
  set_rabbitmq_command "$place/epmd.pid" epmd
  launch "$place/epmd.pid" "$place" "$place/start.log" "${command[@]}"
  wait_until 10 epmd_has_settled
}

epmd_has_settled() { ! is_live "$dir/rabbitmq/epmd.pid" || port_is_taken "$(rabbitmq_setting epmd_port)"; }

launch_rabbitmq() {
  local place=$dir/rabbitmq server
  local -a command
  server=$(rabbitmq_server)
  rabbitmq_configuration >"$place/rabbitmq.conf"
  chmod 600 "$place/.erlang.cookie"
  # A log of its own for every start, because the last line of the start is looked for in it.
  [[ ! -f $place/rabbitmq.log ]] || mv "$place/rabbitmq.log" "$place/rabbitmq.log.1"
  : >"$place/start.log"
  launch_epmd
  set_rabbitmq_command "$place/pid" "$server"
  launch "$place/pid" "$place" "$place/start.log" "${command[@]}"
}

rabbitmq_is_ready() {
  rabbitmq_is_running && grep -q 'Server startup complete' "$dir/rabbitmq/rabbitmq.log" 2>/dev/null
}

rabbitmq_has_settled() { ! rabbitmq_is_running || rabbitmq_is_ready; }

rabbitmq_lost_a_port() {
  grep -qiE 'eaddrinuse|address already in use|duplicate_name|name.*seems to be in use|port.*already' \
    "$dir/rabbitmq/start.log" "$dir/rabbitmq/rabbitmq.log" 2>/dev/null
}

# Waits for the broker that launch_rabbitmq started; draws other ports and starts again when one was taken meanwhile.
finish_rabbitmq() {
  local fixed_ports=$1 attempt
  for attempt in {1..5}; do
    wait_until 180 rabbitmq_has_settled || fail "RabbitMQ does not get ready; see $dir/rabbitmq/rabbitmq.log"
    ! rabbitmq_is_ready || return 0
    rabbitmq_lost_a_port || break
    stop_rabbitmq immediate
    ((fixed_ports)) || choose_rabbitmq_ports
    launch_rabbitmq
  done
  fail "RabbitMQ does not start (attempt $attempt):"$'\n'"$(tail -n 20 "$dir/rabbitmq"/{start,rabbitmq}.log 2>&1)"
}

rabbitmq_is_up() { rabbitmq_is_set_up && rabbitmq_is_ready && is_live "$dir/rabbitmq/epmd.pid"; }

# In two steps, because the broker takes seconds and Postgres can start meanwhile.
begin_up_rabbitmq() {
  stop_rabbitmq fast
  rabbitmq_is_set_up || make_rabbitmq
  rabbitmq_ports_are_free || choose_rabbitmq_ports
  [[ -z $tls ]] || save_settings "$dir/rabbitmq/settings" tls "$tls"
  launch_rabbitmq
}

finish_up_rabbitmq() {
  finish_rabbitmq 0
  rabbitmq_is_set_up || save_settings "$dir/rabbitmq/settings" ready 1
}

rabbitmq_ports_are_free() {
  local name port
  for name in amqp management prometheus distribution epmd amqps management_tls; do
    port=$(rabbitmq_setting "${name}_port")
    if [[ -z $port ]] || port_is_taken "$port"; then return 1; fi
  done
}

stop_rabbitmq() {
  local mode=$1 signal=TERM
  [[ $mode == fast ]] || signal=KILL
  stop_process "$dir/rabbitmq/pid" "$signal" 30
  stop_process "$dir/rabbitmq/epmd.pid" TERM 2
}

restart_rabbitmq() {
  stop_rabbitmq "$1"
  launch_rabbitmq
  finish_rabbitmq 1
}

remove_rabbitmq() {
  stop_rabbitmq immediate
  rm -rf "$dir/rabbitmq"
}

rabbitmq_url() {
  local scheme=$1 port=$2 path=$3
  echo "$scheme://$(rabbitmq_setting user):$(rabbitmq_setting password)@127.0.0.1:$(rabbitmq_setting "$port")$path"
}

print_rabbitmq_environment() {
  print_export HOOKLINE_AMQP_URL "$(rabbitmq_url amqp amqp_port /hookline)"
  print_export HOOKLINE_AMQP_MANAGEMENT_URL "$(rabbitmq_url http management_port '')"
  [[ -n $(rabbitmq_setting tls) ]] || return 0
  print_export HOOKLINE_TEST_AMQPS_URL "$(rabbitmq_url amqps amqps_port /hookline)"
  print_export HOOKLINE_TEST_MANAGEMENT_TLS_URL "$(rabbitmq_url https management_tls_port '')"
}

print_rabbitmq_status() {
  local pid=$1
  printf '127.0.0.1:%s, management http://127.0.0.1:%s, metrics http://127.0.0.1:%s/metrics, pid %s, epmd pid %s, data %s\n' \
    "$(rabbitmq_setting amqp_port)" "$(rabbitmq_setting management_port)" "$(rabbitmq_setting prometheus_port)" \
    "$pid" "$(live_process "$dir/rabbitmq/epmd.pid" || echo none)" "$dir/rabbitmq/data"
}
