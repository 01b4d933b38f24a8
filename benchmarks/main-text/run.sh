#!/usr/bin/env bash
# Main text of web pages: detente beside trafilatura, on the 990 pages of trafilatura's own
# evaluation. Usage: benchmarks/main-text/run.sh [SET.tar.xz] [--reading]
# Takes the set from ../shared/data where no path is given; works in a temporary folder
# (or in $DETENTE_BENCH, which keeps the Python environment for the next run).
set -euo pipefail
cd "$(dirname "$0")/../.."
here=benchmarks/main-text
set_path=../shared/data/article-extraction/trafilatura-eval-990.tar.xz
flags=()
for argument in "$@"; do
  case "$argument" in
    --*) flags+=("$argument") ;;
    *) set_path=$argument ;;
  esac
done
if [ ! -f "$set_path" ]; then
  echo "run.sh: the set of pages is not at $set_path; give its path as an argument" >&2
  exit 2
fi
work=${DETENTE_BENCH:-$(mktemp -d)}
[ -n "${DETENTE_BENCH:-}" ] || trap 'rm -rf "$work"' EXIT
mkdir -p "$work"
[ -d "$work/article-extraction" ] || tar -xJf "$set_path" -C "$work"
if [ ! -x "$work/venv/bin/python" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install -q -r "$here/requirements.txt"
fi
cargo build --release -q -p detente-text --example main_text
binary=${CARGO_TARGET_DIR:-target}/release/examples/main_text
"$work/venv/bin/python" "$here/measure.py" "$work/article-extraction" "$binary" "${flags[@]}"
