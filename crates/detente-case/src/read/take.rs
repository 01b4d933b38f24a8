//! Inputs taken in: stored first, then taken apart from what was stored.

use super::walk::{Item, shown, unreadable};
use super::{Job, Key, Note, Place, Setting, Task, joined};
use crate::options::PdfText;
use crate::pipeline::{Feed, Stopped};
use crate::store::body::Sum;
use crate::store::chunks::{CHUNK, Stored};
use crate::store::connection::Db;
use detente_text::container::{self, Source};
use detente_text::{Limits, Locator, Member, Refusal};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Cursor, Read, Seek};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::mpsc;

/// Files up to this size are read at once and taken apart in memory.
const AT_ONCE: usize = 32 << 20;

type Flow = Result<(), Stopped>;

/// Takes inputs in, one after the other.
pub(crate) struct Taker<'a> {
    setting: &'a Setting<'a>,
    beside: Db,
    feed: &'a mut Feed<Task, Note>,
    next: Key,
}

impl<'a> Taker<'a> {
    pub(crate) fn new(
        setting: &'a Setting<'a>,
        beside: Db,
        feed: &'a mut Feed<Task, Note>,
    ) -> Self {
        Self { setting, beside, feed, next: 0 }
    }

    pub(crate) fn all(mut self, items: Vec<Item>) -> Flow {
        for item in items {
            match item {
                Item::Refused(path, refusal) => self.refuse(&path, refusal, 0)?,
                Item::Stdin => {
                    self.feed.pass(Note::Opened)?;
                    self.stream(&mut io::stdin().lock(), "-", "-.jsonl", &[])?;
                }
                Item::Sent(name, bytes) => {
                    self.feed.pass(Note::Opened)?;
                    self.at_once(&name, &bytes, bytes.len() as u64)?;
                }
                Item::Given(path, member) => {
                    let bytes = member.original.len() as u64;
                    // It stands by itself: what it lay in is not here to be cut.
                    let member = Member { member: None, locator: None, ..*member };
                    let job = Job { member, place: Place::File { path }, bytes };
                    self.feed.work(Task::Report(Box::new(job)), 2 * bytes as usize)?;
                }
                Item::File(path, size) => {
                    self.feed.pass(Note::Opened)?;
                    self.file(&path, size)?;
                }
            }
        }
        Ok(())
    }

    fn refuse(&mut self, path: &str, refusal: Refusal, bytes: u64) -> Flow {
        let path = joined(path, refusal.member.as_deref());
        self.feed.pass(Note::Refused { path, refusal, bytes })
    }

    fn file(&mut self, path: &Path, size: Option<u64>) -> Flow {
        let name = shown(path);
        let known = size.unwrap_or(0);
        let mut file = match File::open(path) {
            Ok(file) => file,
            Err(error) => return self.refuse(&name, unreadable(&error), known),
        };
        let mut bytes = Vec::with_capacity(known.min(AT_ONCE as u64) as usize + 1);
        if let Err(error) = (&mut file).take(AT_ONCE as u64 + 1).read_to_end(&mut bytes) {
            return self.refuse(&name, unreadable(&error), known);
        }
        if bytes.len() <= AT_ONCE {
            return self.at_once(&name, &bytes, bytes.len() as u64);
        }
        if size.is_none() {
            return self.stream(&mut file, &name, &name, &bytes);
        }
        drop(bytes);
        self.large(&mut file, &name, known)
    }

    /// A file that is not held in memory: looked into first, so that what is refused as a whole
    /// is never stored.
    fn large(&mut self, file: &mut File, name: &str, size: u64) -> Flow {
        let mut first = None;
        let mut look = |found: Result<Member, Refusal>| {
            first = Some(found);
            ControlFlow::Break(())
        };
        let options = &self.setting.options;
        let fault = members(file, name, &options.limits, &options.pdf, &mut look);
        match first.or(fault.map(Err)) {
            Some(Err(refusal)) if refusal.member.is_none() => {
                return self.refuse(name, refusal, size);
            }
            Some(Ok(member)) if member.member.is_none() => {
                // One original, within a limit that was set wider than usual.
                let most = self.setting.options.limits.report_bytes as u64;
                let mut bytes = vec![];
                let read = file.rewind().and_then(|()| file.take(most + 1).read_to_end(&mut bytes));
                return match read {
                    Ok(_) => self.at_once(name, &bytes, size),
                    Err(error) => self.refuse(name, unreadable(&error), size),
                };
            }
            _ => {}
        }
        let read = file.rewind().and_then(|()| self.sum_if_known(file, size));
        match read.and_then(|sum| file.rewind().map(|()| sum)) {
            Err(error) => self.refuse(name, unreadable(&error), size),
            Ok(Some(container)) => {
                self.feed.pass(Note::Seen { container, path: name.to_owned(), bytes: size })
            }
            Ok(None) => self.stream(file, name, name, &[]),
        }
    }

