# Sourced by the checks of the pages: takes [PATH…] [--binary FILE], reads what is named (the examples)
# into a case of its own and serves it. Sets binary, work (a temporary folder, or $DETENTE_BENCH, which
# keeps what was fetched for the next run), case and site; ends the server with the script.
binary=
paths=()
while [ $# -gt 0 ]; do
  case "$1" in
    --binary) binary=$2; shift 2 ;;
    *) paths+=("$1"); shift ;;
  esac
done
[ ${#paths[@]} -gt 0 ] || paths=(examples)
work=${DETENTE_BENCH:-$(mktemp -d)}
server=
finish() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  [ -n "${DETENTE_BENCH:-}" ] || rm -rf "$work"
}
trap finish EXIT
mkdir -p "$work"
if [ -z "$binary" ]; then
  cargo build --release -q
  binary=${CARGO_TARGET_DIR:-target}/release/detente
fi
rm -rf "$work/case"
mkdir -p "$work/case"
case=$work/case/pages.detente
"$binary" --case "$case" read --quiet "${paths[@]}" || [ $? = 1 ]
"$binary" --case "$case" serve --port 0 2>"$work/said" &
server=$!
for _ in $(seq 100); do grep -q 'http://' "$work/said" && break; sleep 0.1; done
site=$(grep -o 'http://[0-9.:]*' "$work/said" | head -1)
