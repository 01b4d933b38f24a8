#!/usr/bin/env bash
# Makes a case of an earlier version with the program of that time, as `README.md` beside this says.
# Usage: make.sh BINARY VERSION OUT.zst, VERSION being that of the kept tables, 1 to 4
set -euo pipefail
binary=$(realpath "$1") version=$2 out=$(realpath "$3")
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$here/in" "$here/other" "$here/layer.csv" "$work"
cd "$work"
run() { "$binary" --case old.detente "$@"; }
# 1 is "some inputs were refused": one is empty.
run read --quiet in || [ $? = 1 ]
report=$(run reports --format jsonl | grep withdrawn | grep -o '"id":"[0-9a-f]*"' | head -1 | cut -d'"' -f4)
run remove --quiet --reason 'withdrawn by its outlet' "$report"
[ "$version" -lt 2 ] || run world add --quiet layer.csv
if [ "$version" -ge 3 ]; then
  event() { run events --format jsonl | grep "$1" | grep -o '"id":"[0-9a-f]*"' | head -1 | cut -d'"' -f4; }
  by=(--author 'A. Analyst' --quiet)
  run correct reject "$(event 'killed 27')" --reason 'the doctors took it back' "${by[@]}"
  run correct re-date "$(event 'held talks')" 2023-06-01 --reason 'the ministry said so' "${by[@]}"
  run correct confirm "$(event 'signed a truce')" --reason 'seen' "${by[@]}"
  run corrections undo 3 --reason 'seen too soon' "${by[@]}"
fi
if [ "$version" -ge 4 ]; then
  "$binary" --case other.detente read --quiet other
  run merge --quiet other.detente
fi
# What the layer and the program's own knowledge compile to is megabytes, and made again at the opening.
# Views of some versions ask for a newer SQLite than a system may have; that keeps nobody from the tables.
lax='PRAGMA writable_schema = ON'
[ "$version" -lt 2 ] || sqlite3 old.detente "$lax; DELETE FROM compiled; PRAGMA incremental_vacuum"
sqlite3 old.detente "$lax; PRAGMA wal_checkpoint(TRUNCATE)" > /dev/null
[ "$(od -A n -t u1 -j 63 -N 1 old.detente | tr -d ' ')" = "$version" ]
zstd -q -f -19 old.detente -o "$out"
