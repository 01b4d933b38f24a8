//! What the tests share: a folder that goes, a case in it, the command.

use serde_json::Value;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The root of the project.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the project's root")
}

/// A folder with a case of its own.
pub(crate) struct Desk {
    pub(crate) folder: tempfile::TempDir,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file and gives its path.
    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(&path, bytes).expect("written");
        path
    }

    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_detente"));
        command.env_remove("DETENTE_CASE").env_remove("NO_COLOR").current_dir(self.folder.path());
        command
    }

    /// Runs the command on this desk's case.
    pub(crate) fn run<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Output {
        self.command().args(arguments).output().expect("the command starts")
    }

    /// Runs and expects an exit code; gives standard output.
    pub(crate) fn expect<A: AsRef<OsStr> + Clone>(&self, code: i32, arguments: &[A]) -> String {
        let output = self.run(arguments.iter().cloned());
        let shown: Vec<_> =
            arguments.iter().map(|a| a.as_ref().to_string_lossy().into_owned()).collect();
        assert_eq!(
            output.status.code(),
            Some(code),
            "detente {} should exit with {code}\n{}",
            shown.join(" "),
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).expect("output is UTF-8")
    }

    /// The rows of a table.
    pub(crate) fn rows(&self, table: &str) -> Vec<Value> {
        self.expect(0, &[table])
            .lines()
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect()
    }

    /// Everything derived, as text, to compare two cases.
    pub(crate) fn dump(&self) -> String {
        let tables = ["reports", "sources", "actors", "places", "events", "statements", "timeline"];
        let part = |table: &&str| format!("== {table}\n{}", self.expect(0, &[*table]));
        tables.iter().map(part).collect()
    }

    /// The reading text of every report, by the case's own library.
    pub(crate) fn readings(&self) -> Vec<(String, String)> {
        let case = detente_case::Case::open_existing(&self.path("case.detente")).expect("a case");
        let ids =
            self.rows("reports").into_iter().map(|row| row["id"].as_str().expect("id").to_owned());
        ids.map(|id| {
            let text = case.document(&id).expect("a document").text().to_owned();
            (id, text)
        })
        .collect()
    }
}
