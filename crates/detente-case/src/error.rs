use std::fmt;
use std::path::Path;

/// The result of working on a case.
pub type Result<T> = std::result::Result<T, Error>;

/// What went wrong with a case, as a sentence that names the file and the way out.
///
/// ```
/// use detente_case::Case;
/// let error = Case::open_existing("no-such-folder/no.detente".as_ref()).unwrap_err();
/// assert!(error.is_absent());
/// assert!(error.to_string().contains("no.detente"));
/// ```
#[derive(Debug)]
pub struct Error {
    kind: Kind,
    message: String,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Absent,
    NotACase,
    Newer,
    Older,
    Damaged,
    Busy,
    Full,
    ReadOnly,
    Input,
    NoSuchRow,
    Ambiguous,
    Query,
    Other,
}

impl Error {
    pub(crate) fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), source: None }
    }

    pub(crate) fn because(
        mut self,
        source: impl std::error::Error + Send + Sync + 'static,
    ) -> Self {
        self.source = Some(Box::new(source));
        self
    }

    /// What SQLite said, in the words of whoever keeps the case at `path`.
    pub(crate) fn of_sqlite(path: &Path, error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let name = path.display();
        let code = error.sqlite_error_code();
        let (kind, message) = match code {
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => (
                Kind::Busy,
                format!("{name}: another process is writing to it; try again when it is done"),
            ),
            Some(Code::NotADatabase) => (
                Kind::Damaged,
                format!(
                    "{name}: not a case, or its first bytes are damaged; if it was one, restore it from a backup with `detente restore`"
                ),
            ),
            Some(Code::DatabaseCorrupt) => (
                Kind::Damaged,
                format!(
                    "{name}: the case is damaged; restore it from a backup with `detente restore`"
                ),
            ),
            Some(Code::DiskFull) => (
                Kind::Full,
                format!(
                    "{name}: the disk is full; what was done so far is safe: make room and try again"
                ),
            ),
            Some(Code::ReadOnly) => (
                Kind::ReadOnly,
                format!(
                    "{name}: the case cannot be written to; check the rights on the file and its folder"
                ),
            ),
            Some(Code::CannotOpen) => (
                Kind::Absent,
                format!(
                    "{name}: the case cannot be opened; check that its folder exists and may be entered"
                ),
            ),
            Some(Code::SystemIoFailure) => (
                Kind::Other,
                format!(
                    "{name}: the system could not read or write it ({error}); what was done so far is safe: \
                     look whether the disk is sound and has room, and try again"
                ),
            ),
            // A cell that cannot be what its column holds was written by no version of the program.
            None if is_impossible_cell(&error) => (
                Kind::Damaged,
                format!(
                    "{name}: the case is damaged ({error}); restore it from a backup with `detente restore`"
                ),
            ),
            _ => (Kind::Other, format!("{name}: {error}")),
        };
        Self::new(kind, message).because(error)
    }

    /// What the system said of a file.
    pub(crate) fn of_io(path: &Path, error: std::io::Error) -> Self {
        let name = path.display();
        let (kind, message) = match error.kind() {
            std::io::ErrorKind::StorageFull => {
                (Kind::Full, format!("{name}: the disk is full; make room and try again"))
            }
            _ => (Kind::Other, format!("{name}: {error}")),
        };
        Self::new(kind, message).because(error)
    }

    /// The case file or its folder does not exist.
    pub fn is_absent(&self) -> bool {
        self.kind == Kind::Absent
    }

    /// The file is something else than a case.
    pub fn is_not_a_case(&self) -> bool {
        self.kind == Kind::NotACase
    }

    /// The case was written by a newer version of the program.
    pub fn is_newer(&self) -> bool {
        self.kind == Kind::Newer
    }

    /// The case was written by an older version and has to be opened for writing once.
    pub fn is_older(&self) -> bool {
        self.kind == Kind::Older
    }

    /// The case's bytes are damaged.
    pub fn is_damaged(&self) -> bool {
        self.kind == Kind::Damaged
    }

    /// Another process is writing to the case.
    pub fn is_busy(&self) -> bool {
        self.kind == Kind::Busy
    }

    /// The disk is full.
    pub fn is_full(&self) -> bool {
        self.kind == Kind::Full
    }

    /// The case, or its folder, cannot be written to.
    pub fn is_read_only(&self) -> bool {
        self.kind == Kind::ReadOnly
    }

    /// SQLite could not lay its files beside the case.
    pub(crate) fn is_for_want_of_files_beside(&self) -> bool {
        use rusqlite::ffi;
        let source = self.source.as_ref().and_then(|e| e.downcast_ref::<rusqlite::Error>());
        let code = source.and_then(|e| e.sqlite_error()).map(|e| e.extended_code);
        let Some(code) = code else { return false };
        matches!(code & 0xff, ffi::SQLITE_CANTOPEN | ffi::SQLITE_READONLY)
            || matches!(
                code,
                ffi::SQLITE_IOERR_SHMOPEN | ffi::SQLITE_IOERR_SHMSIZE | ffi::SQLITE_IOERR_SHMMAP
            )
    }

    /// The inputs named do not exist.
    pub fn is_input(&self) -> bool {
        self.kind == Kind::Input
    }

    /// No row has the id asked for.
    pub fn is_no_such_row(&self) -> bool {
        self.kind == Kind::NoSuchRow
    }

    /// Several rows' ids begin as asked for.
    pub fn is_ambiguous(&self) -> bool {
        self.kind == Kind::Ambiguous
    }

    /// The question itself is wrong, e.g. a search without a word.
    pub fn is_query(&self) -> bool {
        self.kind == Kind::Query
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::new(Kind::Other, format!("the system gave out: {error}")).because(error)
    }
}

fn is_impossible_cell(error: &rusqlite::Error) -> bool {
    use rusqlite::Error as Sql;
    matches!(
        error,
        Sql::FromSqlConversionFailure(..)
            | Sql::InvalidColumnType(..)
            | Sql::IntegralValueOutOfRange(..)
            | Sql::Utf8Error(..)
    )
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|e| e.as_ref() as _)
    }
}
