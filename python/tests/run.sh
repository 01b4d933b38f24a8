#!/usr/bin/env bash
# The wheel in a fresh virtual environment: installed in one command, the tutorial run, and the record of
# each driver held against the command's.
#
#   python/tests/run.sh [--dev] [--spark] [--binary DETENTE]
#
# --dev     as the tests are built: sooner there, slower to read. With CARGO_TARGET_DIR set to the target folder of
#           the program, what both need is built once
# --spark   also by Spark 4 with two executors, and by Sail (Java 17 or later; fetches pyspark and pysail)
# --binary  the command to compare with; built where it is not given
#
# What pip needs comes from PyPI; nothing else reaches the network.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
spark=
binary=
built=()
while [ $# -gt 0 ]; do
  case $1 in
    --dev) built=(MATURIN_PEP517_ARGS="--profile dev") ;;
    --spark) spark=yes ;;
    --binary) binary=$(realpath "$2"); shift ;;
    *) echo "run.sh: no such option: $1; there are --dev, --spark and --binary DETENTE" >&2; exit 2 ;;
  esac
  shift
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
python=$work/venv/bin/python
env "${built[@]}" "$python" -m pip install --quiet "$root/python[pandas,polars]"
cd "$root/python/tests"
"$python" tutorial.py > "$work/tutorial.log" || { cat "$work/tutorial.log"; exit 1; }
tail -n 1 "$work/tutorial.log"
"$python" wheel.py
[ -n "$spark" ] || exit 0

# Sail 0.7.2 does not answer the client of Spark 4.3 ("session … is not running").
"$python" -m pip install --quiet "pyspark[connect]>=4.0,<4.1" "pysail>=0.7,<0.8" "pandas<3"
if [ -z "$binary" ]; then
  (cd "$root" && cargo build --release)
  binary=${CARGO_TARGET_DIR:-$root/target}/release/detente
fi
for driver in sail cluster; do
  "$python" same_record.py "$driver" "$binary" "$root/examples" --lake
done
# Many reports that tell of the same, with copies, counts and crowded keys.
"$python" corpus.py 300 "$work/corpus"
"$python" same_record.py sail "$binary" "$work/corpus"
# So many tellings of a few days that they are parted by joins alone.
"$python" corpus.py 300 "$work/crowd" --days 6
"$python" same_record.py sail "$binary" "$work/crowd" --together 120
