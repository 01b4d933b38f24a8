#!/usr/bin/env bash
# Every form of `detente export`, read by those for whom it is meant.
# Usage: benchmarks/exports/run.sh [PATH…] [--binary FILE]
# Reads the examples and hostile.jsonl (or PATH…) into a case, writes every form, and checks each with the packages of
# requirements.txt and against the published lists of columns in columns/. Works in a temporary
# folder (or in $DETENTE_BENCH, which keeps the Python environment for the next run).
set -euo pipefail
cd "$(dirname "$0")/../.."
here=benchmarks/exports
binary=
paths=()
while [ $# -gt 0 ]; do
  case "$1" in
    --binary) binary=$2; shift 2 ;;
    *) paths+=("$1"); shift ;;
  esac
done
[ ${#paths[@]} -gt 0 ] || paths=(examples "$here/hostile.jsonl")
work=${DETENTE_BENCH:-$(mktemp -d)}
[ -n "${DETENTE_BENCH:-}" ] || trap 'rm -rf "$work"' EXIT
mkdir -p "$work"
if [ ! -x "$work/venv/bin/python" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install -q -r "$here/requirements.txt"
fi
if [ -z "$binary" ]; then
  cargo build --release -q
  binary=${CARGO_TARGET_DIR:-target}/release/detente
fi
rm -rf "$work/case" "$work/out"
mkdir -p "$work/case" "$work/out"
case=$work/case/exports.detente
"$binary" --case "$case" read --quiet "${paths[@]}"
for form in jsonl csv parquet html polecat gdelt acled-shape ucdp-shape ftm geojson timelinejs \
            graphml webannotation brat claim; do
  mkdir -p "$work/out/$form"
  "$binary" --case "$case" export "$form" -o "$work/out/$form"
done
"$work/venv/bin/python" "$here/check.py" "$work/out" "$here/columns" "$case" "$binary"
