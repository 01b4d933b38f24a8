//! Which files the inputs come to, in a fixed order.

use crate::Input;
use detente_text::{Member, Refusal};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Something to take in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Item {
    /// A file and its size, where it has one.
    File(PathBuf, Option<u64>),
    /// Standard input.
    Stdin,
    /// What was handed over, by its name.
    Sent(String, Vec<u8>),
    /// An original that was handed over, by where it lay.
    Given(String, Box<Member>),
    /// What cannot be read, by the name it goes under.
    Refused(String, Refusal),
}

/// All inputs, spread out.
#[derive(Debug, Default)]
pub(crate) struct Walk {
    pub(crate) items: Vec<Item>,
    pub(crate) hidden: u64,
    seen: BTreeSet<PathBuf>,
    own: BTreeSet<PathBuf>,
}

impl Walk {
    /// Spreads folders and patterns out into files. Names are in the order of their bytes, hidden
    /// files and the case itself are passed over, and a folder is entered once, however many
    /// links lead to it.
    pub(crate) fn of(inputs: &[Input], case: &Path) -> Self {
        let mut walk = Self { own: own_files(case), ..Self::default() };
        for input in inputs {
            match input {
                Input::Stdin => walk.items.push(Item::Stdin),
                Input::Sent { name, bytes } => {
                    walk.items.push(Item::Sent(name.clone(), bytes.clone()));
                }
                Input::Given { name, member } => {
                    walk.items.push(Item::Given(name.clone(), member.clone()));
                }
                Input::Path(path) => walk.named(path),
            }
        }
        walk
    }

    /// Bytes of all files together.
    pub(crate) fn bytes(&self) -> u64 {
        let size = |item: &Item| match item {
            Item::File(_, size) => size.unwrap_or(0),
            Item::Sent(_, bytes) => bytes.len() as u64,
            Item::Given(_, member) => member.original.len() as u64,
            _ => 0,
        };
        self.items.iter().map(size).sum()
    }

    fn named(&mut self, path: &Path) {
        if fs::symlink_metadata(path).is_ok() {
            return self.visit(path, true);
        }
        let pattern = path.to_str().filter(|path| path.contains(['*', '?', '[']));
        let Some(pattern) = pattern else { return self.refuse(path, not_found()) };
        let found = match glob::glob(pattern) {
            Ok(paths) => paths.filter_map(Result::ok).collect::<Vec<_>>(),
            Err(error) => {
                let detail = format!("no such file, nor a pattern: {error}");
                return self.refuse(path, Refusal::new("not-found", detail));
            }
        };
        if found.is_empty() {
            let detail = "no file matches this pattern; check its spelling";
            return self.refuse(path, Refusal::new("not-found", detail));
        }
        for path in found {
            self.visit(&path, true);
        }
    }

    fn visit(&mut self, path: &Path, asked: bool) {
        // Links are followed.
        let kind = match fs::metadata(path) {
            Ok(kind) => kind,
            Err(error) => return self.refuse(path, unreadable(&error)),
        };
        if kind.is_dir() {
            return self.folder(path);
        }
        if !self.own.is_empty() && fs::canonicalize(path).is_ok_and(|p| self.own.contains(&p)) {
            return;
        }
        if kind.is_file() {
            self.items.push(Item::File(path.to_owned(), Some(kind.len())));
        } else if asked {
            // A pipe that was named is read to its end.
            self.items.push(Item::File(path.to_owned(), None));
        } else {
            let detail = "neither a file nor a folder; name it by itself to read it as a stream";
            self.refuse(path, Refusal::new("unreadable", detail));
        }
    }

    fn folder(&mut self, path: &Path) {
        match fs::canonicalize(path) {
            Ok(whole) if !self.seen.insert(whole.clone()) => return,
            Ok(_) => {}
            Err(error) => return self.refuse(path, unreadable(&error)),
        }
        let entries = match fs::read_dir(path) {
            Ok(entries) => entries,
            Err(error) => return self.refuse(path, unreadable(&error)),
        };
        let mut names = vec![];
        for entry in entries {
            match entry {
                Ok(entry) => names.push(entry.file_name()),
                Err(error) => self.refuse(path, unreadable(&error)),
            }
        }
        names.sort_by(|a, b| a.as_encoded_bytes().cmp(b.as_encoded_bytes()));
        for name in names {
            if name.as_encoded_bytes().starts_with(b".") {
                self.hidden += 1;
            } else {
                self.visit(&path.join(name), false);
            }
        }
    }

