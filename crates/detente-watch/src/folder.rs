//! Folders: files that are new or changed, once they are no longer being written.

use detente_case::Watched;
use jiff::Timestamp;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// A file as it was when it was looked at last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    bytes: u64,
    changed: u128,
}

impl Seen {
    /// As it is kept in the case.
    pub(crate) fn mark(self) -> String {
        format!("{}-{}", self.bytes, self.changed)
    }
}

/// Files below a path or a pattern, with how they look now, in the order of their names. Hidden ones
/// are passed over.
pub(crate) fn files(path: &Path) -> Vec<(PathBuf, Seen)> {
    let mut out = vec![];
    if path.exists() {
        below(path, 0, &mut out);
    } else if let Some(pattern) = path.to_str() {
        let found = glob::glob(pattern).into_iter().flatten().flatten();
        found.for_each(|path| below(&path, 0, &mut out));
    }
    out.sort_by(|a, b| a.0.cmp(&b.0));
    out.dedup_by(|a, b| a.0 == b.0);
    out
}

fn below(path: &Path, depth: usize, out: &mut Vec<(PathBuf, Seen)>) {
    let Ok(about) = fs::metadata(path) else { return };
    if about.is_file() {
        let changed = about.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
        let changed = changed.map_or(0, |since| since.as_nanos());
        out.push((path.to_owned(), Seen { bytes: about.len(), changed }));
    } else if about.is_dir() && depth < 16 {
        let Ok(entries) = fs::read_dir(path) else { return };
        for entry in entries.flatten() {
            if !entry.file_name().to_string_lossy().starts_with('.') {
                below(&entry.path(), depth + 1, out);
            }
        }
    }
}

/// Whether a file may be read: its last change is some seconds old, or it has not changed since it was
/// last looked at. What is still being written is left for the next look.
pub(crate) fn is_still(seen: Seen, before: Option<&Seen>, now: Timestamp) -> bool {
    let age = now.as_nanosecond() - i128::try_from(seen.changed).unwrap_or(i128::MAX);
    before == Some(&seen) || age >= 5_000_000_000
}

/// A file as it is kept once it was read.
pub(crate) fn read(path: &Path, seen: Seen, before: Option<Watched>, now: &str) -> Watched {
    let before = before.unwrap_or_else(|| Watched { since: now.into(), ..Watched::default() });
    Watched {
        url: path.to_string_lossy().into_owned(),
        kind: "file".into(),
        asked: Some(now.into()),
        due: None,
        modified: Some(seen.mark()),
        versions: before.versions + 1,
        said: "read".into(),
        ..before
    }
}
