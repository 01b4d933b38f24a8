#!/usr/bin/env bash
# Checks the pages of the examples (or of PATH…) for what keeps people out: axe-core in a headless
# browser, both colour schemes, wide and narrow, and the keys. Fails where something is wrong.
# Usage: benchmarks/pages/run.sh [PATH…] [--binary FILE]
# Needs chromium and its driver, npm, and the network for axe-core and selenium. Works in a temporary
# folder, or in $DETENTE_BENCH, which keeps what was fetched for the next run.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=benchmarks/pages
axe=4.14.1
binary=
paths=()
while [ $# -gt 0 ]; do
  case "$1" in
    --binary) binary=$2; shift 2 ;;
    *) paths+=("$1"); shift ;;
  esac
done
[ ${#paths[@]} -gt 0 ] || paths=(examples)
work=${DETENTE_BENCH:-$(mktemp -d)}
server=
finish() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  [ -n "${DETENTE_BENCH:-}" ] || rm -rf "$work"
}
trap finish EXIT
mkdir -p "$work"
if [ ! -x "$work/venv/bin/python" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install -q -r "$here/requirements.txt"
fi
if [ ! -f "$work/package/axe.min.js" ]; then
  (cd "$work" && tar -xzf "$(npm pack --silent "axe-core@$axe")" package/axe.min.js)
fi
if [ -z "$binary" ]; then
  cargo build --release -q
  binary=${CARGO_TARGET_DIR:-target}/release/detente
fi
rm -rf "$work/case"
mkdir -p "$work/case"
"$binary" --case "$work/case/pages.detente" read --quiet "${paths[@]}" || [ $? = 1 ]
"$binary" --case "$work/case/pages.detente" serve --port 0 2>"$work/said" &
server=$!
for _ in $(seq 100); do grep -q 'http://' "$work/said" && break; sleep 0.1; done
site=$(grep -o 'http://[0-9.:]*' "$work/said" | head -1)
"$work/venv/bin/python" "$here/axe.py" "$site" "$work/package/axe.min.js"
