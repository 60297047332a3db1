# The Swift toolchain: found on PATH or in the usual places, new enough, and called the same way everywhere.

# Flags of every `swift build`: other flags would make `demo` and `test` rebuild what the other has built.
swift_build_flags=(--explicit-target-dependency-import-check error)

# Puts the folder of `swift` on PATH.
find_swift() {
  local folder
  ! command -v swift >/dev/null || return 0
  for folder in /opt/swift/usr/bin /usr/local/swift/usr/bin /usr/share/swift/usr/bin \
    "$HOME/.local/share/swiftly/bin" "$HOME/.swiftly/bin"; do
    [[ -x $folder/swift ]] || continue
    PATH=$folder:$PATH
    return 0
  done
  fail "Swift is not installed. Hookline needs Swift 6.2 or later: install it from https://swift.org/install" \
    "and put the folder of the program swift on PATH."
}

# After the packages, because `swift` does not start without them.
check_swift_version() {
  local output version
  output=$(swift --version 2>&1) || fail "$(command -v swift) does not start:"$'\n'"$output"
  version=$(sed -nE 's/.*Swift version ([0-9]+\.[0-9]+).*/\1/p' <<<"$output" | head -n 1)
  [[ -n $version && $(printf '%s\n' 6.2 "$version" | sort -V | head -n 1) == 6.2 ]] \
    || fail "$(command -v swift) is Swift ${version:-of unknown version}; Hookline needs 6.2 or later (https://swift.org/install)."
}
