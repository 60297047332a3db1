# The Debian packages of compose/packages: which are missing, and installing them.

# Prints one line for each package that is missing: its alternatives, separated by blanks.
missing_packages() {
  local line name
  local -a names
  while read -r line; do
    line=${line%%#*}
    read -ra names <<<"${line//|/ }"
    ((${#names[@]})) || continue
    for name in "${names[@]}"; do
      [[ $(dpkg-query --show --showformat='${db:Status-Status}' "$name" 2>/dev/null) != installed ]] || continue 2
    done
    echo "${names[*]}"
  done <"$root/compose/packages"
}

# ensure_packages YES: installs what is missing. Asks first unless YES is 1 or nobody is there to answer.
ensure_packages() {
  local yes=$1 missing
  if ! command -v apt-get >/dev/null; then
    warn "This system has no apt. Install what these Debian packages hold, then use --no-install:"
    grep -v '^ *\(#\|$\)' "$root/compose/packages" >&2
    exit 1
  fi
  missing=$(missing_packages)
  [[ -n $missing ]] || return 0
  say "Missing Debian packages:" "$(chosen_packages)"
  ((yes)) || may_install
  install_packages
  missing=$(missing_packages)
  [[ -z $missing ]] || fail "still missing: ${missing//$'\n'/, }"
}

# For every missing package the first alternative that the package lists know, else the first.
chosen_packages() {
  local name
  local -a names
  missing_packages | while read -ra names; do
    for name in "${names[@]}" "${names[0]}"; do
      ! apt-cache show "$name" >/dev/null 2>&1 || break
    done
    echo "$name"
  done | tr '\n' ' '
}

may_install() {
  local answer
  if [[ -t 0 ]]; then
    read -r -p "Install them with apt-get$( ((EUID == 0)) || echo ' and sudo')? [Y/n] " answer
    [[ $answer == '' || $answer == [Yy]* ]] || fail "not installed; nothing was changed"
  elif ((EUID != 0)); then
    fail "nobody is here to confirm; use --yes, or as root run: apt-get install $(chosen_packages)"
  fi
}

install_packages() {
  local log=$root/.local/install.log
  local -a command=("$root/compose/lib/install-packages")
  mkdir -p "$root/.local"
  if ((EUID != 0)); then
    command -v sudo >/dev/null || fail "there is no sudo; as root run: apt-get install $(chosen_packages)"
    # Without a terminal sudo could only hang or fail on its password prompt.
    if [[ -t 0 ]]; then command=(sudo "${command[@]}"); else command=(sudo -n "${command[@]}"); fi
  fi
  say "Installing (a minute or two; log: $log)"
  # Only after an update can the names be chosen on a machine whose package lists are empty.
  # shellcheck disable=SC2046 # one word per package
  "${command[@]}" $(chosen_packages) >"$log" 2>&1 \
    || { "${command[@]}" --update >>"$log" 2>&1 && "${command[@]}" $(chosen_packages) >>"$log" 2>&1; } \
    || fail "apt-get failed:"$'\n'"$(tail -n 20 "$log")"
}

# prepare_machine YES INSTALL: what every script needs before it can build.
prepare_machine() {
  local yes=$1 install=$2
  find_swift
  if ((install)); then ensure_packages "$yes"; fi
  check_swift_version
}
