#!/usr/bin/env bash
# One case, everything at once, for so many minutes: reading what is new (killed at random), correcting and
# undoing, pages and API under load, exports, backups; all under a limit of memory. Then what was lost.
# Usage: benchmarks/holding/soak.sh MINUTES [--binary FILE] [--memory MIB] [--seed N], after `cargo build --release`
set -euo pipefail
exec python3 "$(dirname "$0")/soak.py" "$@"
