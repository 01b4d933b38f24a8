//! A container's bytes in chunks: any range of them is read in bounded memory.

use super::body::{self, Unpacking};
use super::connection::Db;
use crate::error::{Error, Kind, Result};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{self, Read, Seek, SeekFrom};
use std::rc::Rc;

/// Bytes of a container in one chunk: large enough to compress well, small enough to be
/// unpacked for the sake of one line.
pub(crate) const CHUNK: usize = 2 << 20;

/// Chunks held unpacked at a time.
const HELD: usize = 3;

/// Reads what is stored of one container. Clones share the chunks that are unpacked.
#[derive(Clone)]
pub(crate) struct Stored<'a> {
    chunks: Rc<Chunks<'a>>,
    at: u64,
}

struct Chunks<'a> {
    db: &'a Db,
    container: i64,
    length: u64,
    held: RefCell<VecDeque<Chunk>>,
}

/// A chunk, unpacked as far as it was asked for: half of the work is saved where single lines are.
struct Chunk {
    start: u64,
    length: usize,
    bytes: Vec<u8>,
    rest: Unpacking,
}

impl Chunk {
    fn unpack(&mut self, until: usize) -> io::Result<()> {
        let missing = until.saturating_sub(self.bytes.len());
        if missing == 0 {
            return Ok(());
        }
        // Its end is where it was said to be, or it is not what was stored.
        let last = until == self.length;
        let more = missing as u64 + u64::from(last);
        self.rest.by_ref().take(more).read_to_end(&mut self.bytes)?;
        match self.bytes.len() == until {
            true => Ok(()),
            false => {
                Err(io::Error::new(io::ErrorKind::InvalidData, "of another length than it was"))
            }
        }
    }
}

impl<'a> Stored<'a> {
    /// The container's bytes, `length` of them.
    pub(crate) fn new(db: &'a Db, container: i64, length: u64) -> Self {
        let held = RefCell::new(VecDeque::with_capacity(HELD + 1));
        Self { chunks: Rc::new(Chunks { db, container, length, held }), at: 0 }
    }

    /// The bytes in a range.
    pub(crate) fn range(&self, from: u64, length: usize) -> io::Result<Vec<u8>> {
        let mut other = self.clone();
        other.at = from;
        let within = self.chunks.length.saturating_sub(from) >= length as u64;
        if !within {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        // As much room as there are bytes: in a damaged case the length may be any number.
        let mut bytes = vec![];
        other.take(length as u64).read_to_end(&mut bytes)?;
        if bytes.len() == length { Ok(bytes) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    }
}

impl Chunks<'_> {
    /// Copies what lies at a place of the container's, as much as there is room for in its chunk.
    fn copy(&self, at: u64, out: &mut [u8]) -> io::Result<usize> {
        let start = at - at % CHUNK as u64;
        let mut held = self.held.borrow_mut();
        if !held.iter().any(|chunk| chunk.start == start) {
            held.push_back(self.open(start)?);
            if held.len() > HELD {
                held.pop_front();
            }
        }
        let Some(chunk) = held.iter_mut().find(|chunk| chunk.start == start) else { return Ok(0) };
        let from = (at - start) as usize;
        let until = chunk.length.min(from + out.len());
        chunk.unpack(until)?;
        let bytes = &chunk.bytes[from..until];
        out[..bytes.len()].copy_from_slice(bytes);
        Ok(bytes.len())
    }

    fn open(&self, start: u64) -> io::Result<Chunk> {
        let sql = "SELECT bytes FROM chunks WHERE container = ?1 AND start = ?2";
        let frame: Option<Vec<u8>> = self
            .db
            .first(sql, (self.container, start as i64), |row| row.get(0))
            .map_err(io::Error::other)?;
        let frame = frame.ok_or_else(|| io::Error::other("a chunk of the container is missing"))?;
        let length = (self.length - start).min(CHUNK as u64) as usize;
        Ok(Chunk { start, length, bytes: vec![], rest: body::unpacking(frame)? })
    }
}

impl Read for Stored<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.at >= self.chunks.length || out.is_empty() {
            return Ok(0);
        }
        let n = self.chunks.copy(self.at, out)?;
        self.at += n as u64;
        Ok(n)
    }
}

impl Seek for Stored<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.chunks.length.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}

/// A container as it is known to the case.
pub(crate) struct Container {
    pub(crate) n: i64,
    pub(crate) bytes: u64,
}

/// The container of that number.
pub(crate) fn container(db: &Db, n: i64) -> Result<Container> {
    let sql = "SELECT n, bytes FROM containers WHERE n = ?1";
    let found = db.first(sql, [n], |row| {
        Ok(Container { n: row.get(0)?, bytes: row.get::<_, i64>(1)?.max(0) as u64 })
    })?;
    found.ok_or_else(|| damaged(db, format_args!("container {n} is missing")))
}

/// An error for what should be in the case and is not.
pub(crate) fn damaged(db: &Db, what: impl std::fmt::Display) -> Error {
    let message = format!(
        "{}: the case is damaged: {what}; restore it from a backup with `detente restore`",
        db.path.display()
    );
    Error::new(Kind::Damaged, message)
}
