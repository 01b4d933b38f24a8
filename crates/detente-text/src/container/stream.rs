//! A byte stream with a look ahead, a position, and errors that say whose fault they are.

use crate::Refusal;
use std::cell::Cell;
use std::io::{self, BufRead, Read};

/// Bytes looked at before a format is decided, and the size of one read.
pub(super) const HEAD: usize = 64 * 1024;

/// Bytes that may come out of a compressed stream before its expansion is judged at all: small
/// files of one repeated character are harmless.
const SLACK: u64 = 1 << 20;

/// A reader with a look ahead.
///
/// An error met while looking ahead is kept until the bytes before it are used up, so that what
/// came before a damage is still read.
pub(super) struct Stream<'a> {
    inner: &'a mut dyn Read,
    buffer: Vec<u8>,
    start: usize,
    position: u64,
    base: Option<u64>,
    ended: bool,
    error: Option<io::Error>,
}

/// What came of reading a stream to its end under a cap.
pub(super) enum Load {
    /// All of it.
    Whole(Vec<u8>),
    /// More than the cap; nothing is kept.
    TooLarge,
    /// It broke off after these bytes.
    Broken(Vec<u8>, io::Error),
}

/// What came of reading one line or record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// It is in the buffer, without its line end.
    Whole,
    /// It was longer than the cap and is passed over.
    TooLong,
    /// There is none left.
    End,
}

impl<'a> Stream<'a> {
    /// A stream whose first byte stands at `base` of the input as it is, where that is so.
    pub(super) fn new(inner: &'a mut dyn Read, base: Option<u64>) -> Self {
        Self { inner, buffer: vec![], start: 0, position: 0, base, ended: false, error: None }
    }

    /// Bytes consumed so far.
    pub(super) fn position(&self) -> u64 {
        self.position
    }

    /// Where a range of this stream stands in the input itself, if it stands there unchanged.
    pub(super) fn in_input(&self, from: u64, to: u64) -> Option<[u64; 2]> {
        self.base.map(|base| [base + from, base + to])
    }

    /// Up to `count` bytes ahead; fewer only at the end or before an error.
    pub(super) fn peek(&mut self, count: usize) -> &[u8] {
        while self.buffer.len() - self.start < count && !self.ended && self.error.is_none() {
            self.fill();
        }
        let ahead = &self.buffer[self.start..];
        &ahead[..ahead.len().min(count)]
    }

    fn fill(&mut self) {
        if self.start > 0 {
            self.buffer.drain(..self.start);
            self.start = 0;
        }
        let held = self.buffer.len();
        self.buffer.resize(held + HEAD, 0);
        let got = loop {
            match self.inner.read(&mut self.buffer[held..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        self.buffer.truncate(held + *got.as_ref().unwrap_or(&0));
        match got {
            Ok(0) => self.ended = true,
            Ok(_) => {}
            Err(error) => self.error = Some(error),
        }
    }

    /// Everything left, if it is no more than `cap` bytes.
    pub(super) fn load(&mut self, cap: usize) -> Load {
        let mut bytes = vec![];
        loop {
            let chunk = match self.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) => return Load::Broken(bytes, error),
            };
            if chunk.is_empty() {
                return Load::Whole(bytes);
            }
            if bytes.len() + chunk.len() > cap {
                return Load::TooLarge;
            }
            let count = chunk.len();
            bytes.extend_from_slice(chunk);
            self.consume(count);
        }
    }

    /// The next line into `line`, without its `\n`; a line above `cap` is passed over unkept.
    pub(super) fn line(&mut self, line: &mut Vec<u8>, cap: usize) -> io::Result<Line> {
        line.clear();
        let (mut any, mut long) = (false, false);
        loop {
            // A line cut short by an error is none.
            let chunk = self.fill_buf()?;
            if chunk.is_empty() {
                break;
            }
            any = true;
            let end = memchr::memchr(b'\n', chunk);
            let part = &chunk[..end.unwrap_or(chunk.len())];
            if line.len() + part.len() > cap {
                long = true;
                line.clear();
            }
            if !long {
                line.extend_from_slice(part);
            }
            let count = part.len() + usize::from(end.is_some());
            self.consume(count);
            if end.is_some() {
                break;
            }
        }
        Ok(match (any, long) {
            (false, _) => Line::End,
            (true, true) => Line::TooLong,
            (true, false) => Line::Whole,
        })
    }

    /// Passes over `count` bytes; the number actually passed over is less only at the end.
    pub(super) fn skip(&mut self, count: u64) -> io::Result<u64> {
        let mut left = count;
        while left > 0 {
            let held = self.fill_buf()?.len();
            if held == 0 {
                break;
            }
            let step = held.min(usize::try_from(left).unwrap_or(usize::MAX));
            self.consume(step);
            left -= step as u64;
        }
        Ok(count - left)
    }
}

impl Read for Stream<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let chunk = self.fill_buf()?;
        let count = chunk.len().min(out.len());
        out[..count].copy_from_slice(&chunk[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Stream<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.start == self.buffer.len() && !self.ended {
            if self.error.is_none() {
                self.fill();
            }
            if self.start == self.buffer.len()
                && let Some(error) = self.error.take()
            {
                // A stream that failed once is at its end: asking again must not loop.
                self.ended = true;
                return Err(error);
            }
        }
        Ok(&self.buffer[self.start..])
    }

    fn consume(&mut self, count: usize) {
        self.start += count;
        self.position += count as u64;
    }
}

/// Errors whose reason is known; every other error comes from a decoder and means damage.
#[derive(Debug, thiserror::Error)]
enum Fault {
    /// The input itself could not be read.
    #[error("{0}")]
    Unreadable(io::Error),
    /// More came out than the limit on expansion allows.
    #[error("{0}")]
    Expands(String),
}

/// The refusal that an error of a stream stands for.
pub(super) fn refusal(error: &io::Error, what: &str) -> Refusal {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<Fault>()) {
        Some(Fault::Unreadable(error)) => Refusal::new(
            "unreadable",
            format!(
                "{what} could not be read to its end: {error}; check the file and read it again"
            ),
        ),
        Some(Fault::Expands(detail)) => Refusal::new("expands-too-far", detail.clone()),
        None => Refusal::new(
            "damaged",
            format!("{what} is damaged or cut short ({error}); what came before is kept"),
        ),
    }
}

