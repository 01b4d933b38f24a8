//! Tells the command what it was built from, for `detente --version`: the version, and in a checkout the commit with
//! its day. No clock is asked, so that the same commit gives the same bytes whenever and wherever it is built.
//!
//! Who builds from a tree without history may name the commit: `DETENTE_COMMIT="0123456789ab 2026-11-30"`.
//! `CARGO_PKG_VERSION` stays the plain version: it stands in the log of custody, where a commit would be noise.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::print_stdout,
    reason = "a build asks git and the environment, and tells cargo by printing"
)]

use std::path::{Path, PathBuf};
use std::process::Command;

/// What the command is made of beside the crates, seen from the root.
const PARTS: [&str; 4] = ["Cargo.toml", "Cargo.lock", "models", "world"];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=DETENTE_COMMIT");
    let version = std::env::var("CARGO_PKG_VERSION").unwrap_or_default();
    let named = std::env::var("DETENTE_COMMIT").ok().filter(|said| plain(said));
    let root =
        PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../..");
    match named.or_else(|| checkout(&root)) {
        Some(commit) => println!("cargo::rustc-env=DETENTE_VERSION={version} ({commit})"),
        None => println!("cargo::rustc-env=DETENTE_VERSION={version}"),
    }
}

/// One line that says something.
fn plain(said: &str) -> bool {
    !said.trim().is_empty() && !said.chars().any(char::is_control)
}

/// The commit that is checked out, and its day; nothing where the tree is no checkout of its own: a
/// tree that was unpacked inside another project would else bear that one's commit.
fn checkout(root: &Path) -> Option<String> {
    if !git(root, &["rev-parse", "--show-cdup"])?.is_empty() {
        return None;
    }
    let parts = parts(root);
    watch(root, &parts);
    let commit = git(root, &["log", "-1", "--abbrev=12", "--format=%h %cs"])?;
    let mut changed = vec!["diff", "--quiet", "HEAD", "--"];
    changed.extend(parts.iter().map(String::as_str));
    // It fails where something differs.
    let changed = if git(root, &changed).is_none() { ", changed" } else { "" };
    Some(format!("{commit}{changed}"))
}

/// Asks anew when another commit is checked out, and when what the command is made of changes. Only
/// what is there is named: cargo takes a file that is missing for one that changed.
fn watch(root: &Path, parts: &[String]) {
    let branch = git(root, &["symbolic-ref", "--quiet", "HEAD"]).unwrap_or_default();
    for name in ["HEAD", "logs/HEAD", "packed-refs", &branch] {
        let path = git(root, &["rev-parse", "--git-path", name]).map(|path| root.join(path));
        if let Some(path) = path.filter(|path| !name.is_empty() && path.exists()) {
            println!("cargo::rerun-if-changed={}", path.display());
        }
    }
    for part in parts.iter().map(|part| root.join(part)).filter(|part| part.exists()) {
        println!("cargo::rerun-if-changed={}", part.display());
    }
}

/// [`PARTS`], and of each crate all but its tests.
fn parts(root: &Path) -> Vec<String> {
    let mut parts: Vec<String> = PARTS.map(str::to_owned).into();
    for name in names(&root.join("crates")) {
        let inside = names(&root.join("crates").join(&name)).into_iter();
        let inside = inside.filter(|part| part != "tests");
        parts.extend(inside.map(|part| format!("crates/{name}/{part}")));
    }
    parts
}

/// What a folder holds, in the order of the names.
fn names(folder: &Path) -> Vec<String> {
    let found = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> =
        found.filter_map(|one| one.file_name().into_string().ok()).collect();
    names.sort();
    names
}

/// What git says; nothing where it fails or is missing.
fn git(root: &Path, arguments: &[&str]) -> Option<String> {
    let mut command = Command::new("git");
    command.arg("-C").arg(root).args(arguments).env("GIT_OPTIONAL_LOCKS", "0");
    // A hook of git's sets these, for a tree that need not be this one.
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(name);
    }
    let output = command.output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8(output.stdout).ok()?.trim().to_owned())
}
