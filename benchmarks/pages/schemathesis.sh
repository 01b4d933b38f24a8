#!/usr/bin/env bash
# Asks the API for odd things, as its own OpenAPI document has them made, and fails where an answer is
# an error of the server or not of the form that the document tells.
# Usage: benchmarks/pages/schemathesis.sh [PATH…] [--binary FILE]; $EXAMPLES of each call, 60 unless told
# Needs the network for schemathesis; works on a case of its own in a temporary folder, or in
# $DETENTE_BENCH, which keeps what was fetched for the next run.
set -euo pipefail
cd "$(dirname "$0")/../.."
examples=${EXAMPLES:-60}
. benchmarks/pages/site.sh
if [ ! -x "$work/st/bin/st" ]; then
  python3 -m venv "$work/st"
  "$work/st/bin/pip" install -q 'schemathesis==4.32.5'
fi
# The stream of changes has no end.
(cd "$work" && "$work/st/bin/st" run "$site/openapi.json" --exclude-path /api/v1/changes --max-examples "$examples" \
  --seed 1 --continue-on-failure --checks \
  not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance)
"$binary" --case "$case" verify
