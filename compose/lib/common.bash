# What every script here starts with: messages, the help text, settings files.
# Sourced, never run. The sourcing script has set `root`, the top of the checkout.

say() { printf '%s\n' "$*"; }

warn() { printf '%s\n' "$*" >&2; }

fail() {
  warn "$(basename "$0"): $*"
  exit 1
}

misuse() {
  warn "$(basename "$0"): $*"
  warn "See $(basename "$0") --help"
  exit 2
}

# Prints the comment block at the top of a script, which is its help text.
print_help() { sed -n '2,/^$/ s/^# \{0,1\}//p' "$0"; }

# An absolute path without symbolic links; the path need not exist yet.
absolute_path() { realpath -m -- "$1"; }

# 32 hexadecimal digits, so safe in URLs, SQL and configuration files without quoting.
random_secret() { od -An -N16 -tx1 /dev/urandom | tr -d ' \n'; }

# Reads NAME=value lines; prints the value of one name, or nothing.
setting() {
  local file=$1 name=$2
  [[ -f $file ]] || return 0
  sed -n "s/^$name=//p" "$file" | tail -n 1
}

# save_settings FILE NAME VALUE [NAME VALUE]…: later lines prevail over earlier ones.
save_settings() {
  local file=$1
  shift
  while (($# > 0)); do
    printf '%s=%s\n' "$1" "$2"
    shift 2
  done >>"$file"
}