    /// Whether a container of this size was read to its end, and it is this one.
    fn sum_if_known(&self, file: &mut File, size: u64) -> io::Result<Option<i64>> {
        let sql = "SELECT 1 FROM containers WHERE bytes = ?1 AND state = 2 AND refused = 0";
        let any = self.beside.first(sql, [size as i64], |_| Ok(())).map_err(io::Error::other)?;
        if any.is_none() || !self.setting.skip {
            return Ok(None);
        }
        let mut hash = Sha256::new();
        let mut block = vec![0; CHUNK];
        loop {
            match file.read(&mut block)? {
                0 => return Ok(self.seen(&hash.finalize().into())),
                n => hash.update(&block[..n]),
            }
        }
    }

    /// The container with this sum, where it was read to its end and nothing in it was refused.
    fn seen(&self, sum: &Sum) -> Option<i64> {
        let sql = "SELECT n FROM containers WHERE sha256 = ?1 AND state = 2 AND refused = 0";
        let found = self.beside.first(sql, [sum.as_slice()], |row| row.get(0));
        // An error here comes up again where it can be told.
        found.ok().flatten().filter(|_| self.setting.skip)
    }

    /// An input whose bytes are at hand.
    fn at_once(&mut self, name: &str, bytes: &[u8], size: u64) -> Flow {
        let sum: Sum = Sha256::digest(bytes).into();
        if let Some(container) = self.seen(&sum) {
            return self.feed.pass(Note::Seen { container, path: name.to_owned(), bytes: size });
        }
        let cut = |[from, to]: [u64; 2]| {
            let range = usize::try_from(from).ok()?..usize::try_from(to).ok()?;
            bytes.get(range).map(<[u8]>::to_vec)
        };
        let mut input =
            Input { name, kind: name, size, source: &mut Cursor::new(bytes), cut: &cut };
        self.walk(&mut input, None, &mut |taker| taker.store(name, bytes, sum))
    }

    /// Stores a container whose bytes are at hand.
    fn store(&mut self, name: &str, bytes: &[u8], sum: Sum) -> Result<Key, Stopped> {
        let key = self.begin(name)?;
        for (n, chunk) in bytes.chunks(CHUNK).enumerate() {
            let start = (n * CHUNK) as u64;
            self.feed.work(Task::Pack { key, start, bytes: chunk.to_vec() }, chunk.len())?;
        }
        self.feed.pass(Note::End { key, sum, bytes: bytes.len() as u64, told: None })?;
        Ok(key)
    }

    /// An input that cannot be held: stored a chunk at a time, then read back from there.
    fn stream(&mut self, input: &mut dyn Read, name: &str, kind: &str, head: &[u8]) -> Flow {
        let key = self.begin(name)?;
        let (mut hash, mut total) = (Sha256::new(), 0u64);
        let mut input = head.chain(input);
        loop {
            let mut bytes = Vec::with_capacity(CHUNK);
            if let Err(error) = (&mut input).take(CHUNK as u64).read_to_end(&mut bytes) {
                self.feed.pass(Note::Cancel { key })?;
                return self.refuse(name, unreadable(&error), total);
            }
            if bytes.is_empty() {
                break;
            }
            hash.update(&bytes);
            let (start, weight) = (total, bytes.len());
            total += weight as u64;
            self.feed.work(Task::Pack { key, start, bytes }, weight)?;
        }
        let (told, number) = mpsc::channel();
        let sum = hash.finalize().into();
        self.feed.pass(Note::End { key, sum, bytes: total, told: Some(told) })?;
        let number = number.recv().map_err(|_| Stopped)?;
        let beside = crate::store::connection::open_beside(&self.beside.path);
        let beside = match beside {
            Ok(beside) => beside,
            Err(error) => {
                self.feed.pass(Note::Cancel { key })?;
                let refusal =
                    Refusal::new("unreadable", format!("could not be read back: {error}"));
                return self.refuse(name, refusal, total);
            }
        };
        let stored = Stored::new(&beside, number, total);
        let cut = |[from, to]: [u64; 2]| {
            stored.range(from, usize::try_from(to.checked_sub(from)?).ok()?).ok()
        };
        let source = &mut stored.clone();
        let mut input = Input { name, kind, size: total, source, cut: &cut };
        self.walk(&mut input, Some(key), &mut |_| Ok(key))
    }

