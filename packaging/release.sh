#!/usr/bin/env bash
# Everything that a release consists of, from the commit that is checked out, into one folder with SHA256SUMS.
#
#   packaging/release.sh [--only STEP[,STEP…]] [FOLDER]        FOLDER is target/release-VERSION by default
#
# Steps, in their order:
#   check    licences, duplicates and sources of all crates, and what is known against them   (cargo-deny)
#   source   the source, as git has it
#   binary   the command, with its manual page and completions
#   static   the command without need of the system's libraries
#   deb      the Debian package                                                               (cargo-deb)
#   wheel    the Python wheel                                                                 (maturin)
#   sbom     what is in the command and the wheel, as CycloneDX                               (cargo-cyclonedx)
#
# Tools by `cargo install --locked cargo-deny cargo-deb cargo-cyclonedx` and `pip install 'maturin>=1.8,<2'`.
# Clocks and folders of the machine are kept out of what is built, so that others can build it again and compare.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"

steps=check,source,binary,static,deb,wheel,sbom
out=
while [ $# -gt 0 ]; do
  case $1 in
    --only) steps=${2:?--only wants steps}; shift ;;
    -*) echo "release.sh: no such option: $1; there is --only STEP[,STEP…]" >&2; exit 2 ;;
    *) out=$1 ;;
  esac
  shift
done

say() { printf '\n== %s\n' "$*"; }
wanted() { case ",$steps," in *",$1,"*) return 0 ;; *) return 1 ;; esac; }
need() {
  command -v "$1" >/dev/null 2>&1 || { echo "release.sh: $1 is missing: $2" >&2; exit 1; }
}

git diff --quiet HEAD -- || { echo "release.sh: files differ from the commit; commit or stash them first" >&2; exit 1; }
! wanted check || need cargo-deny "cargo install --locked cargo-deny"
! wanted deb || need cargo-deb "cargo install --locked cargo-deb"
! wanted wheel || need maturin "pip install 'maturin>=1.8,<2'"
! wanted sbom || need cargo-cyclonedx "cargo install --locked cargo-cyclonedx"

version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)
host=$(rustc -vV | sed -n 's/^host: //p')
target=$(realpath -m "${CARGO_TARGET_DIR:-target}")
out=$(realpath -m "${out:-$target/release-$version}")
mkdir -p "$out"

# What tells one machine from another stays out of the artefacts: clocks, and the folders of the sources. Cargo does
# not count the latter as a difference.
export LC_ALL=C TZ=UTC CARGO_INCREMENTAL=0 CARGO_TARGET_DIR=$target
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
home=${CARGO_HOME:-$HOME/.cargo}
remap="--remap-path-prefix=$root=/detente --remap-path-prefix=$home=/cargo"
export CFLAGS="${CFLAGS:-} -ffile-prefix-map=$home=/cargo -ffile-prefix-map=$target=/target"
export RUSTFLAGS="${RUSTFLAGS:-} $remap"

# A folder as a tar archive that says nothing of when or by whom it was packed.
pack() {
  tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" -C "$2" -c "$3" | gzip -n9 > "$1"
}

# The command in an archive with what belongs to it.
archive() {
  local binary=$1 name=$2 work
  work=$(mktemp -d)
  mkdir "$work/$name"
  cp "$binary" "$work/$name/detente"
  packaging/manual.sh "$target/release/detente" "$work/$name"
  cp README.md CHANGELOG.md LICENSE-MIT LICENSE-APACHE "$work/$name"
  pack "$out/$name.tar.gz" "$work" "$name"
  rm -r "$work"
}

if wanted check; then
  say "licences, duplicates, sources, advisories"
  cargo deny --all-features check
  cargo deny --manifest-path python/Cargo.toml --config deny.toml --all-features check
fi

if wanted source; then
  say "source"
  git archive --format=tar --prefix="detente-$version/" HEAD | gzip -n9 > "$out/detente-$version.tar.gz"
fi

if wanted binary || wanted static || wanted deb; then
  say "the command"
  cargo build --release --locked -p detente
fi
! wanted binary || archive "$target/release/detente" "detente-$version-$host"

if wanted static; then
  say "the command, static"
  # musl where the toolchain has it; else the system's own C library, linked in.
  static=${host%-gnu}-musl
  if [ ! -d "$(rustc --print sysroot)/lib/rustlib/$static" ]; then
    static=$host
    export RUSTFLAGS="$RUSTFLAGS -C target-feature=+crt-static"
  fi
  CARGO_TARGET_DIR=$target/static cargo build --release --locked -p detente --target "$static"
  export RUSTFLAGS="${RUSTFLAGS% -C target-feature=+crt-static}"
  archive "$target/static/$static/release/detente" "detente-$version-$static-static"
fi

if wanted deb; then
  say "Debian package"
  # Where crates/detente/Cargo.toml looks for them.
  packaging/manual.sh "$target/release/detente" packaging/made
  # Units under the names by which cargo-deb finds those of one unit: detente@.detente-watch.service.
  rm -rf packaging/made/systemd
  mkdir packaging/made/systemd
  for unit in packaging/systemd/detente-watch*; do
    [ -e "$unit" ] || continue
    rest=${unit#packaging/systemd/detente-watch}
    cp "$unit" "packaging/made/systemd/detente${rest%%.*}.detente-watch.${rest#*.}"
  done
  cargo deb -p detente --locked --no-build --output "$out/"
fi

if wanted wheel; then
  say "wheel"
  maturin build --release --locked --manifest-path python/Cargo.toml --out "$out"
fi

if wanted sbom; then
  say "bill of materials"
  # It writes beside every manifest that it finds; that shall not be this tree.
  work=$(mktemp -d)
  git archive HEAD | tar x -C "$work"
  for which in crates/detente python; do
    (cd "$work/$which" && cargo cyclonedx --format json --spec-version 1.5 --override-filename bom)
  done
  # Names that hold the folder would differ each time.
  sed "s|$work|/detente|g" "$work/crates/detente/bom.json" > "$out/detente-$version.cdx.json"
  sed "s|$work|/detente|g" "$work/python/bom.json" > "$out/detente-python-$version.cdx.json"
  rm -r "$work"
fi

say "sums"
(cd "$out" && rm -f SHA256SUMS && sha256sum -- * > SHA256SUMS && cat SHA256SUMS)