/// Whether an error means that the data is damaged, not that reading it failed or was stopped.
pub(super) fn is_damage(error: &io::Error) -> bool {
    error.get_ref().is_none_or(|inner| !inner.is::<Fault>())
}

/// The input itself: marks its errors as such.
pub(super) struct Raw<'a>(pub(super) &'a mut dyn super::Source);

impl Read for Raw<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.0.read(out).map_err(|error| match error.kind() {
            io::ErrorKind::Interrupted => error,
            _ => unreadable(error),
        })
    }
}

/// An error of the input itself, marked as such.
pub(super) fn unreadable(error: io::Error) -> io::Error {
    io::Error::other(Fault::Unreadable(error))
}

/// Counts all that comes out of the compressed streams of one input, at every depth.
#[derive(Debug)]
pub(super) struct Meter {
    ratio: u64,
    allowed: u64,
    out: Cell<u64>,
}

impl Meter {
    /// For an input of `size` bytes.
    pub(super) fn new(size: u64, ratio: u64) -> Self {
        let allowed = size.saturating_mul(ratio).saturating_add(SLACK);
        Self { ratio, allowed, out: Cell::new(0) }
    }

    /// Whether the input's allowance is used up.
    pub(super) fn spent(&self) -> bool {
        self.out.get() > self.allowed
    }

    fn count(&self, bytes: usize, stream_in: u64, stream_out: u64) -> io::Result<()> {
        self.out.set(self.out.get().saturating_add(bytes as u64));
        let over = stream_out > stream_in.saturating_mul(self.ratio).saturating_add(SLACK);
        if over || self.spent() {
            let ratio = self.ratio;
            return Err(io::Error::other(Fault::Expands(format!(
                "expands to more than {ratio} times its size, as no ordinary text does; if it is \
                 meant, raise --expansion"
            ))));
        }
        Ok(())
    }
}

/// A decoder's output, held to the limit on expansion as it streams.
pub(super) struct Expanding<'a, R> {
    /// The decoder.
    pub(super) decoder: R,
    /// Compressed bytes that went in so far.
    pub(super) fed: &'a Cell<u64>,
    /// The meter of the whole input.
    pub(super) meter: &'a Meter,
    /// Bytes that came out so far.
    pub(super) out: u64,
}

impl<R: Read> Read for Expanding<'_, R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.decoder.read(out)?;
        self.out += count as u64;
        self.meter.count(count, self.fed.get(), self.out)?;
        Ok(count)
    }
}

/// Counts the bytes that a decoder takes.
pub(super) struct Counted<'a, R> {
    /// Where they come from.
    pub(super) inner: R,
    /// Where they are counted.
    pub(super) fed: &'a Cell<u64>,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(out)?;
        self.fed.set(self.fed.get() + count as u64);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Counted<'_, R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.fed.set(self.fed.get() + count as u64);
        self.inner.consume(count);
    }
}
