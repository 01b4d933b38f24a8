#!/usr/bin/env bash
# How fast the pages of a case are, and in how much memory: wrk on each page, once asking for the
# same address again and again, once each time for another one of its kind (other days, other rows),
# so that no page that was kept is given.
#
# benchmarks/pages/load.sh CASE [SECONDS [CONNECTIONS]]   after `cargo build --release`; wants wrk, curl
# and sqlite3. "first" is the first answer after the start, when nothing is kept.
set -euo pipefail
cd "$(dirname "$0")/../.."
case=${1:?the case to be served}
seconds=${2:-5}
connections=${3:-2}
binary=${CARGO_TARGET_DIR:-target}/release/detente
port=${PORT:-8931}
folder=$(mktemp -d)
"$binary" serve --case "$case" --port "$port" 2>"$folder/serve.log" &
server=$!
trap 'kill $server 2>/dev/null; rm -rf "$folder"' EXIT
until curl -sf "http://127.0.0.1:$port/healthz" >/dev/null; do
  kill -0 $server || { cat "$folder/serve.log"; exit 1; }
done

ask() { sqlite3 -readonly "$case" "$1"; }
ids() { ask "SELECT id FROM (SELECT id FROM $1 ORDER BY rowid LIMIT 4000) ORDER BY random() LIMIT 200"; }
days=$(ask "SELECT DISTINCT substr(date ->> 'to', 1, 10) FROM incidents WHERE date ->> 'to' IS NOT NULL ORDER BY random() LIMIT 300")
actors=$(ask "SELECT id FROM known_actors ORDER BY id LIMIT 300")
places=$(ask "SELECT id FROM known_places ORDER BY id LIMIT 300")
reports=$(ask "SELECT lower(hex(substr(sha256, 1, 8))) FROM originals ORDER BY random() LIMIT 200")
pairs=$(ask "SELECT DISTINCT (a ->> 'id') || '&b=' || (b ->> 'id') FROM relations WHERE directed = 0 AND a ->> 'id' IS NOT NULL AND b ->> 'id' IS NOT NULL LIMIT 100")

each() { sed "s|^|$1|; s|\$|${2:-}|"; }
peak() { awk '/VmHWM/ { printf "%.0f", $2 / 1024 }' "/proc/$server/status"; }

# NAME, then the addresses on standard input.
measure() {
  cat > "$folder/paths"
  first=$(curl -s -o "$folder/page" -w '%{time_total}' "http://127.0.0.1:$port$(head -1 "$folder/paths")")
  PATHS="$folder/paths" wrk -t1 -c"$connections" -d"${seconds}s" --timeout 30s -s benchmarks/pages/load.lua \
    "http://127.0.0.1:$port" | awk -v name="$1" -v mem="$(peak)" -v first="$first" \
    '/^RESULT/ { printf "| %s | %.0f | %s | %s | %s | %s | %s | %s |\n", name, first * 1000, $2, $3, $4, $5, $6, mem }'
}

echo "| page | first, ms | requests/s | p50 ms | p95 ms | p99 ms | not 200 | peak MiB so far |"
echo "|---|---|---|---|---|---|---|---|"
for path in / /timeline /map /incidents /disputes /agreements /relations /actors /places /reports \
  '/search?q=talks' /review; do
  echo "$path" | measure "\`$path\` again"
done
echo "$days" | each '/timeline?from=' | measure '`/timeline`, other days'
echo "$days" | each '/map?to=' | measure '`/map`, other days'
echo "$days" | each '/incidents?from=' | measure '`/incidents`, other days'
echo "$days" | each '/disputes?page=2\&from=' | measure '`/disputes`, other pages'
echo "$days" | each '/reports?from=' | measure '`/reports`, other days'
echo "$days" | cut -c1-7 | each '/relations?on=' | measure '`/relations`, other months'
echo "$actors" | each '/actors/' | measure '`/actors/ID`, others'
echo "$places" | each '/places/' | measure '`/places/ID`, others'
ids incidents | each '/incidents/' | measure '`/incidents/ID`, others'
ids events | each '/rows/' | measure '`/rows/ID`, others'
ids events | each '/rows/' '/why' | measure '`/rows/ID/why`, others'
echo "$reports" | each '/reports/' | measure '`/reports/ID`, others'
echo "$pairs" | each '/relations/pair?a=' | measure '`/relations/pair`, others'
echo "$actors" | each '/incidents?actor=' | measure '`/incidents?actor=`, others'
ask "SELECT name FROM known_actors ORDER BY id LIMIT 300" | sed 's/ /%20/g' | each '/incidents?actor=' | \
  measure '`/incidents?actor=NAME`, others'
{ printf '%s\n' attack minister talks border killed agreement army president oil trade troops port \
  school court police bank prices election camp hospital
  ask "SELECT name FROM known_places ORDER BY id LIMIT 200"; } | sed 's/ /%20/g' | each '/search?q=' | \
  measure '`/search`, other words'
seq 1 300 | each '/incidents?page=' | measure '`/incidents`, other pages'
