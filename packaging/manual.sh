#!/usr/bin/env bash
# The manual page and the completions, as the command itself prints them, where packages look for them.
# Usage: packaging/manual.sh BINARY FOLDER
set -euo pipefail
[ $# -eq 2 ] || { echo "usage: packaging/manual.sh BINARY FOLDER" >&2; exit 2; }
binary=$1
out=$2
mkdir -p "$out"
"$binary" man > "$out/detente.1"
"$binary" completions bash > "$out/detente.bash"
"$binary" completions zsh > "$out/_detente"
"$binary" completions fish > "$out/detente.fish"
