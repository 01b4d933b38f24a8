#!/usr/bin/env bash
# Takes a picture of every page, of the examples as a case, into docs/pages. Needs chromium.
set -euo pipefail
cd "$(dirname "$0")/.."
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) ||
  { echo "chromium is missing: apt-get install chromium"; exit 1; }
detente=${DETENTE:-target/release/detente}
[ -x "$detente" ] || { echo "$detente is missing: cargo build --release"; exit 1; }
work=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$work"' EXIT
# A watch that began before anything was read has something to tell afterwards.
mkdir "$work/in"
printf '[[folder]]\npath = "in"\n[[alert]]\non = "dispute"\n[[alert]]\non = "breach"\n' > "$work/watch.toml"
look() { "$detente" --case "$work/case.detente" watch "$work/watch.toml" --once --quiet; }
look
"$detente" --case "$work/case.detente" read --quiet "${@:-examples/}" || [ $? = 1 ]
look
# Something to be seen on the pages of reviews.
event=$("$detente" --case "$work/case.detente" incidents --type ASSAULT --format jsonl |
  grep -o '"id":"[0-9a-f]\{16\}"' | sed -n '1{s/"id":"//;s/"$//;p}')
"$detente" --case "$work/case.detente" correct confirm "$event" --quiet \
  --reason 'heard again from the hospital' --author 'Desk'
"$detente" --case "$work/case.detente" serve --port 0 2>"$work/said" &
server=$!
for _ in $(seq 100); do grep -q 'http://' "$work/said" && break; sleep 0.1; done
site=$(grep -o 'http://[0-9.:]*' "$work/said" | head -1)
# One of each kind, by the pages' own links: the first of its list.
link() { curl -s "$site$1" | grep -o "href=\"$2[^\"]*\"" | sed -n '1{s/^href="//;s/"$//;s/&amp;/\&/g;p}'; }
pages="situation=/ timeline=/timeline map=/map incidents=/incidents disputes=/disputes agreements=/agreements
  relations=/relations actors=/actors places=/places reports=/reports search=/search?q=ceasefire"
pages="$pages incident=$(link '/incidents?type=ASSAULT&from=2020' /incidents/)"
pages="$pages agreement=$(link /agreements /agreements/) relation=$(link /relations /relations/pair)"
reader=$(link /disputes /reports/)
pages="$pages reader=$reader beside=${reader%%\?*}?raw=1 actor=$(link /actors /actors/)"
pages="$pages review=/review correction=/review/1 alerts=/alerts row=/rows/$event api=/api"
mkdir -p docs/pages
for page in $pages; do
  name=${page%%=*} path=${page#*=}
  "$browser" --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1280,900 \
    --screenshot="$PWD/docs/pages/$name.png" "$site$path" 2>/dev/null
  echo "docs/pages/$name.png"
done
