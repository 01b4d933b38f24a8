#!/usr/bin/env bash
# Checks the pages of the examples (or of PATH…) for what keeps people out: axe-core in a headless
# browser, both colour schemes, wide and narrow, and the keys. Fails where something is wrong.
# Usage: benchmarks/pages/run.sh [PATH…] [--binary FILE]
# Needs chromium and its driver, npm, and the network for axe-core and selenium. Works in a temporary
# folder, or in $DETENTE_BENCH, which keeps what was fetched for the next run.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=benchmarks/pages
axe=4.14.1
. "$here/site.sh"
if [ ! -x "$work/venv/bin/python" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install -q -r "$here/requirements.txt"
fi
if [ ! -f "$work/package/axe.min.js" ]; then
  (cd "$work" && tar -xzf "$(npm pack --silent "axe-core@$axe")" package/axe.min.js)
fi
"$work/venv/bin/python" "$here/axe.py" "$site" "$work/package/axe.min.js"
