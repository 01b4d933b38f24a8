#!/usr/bin/env bash
# Asks the API for odd things, as its own OpenAPI document has them made, and fails where an answer is
# an error of the server or not of the form that the document tells.
# Usage: benchmarks/pages/schemathesis.sh [PATH…] [--binary FILE] [--examples N]
# Needs the network for schemathesis; works on a case of its own in a temporary folder, or in
# $DETENTE_BENCH, which keeps what was fetched for the next run.
set -euo pipefail
cd "$(dirname "$0")/../.."
binary=
examples=60
paths=()
while [ $# -gt 0 ]; do
  case "$1" in
    --binary) binary=$2; shift 2 ;;
    --examples) examples=$2; shift 2 ;;
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
if [ ! -x "$work/st/bin/st" ]; then
  python3 -m venv "$work/st"
  "$work/st/bin/pip" install -q 'schemathesis==4.32.5'
fi
if [ -z "$binary" ]; then
  cargo build --release -q
  binary=${CARGO_TARGET_DIR:-target}/release/detente
fi
rm -rf "$work/api"
mkdir -p "$work/api"
"$binary" --case "$work/api/api.detente" read --quiet "${paths[@]}" || [ $? = 1 ]
"$binary" --case "$work/api/api.detente" serve --port 0 2>"$work/said" &
server=$!
for _ in $(seq 100); do grep -q 'http://' "$work/said" && break; sleep 0.1; done
site=$(grep -o 'http://[0-9.:]*' "$work/said" | head -1)
# The stream of changes has no end.
(cd "$work" && "$work/st/bin/st" run "$site/openapi.json" --exclude-path /api/v1/changes --max-examples "$examples" \
  --seed 1 --continue-on-failure --checks \
  not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance)
"$binary" --case "$work/api/api.detente" verify
