# The Python packages of compose/requirements.txt, in .local/venv.

# Makes the environment when it is missing, broken, or made from other requirements.
ensure_venv() {
  local venv=$root/.local/venv log=$root/.local/venv.log wanted
  wanted="$(python3 --version) $(sha256sum <"$root/compose/requirements.txt")"
  [[ $(cat "$venv/made-from" 2>/dev/null) != "$wanted" ]] || return 0
  say "Making .local/venv for the tests"
  python3 -m venv --clear "$venv" >"$log" 2>&1 \
    && "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
      --require-hashes --requirement "$root/compose/requirements.txt" >>"$log" 2>&1 \
    || fail "cannot install the Python packages the tests need (compose/requirements.txt):"$'\n'"$(tail -n 5 "$log")"
  echo "$wanted" >"$venv/made-from"
}