    fn begin(&mut self, path: &str) -> Result<Key, Stopped> {
        let key = self.next;
        self.next += 1;
        self.feed.pass(Note::Begin { key, path: path.to_owned() })?;
        Ok(key)
    }

    /// Takes an input apart and hands on what it finds. `key` is the container it is stored as;
    /// where it is not yet, `store` is asked for one when the first member shows up.
    fn walk(
        &mut self,
        input: &mut Input<'_>,
        key: Option<Key>,
        store: &mut dyn FnMut(&mut Self) -> Result<Key, Stopped>,
    ) -> Flow {
        let Input { name, kind, size, .. } = *input;
        let (limits, pdf) = (&self.setting.options.limits, &self.setting.options.pdf);
        let (mut key, mut ordinal, mut refused, mut done) = (key, 0, 0, 0u64);
        let mut flow: Flow = Ok(());
        let (source, cut) = (&mut *input.source, input.cut);
        let mut hand = |found: Result<Member, Refusal>| -> Flow {
            let member = match found {
                Ok(member) => member,
                Err(refusal) => {
                    refused += 1;
                    return self.refuse(name, refusal, 0);
                }
            };
            let end = member.locator.as_ref().map_or(done, |locator| locator.bytes[1]);
            let bytes = end.min(size).saturating_sub(done);
            done += bytes;
            let path = name.to_owned();
            let place = match (&member.member, key) {
                (None, None) => Place::File { path },
                (_, known) => {
                    let key = match known {
                        Some(key) => key,
                        None => *key.insert(store(self)?),
                    };
                    Place::Within { key, ordinal, path, locator: checked(&member, cut) }
                }
            };
            ordinal += 1;
            let weight = member.original.len() * 2;
            self.feed.work(Task::Report(Box::new(Job { member, place, bytes })), weight)
        };
        let mut sink = |found| {
            flow = hand(found);
            if flow.is_err() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let fault = members(source, kind, limits, pdf, &mut sink);
        flow?;
        if let Some(refusal) = fault {
            refused += 1;
            self.refuse(name, refusal, 0)?;
        }
        let bytes = size.saturating_sub(done);
        self.feed.pass(match key {
            Some(key) => Note::Finished { key, refused, bytes },
            None => Note::Passed { bytes },
        })
    }
}

/// An input to be taken apart.
struct Input<'a> {
    name: &'a str,
    /// The name by which its format may be told.
    kind: &'a str,
    size: u64,
    source: &'a mut dyn Source,
    /// Its bytes in a range.
    cut: &'a dyn Fn([u64; 2]) -> Option<Vec<u8>>,
}

/// The members of an input; the refusal of what is left of it, should that fail in a way that it
/// should not.
fn members(
    source: &mut dyn Source,
    name: &str,
    limits: &Limits,
    pdf: &PdfText,
    sink: &mut dyn FnMut(Result<Member, Refusal>) -> ControlFlow<()>,
) -> Option<Refusal> {
    let walk = || {
        container::members(source, name, limits, &|bytes| pdf(bytes), sink);
    };
    catch_unwind(AssertUnwindSafe(walk)).err().map(|panic| super::analyse::fault(&*panic))
}

/// The member's place in its container, where it can be cut out of it as it is.
fn checked(
    member: &Member,
    cut: &dyn Fn([u64; 2]) -> Option<Vec<u8>>,
) -> Option<([u64; 2], detente_text::Take)> {
    let Locator { bytes, take } = member.locator.clone()?;
    let found = container::cut(&cut(bytes)?, &take)?;
    (found == member.original).then_some((bytes, take))
}
