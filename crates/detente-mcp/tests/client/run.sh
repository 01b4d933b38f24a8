#!/usr/bin/env bash
# `detente mcp`, asked by the protocol's Python client (the package `mcp` from PyPI) as an assistant's host asks it.
# Usage: crates/detente-mcp/tests/client/run.sh [--binary FILE]
# Reads the examples and a hostile report into a case, starts the command on it, and asks every tool. Works in a
# temporary folder (or in $DETENTE_BENCH, which keeps the Python environment for the next run).
set -euo pipefail
cd "$(dirname "$0")/../../../.."
here=crates/detente-mcp/tests/client
binary=
while [ $# -gt 0 ]; do
  case "$1" in
    --binary) binary=$2; shift 2 ;;
    *) echo "usage: $here/run.sh [--binary FILE]" >&2; exit 2 ;;
  esac
done
work=${DETENTE_BENCH:-$(mktemp -d)}
[ -n "${DETENTE_BENCH:-}" ] || trap 'rm -rf "$work"' EXIT
mkdir -p "$work"
if [ ! -x "$work/mcp-client/bin/python" ]; then
  python3 -m venv "$work/mcp-client"
fi
"$work/mcp-client/bin/pip" install -q --disable-pip-version-check -r "$here/requirements.txt"
if [ -z "$binary" ]; then
  cargo build -q -p detente
  binary=${CARGO_TARGET_DIR:-target}/debug/detente
fi
rm -rf "$work/mcp-case"
mkdir -p "$work/mcp-case"
"$binary" --case "$work/mcp-case/case.detente" read --quiet examples "$here/hostile.jsonl"
"$work/mcp-client/bin/python" "$here/ask.py" "$binary" "$work/mcp-case/case.detente"