    fn refuse(&mut self, path: &Path, refusal: Refusal) {
        self.items.push(Item::Refused(shown(path), refusal));
    }
}

/// A path as it is shown; bytes that are no text become `�`.
pub(crate) fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// An input that could not be opened or read to its end.
pub(crate) fn unreadable(error: &std::io::Error) -> Refusal {
    use std::io::ErrorKind as Kind;
    let detail = match error.kind() {
        Kind::NotFound => "it vanished before it was read, or the link leads nowhere".to_owned(),
        Kind::PermissionDenied => {
            "no right to read it; change its rights and read again".to_owned()
        }
        _ => format!("it could not be read: {error}"),
    };
    Refusal::new("unreadable", detail)
}

fn not_found() -> Refusal {
    Refusal::new("not-found", "no such file or folder; check its spelling")
}

/// The files of the case itself, should it lie in a folder that is read.
fn own_files(case: &Path) -> BTreeSet<PathBuf> {
    let beside = |end: &str| {
        let mut name = case.as_os_str().to_owned();
        name.push(end);
        fs::canonicalize(PathBuf::from(name)).ok()
    };
    ["", "-wal", "-shm", "-journal", "-writer"].iter().filter_map(|end| beside(end)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(walk: &Walk, root: &Path) -> Vec<String> {
        let name = |item: &Item| match item {
            Item::File(path, _) => shown(path.strip_prefix(root).unwrap()),
            Item::Stdin => "-".into(),
            Item::Sent(name, _) | Item::Given(name, _) => name.clone(),
            Item::Refused(path, refusal) => format!("{path}: {}", refusal.reason),
        };
        walk.items.iter().map(name).collect()
    }

    #[test]
    fn a_folder_in_order_without_what_is_hidden_or_the_case() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        fs::create_dir(root.join("b")).unwrap();
        for name in ["b/2.txt", "b/10.txt", "a.txt", "c.txt", ".hidden", "case.detente"] {
            fs::write(root.join(name), "x").unwrap();
        }
        let walk = Walk::of(&[Input::Path(root.into())], &root.join("case.detente"));
        assert_eq!(files(&walk, root), ["a.txt", "b/10.txt", "b/2.txt", "c.txt"]);
        assert_eq!((walk.hidden, walk.bytes()), (1, 4));
    }

    #[test]
    fn patterns_and_what_is_not_there() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        for name in ["a.txt", "b.txt", "c.md", "[x].txt"] {
            fs::write(root.join(name), "x").unwrap();
        }
        let inputs = ["*.txt", "[x].txt", "none*", "no.txt"].map(|p| Input::Path(root.join(p)));
        let walk = Walk::of(&inputs, &root.join("no"));
        let found = files(&walk, root);
        assert_eq!(found[..4], ["[x].txt", "a.txt", "b.txt", "[x].txt"]);
        assert!(found[4].ends_with("none*: not-found") && found[5].ends_with("no.txt: not-found"));
    }

    #[cfg(unix)]
    #[test]
    fn a_loop_of_links_ends_and_a_broken_one_is_told() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        fs::create_dir(root.join("in")).unwrap();
        fs::write(root.join("in/a.txt"), "x").unwrap();
        std::os::unix::fs::symlink(root, root.join("in/up")).unwrap();
        std::os::unix::fs::symlink(root.join("gone"), root.join("in/z")).unwrap();
        let walk = Walk::of(&[Input::Path(root.into())], &root.join("no"));
        let found = files(&walk, root);
        assert_eq!(found[0], "in/a.txt");
        assert!(found[1].ends_with("in/z: unreadable"));
        assert_eq!(found.len(), 2);
    }
}
