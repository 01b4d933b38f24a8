//! A container's bytes in chunks: any range of them is read in bounded memory.

use super::body;
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
    held: RefCell<VecDeque<(u64, Rc<Vec<u8>>)>>,
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
        let mut bytes = vec![0; length];
        other.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}

impl Chunks<'_> {
    fn get(&self, start: u64) -> io::Result<Rc<Vec<u8>>> {
        let mut held = self.held.borrow_mut();
        if let Some((_, bytes)) = held.iter().find(|(at, _)| *at == start) {
            return Ok(bytes.clone());
        }
        let sql = "SELECT bytes FROM chunks WHERE container = ?1 AND start = ?2";
        let frame: Option<Vec<u8>> = self
            .db
            .first(sql, (self.container, start as i64), |row| row.get(0))
            .map_err(io::Error::other)?;
        let frame = frame.ok_or_else(|| io::Error::other("a chunk of the container is missing"))?;
        let length = (self.length - start).min(CHUNK as u64) as usize;
        let bytes = Rc::new(body::unpack(&frame, length)?);
        held.push_back((start, bytes.clone()));
        if held.len() > HELD {
            held.pop_front();
        }
        Ok(bytes)
    }
}

impl Read for Stored<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.at >= self.chunks.length || out.is_empty() {
            return Ok(0);
        }
        let start = self.at - self.at % CHUNK as u64;
        let chunk = self.chunks.get(start)?;
        let rest = &chunk[(self.at - start) as usize..];
        let n = rest.len().min(out.len());
        out[..n].copy_from_slice(&rest[..n]);
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
