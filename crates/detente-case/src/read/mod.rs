//! From inputs to rows.
//!
//! One thread takes inputs in: it stores what they hold and takes it apart. Some read reports.
//! The calling thread alone writes, in the order of the inputs.

pub(crate) mod analyse;
mod known;
pub(crate) mod take;
pub(crate) mod walk;
pub(crate) mod write;

use crate::error::{Error, Kind, Result};
use crate::pipeline;
use crate::store::body::{self, Sum};
use crate::store::connection::{self, Db};
use crate::{Input, Progress, ReadOptions, Summary};
use detente_text::{Member, Refusal, Take};
use detente_world::World;
use std::sync::mpsc::Sender;

/// A container within one reading, before the writer has given it a number.
pub(crate) type Key = u32;

/// What takes time.
pub(crate) enum Task {
    /// A report to be read.
    Report(Box<Job>),
    /// A stretch of a container to be packed.
    Pack { key: Key, start: u64, bytes: Vec<u8> },
}

/// A stored original on its way.
pub(crate) struct Job {
    pub(crate) member: Member,
    pub(crate) place: Place,
    /// Bytes of input it stands for, for the progress.
    pub(crate) bytes: u64,
}

/// Where an original lies.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    /// It is a file by itself.
    File { path: String },
    /// It is a member of a container.
    Within { key: Key, ordinal: u64, path: String, locator: Option<([u64; 2], Take)> },
}

impl Place {
    /// The input's name and the member's.
    pub(crate) fn shown(&self, member: Option<&str>) -> String {
        match self {
            Self::File { path } => path.clone(),
            Self::Within { path, .. } => joined(path, member),
        }
    }
}

/// An input's name and its member's.
pub(crate) fn joined(path: &str, member: Option<&str>) -> String {
    match member {
        Some(member) => format!("{path} » {member}"),
        None => path.to_owned(),
    }
}

/// What the writer is told, in the order of the inputs.
pub(crate) enum Note {
    /// A container begins.
    Begin { key: Key, path: String },
    /// A stretch of it.
    Packed { key: Key, start: u64, frame: std::io::Result<Vec<u8>> },
    /// All of it is there. Whoever waits is told its number once it is on the disk.
    End { key: Key, sum: Sum, bytes: u64, told: Option<Sender<i64>> },
    /// It could not be read to its end.
    Cancel { key: Key },
    /// All its members have been handed over.
    Finished { key: Key, refused: u64, bytes: u64 },
    /// It was read to its end earlier.
    Seen { container: i64, path: String, bytes: u64 },
    /// A file was opened.
    Opened,
    /// All of an input that is no container has been handed over.
    Passed { bytes: u64 },
    /// An original.
    Report(Box<Outcome>),
    /// An input or a member that is not read.
    Refused { path: String, refusal: Refusal, bytes: u64 },
}

/// An original, and what its reading came to.
pub(crate) struct Outcome {
    pub(crate) sum: Sum,
    pub(crate) length: usize,
    /// Without its bytes.
    pub(crate) member: Member,
    /// The packed bytes, where they cannot be cut out of a container.
    pub(crate) body: Option<std::io::Result<Vec<u8>>>,
    pub(crate) place: Place,
    pub(crate) bytes: u64,
    pub(crate) said: Said,
}

/// What a reading came to.
pub(crate) enum Said {
    /// It was not read: the case knows it.
    Known,
    /// It cannot be read.
    Refused(Refusal),
    /// It was read.
    Read(Box<Read>),
}

/// What one report says.
#[derive(Clone, Debug)]
pub struct Read {
    /// Its rows.
    pub reading: detente_reading::Reading,
    /// What it says by its own words alone, where what others fix gives it other days.
    pub own: Option<detente_reading::Reading>,
    /// Whether its day is not told, so that it has to be worked out.
    pub undated: bool,
    /// Its reading text.
    pub text: String,
}

/// What does not change during a reading.
pub(crate) struct Setting<'a> {
    pub(crate) options: &'a ReadOptions,
    pub(crate) world: &'a World,
    pub(crate) known: known::Known,
    /// Whether a container that was read to its end may be passed over.
    pub(crate) skip: bool,
}

/// Reads inputs into a case.
pub(crate) fn read(
    db: &Db,
    inputs: &[Input],
    options: &ReadOptions,
    world: &World,
    progress: &dyn Progress,
) -> Result<Summary> {
    progress.stage("looking");
    let walk = walk::Walk::of(inputs, &db.path);
    if let ([_], [walk::Item::Refused(path, refusal)]) = (inputs, walk.items.as_slice())
        && refusal.reason == "not-found"
    {
        return Err(Error::new(Kind::Input, format!("{path}: {}", refusal.detail)));
    }
    sweep(db)?;
    let streams = walk.items.iter().any(|item| matches!(item, walk::Item::Stdin));
    progress.total((!streams).then(|| walk.bytes()));
    progress.stage("reading");
    let tombstones = db.count("SELECT count(*) FROM tombstones")?;
    let setting = Setting {
        options,
        world,
        known: known::Known::of(db, (!streams).then(|| walk.bytes()), options.again)?,
        skip: !(options.again && tombstones > 0),
    };
    let beside = connection::open_beside(&db.path)?;
    let summary = Summary { hidden: walk.hidden, ..Summary::default() };
    let mut writer = write::Writer::new(db, setting.world, options.again, progress, summary);
    let outcome = pipeline::ordered(
        pipeline::threads(options.threads),
        |feed| take::Taker::new(&setting, beside, feed).all(walk.items),
        |task| work(task, &setting),
        |note| writer.note(note),
    );
    writer.end(outcome)
}

fn work(task: Task, setting: &Setting<'_>) -> Note {
    match task {
        Task::Pack { key, start, bytes } => Note::Packed { key, start, frame: body::pack(&bytes) },
        Task::Report(job) => Note::Report(Box::new(analyse::report(*job, setting))),
    }
}

/// Takes away containers that were being stored when a process was killed.
fn sweep(db: &Db) -> Result<()> {
    if db.count("SELECT count(*) FROM containers WHERE state = 0")? == 0 {
        return Ok(());
    }
    db.transaction(|| db.batch("DELETE FROM containers WHERE state = 0"))
}
