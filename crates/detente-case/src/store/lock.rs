//! One writer at a time: a lock on a small file beside the case.
//!
//! SQLite's own lock is held only within a transaction, and a reading is many of them. The lock
//! is the system's, so that it goes with the process that holds it, however that ends.

use crate::error::{Error, Kind, Result};
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long a second writer waits for the first.
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);

/// The right to write to a case.
#[derive(Debug)]
pub(crate) struct WriterLock {
    file: File,
    path: PathBuf,
}

impl WriterLock {
    /// Waits for the right to write to the case at `case`, but not for long.
    pub(crate) fn take(case: &Path) -> Result<Self> {
        let mut name = case.as_os_str().to_owned();
        name.push("-writer");
        let path = PathBuf::from(name);
        let until = Instant::now() + PATIENCE;
        loop {
            let mut open = OpenOptions::new();
            open.read(true).write(true).create(true).truncate(false);
            let file = open.open(&path).map_err(|error| cannot(case, error))?;
            match file.try_lock() {
                // Whoever held it before may have taken the file away in the meantime.
                Ok(()) if still_there(&file, &path) => return Ok(Self { file, path }),
                Ok(()) => continue,
                Err(TryLockError::WouldBlock) if Instant::now() < until => {
                    std::thread::sleep(Duration::from_millis(50));
                }
                Err(TryLockError::WouldBlock) => {
                    let message = format!(
                        "{}: another detente process is writing to it; try again when it is done",
                        case.display()
                    );
                    return Err(Error::new(Kind::Busy, message));
                }
                Err(TryLockError::Error(error)) => return Err(cannot(case, error)),
            }
        }
    }
}

fn cannot(case: &Path, error: std::io::Error) -> Error {
    let name = case.display();
    match error.kind() {
        std::io::ErrorKind::NotFound => {
            let message =
                format!("{name}: the folder it should lie in does not exist; create it first");
            Error::new(Kind::Absent, message)
        }
        std::io::ErrorKind::StorageFull => {
            Error::new(Kind::Full, format!("{name}: the disk is full; make room and try again"))
        }
        _ => {
            let message =
                format!("{name}: cannot be written to ({error}); check the rights on its folder");
            Error::new(Kind::ReadOnly, message)
        }
    }
    .because(error)
}

#[cfg(unix)]
fn still_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), std::fs::metadata(path)) {
        (Ok(held), Ok(named)) => held.ino() == named.ino() && held.dev() == named.dev(),
        _ => false,
    }
}

#[cfg(not(unix))]
fn still_there(_: &File, _: &Path) -> bool {
    true
}

impl Drop for WriterLock {
    fn drop(&mut self) {
        // Taken away while still held, so that no one else can be holding it; where that cannot
        // be done the file stays, which does no harm.
        let _ = std::fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}
