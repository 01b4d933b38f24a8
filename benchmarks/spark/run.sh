#!/usr/bin/env bash
# One corpus through the command, through Spark with two executors, the same with one of them killed midway through
# the reading and one midway through the linking, and through Sail: wall time, peak memory, and whether the record is
# the same.
#
#   benchmarks/spark/run.sh REPORTS [DRIVER…]     drivers: command, cluster, killed, sail; by default all
#
# Needs Java 17 or later; fetches what the wheel, pyspark and pysail need from PyPI unless VENV names a
# virtual environment that has them, and builds the command unless DETENTE names it.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
[ $# -ge 1 ] || { echo "usage: benchmarks/spark/run.sh REPORTS [DRIVER…]" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ -z "${VENV:-}" ]; then
  VENV=$work/venv
  python3 -m venv "$VENV"
  "$VENV/bin/python" -m pip install --quiet "$root/python" "pyspark[connect]>=4.0,<4.1" "pysail>=0.7,<0.8" "pandas<3"
fi
if [ -z "${DETENTE:-}" ]; then
  (cd "$root" && cargo build --release)
  DETENTE=${CARGO_TARGET_DIR:-$root/target}/release/detente
fi
"$VENV/bin/python" "$root/benchmarks/spark/bench.py" "$DETENTE" "$work" "$@"
