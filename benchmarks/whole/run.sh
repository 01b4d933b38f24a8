#!/usr/bin/env bash
# The whole way, from bytes to linked rows, on two threads, beside what it is measured by: the encoder's bare forward
# pass over the same windows, spaCy's small English model on the same texts, HeidelTime on some of them.
# Usage: benchmarks/whole/run.sh [DATA] [OPTION…]
# DATA is the folder of data sets (../shared/data by default); options are those of measure.py. HeidelTime needs Java.
# Works in a temporary folder (or in $DETENTE_BENCH, which keeps the Python environment for the next run).
set -euo pipefail
cd "$(dirname "$0")/../.."
data=../shared/data
if [ $# -gt 0 ] && [[ $1 != --* ]]; then
  data=$1
  shift
fi
[ -d "$data/aljazeera" ] || { echo "run.sh: no loads in $data; give their folder as the first argument" >&2; exit 2; }
work=${DETENTE_BENCH:-$(mktemp -d)}
[ -n "${DETENTE_BENCH:-}" ] || trap 'rm -rf "$work"' EXIT
python=${PYTHON:-$work/whole/bin/python}
if [ ! -x "$python" ]; then
  python3 -m venv "$work/whole"
  "$work/whole/bin/pip" install -q -r benchmarks/whole/requirements.txt
fi
cargo build --release -q
# With the command named beside it, so that what both need is built once.
cargo build --release -q -p detente -p detente-language --example bare
target=${CARGO_TARGET_DIR:-target}/release
"$python" benchmarks/whole/measure.py "$target/detente" "$target/examples/bare" "$data" "$@"
