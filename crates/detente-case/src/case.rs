mod overall;
mod watching;

use crate::error::Result;
use crate::keep::audit::{self, Drawn, Judged, Precision, VerdictOn};
use crate::keep::{backup, correct, corrections, doctor, merge, remove, reread, verify, who};
use crate::keep::{correct::Correcting, corrections::CorrectionRow};
use crate::keep::{doctor::Check, remove::Removed, verify::Verification};
use crate::link;
use crate::query::{conditions, days, diff, facets, find, lanes, map, rows, search};
use crate::query::{facets::Facets, facets::Narrow, find::Found, map::Happened};
use crate::query::{rows::Row, search::Hit};
use crate::read::{self, analyse};
use crate::store::chunks::damaged;
use crate::store::connection::{self, Db, Upgrade};
use crate::store::corrections::{self as said, Undone};
use crate::store::custody;
use crate::store::layers::{self, Layer, LayerForm};
use crate::store::lock::WriterLock;
use crate::store::originals::{self, Shelf};
use crate::store::outside::{self, OutsideFile};
use crate::{Error, Filter, Input, Progress, ReadOptions, Summary};
use detente_reading::Step;
use detente_record::Outside;
use detente_text::{Document, Member};
use detente_world::{World, WorldError};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// A case: one SQLite file, open for reading or for writing.
///
/// One process writes at a time, and many may read meanwhile. What was committed stays, whatever
/// happens to the process.
#[derive(Debug)]
pub struct Case {
    // Closed in this order: SQLite's files are gone before the lock is, and both before the
    // folder of a temporary case.
    db: Db,
    lock: Option<WriterLock>,
    _folder: Option<tempfile::TempDir>,
    /// The world with the case's layers, where it has any; opened when first asked for.
    world: OnceLock<Option<Arc<World>>>,
    /// What was read anew when an older case was opened, until somebody asks for it.
    upgraded: Option<Summary>,
}

impl Case {
    /// Opens a case for writing. Creates it where there is none, brings the tables of an older
    /// one up to date, and finishes the linking that a killed process left.
    ///
    /// # Errors
    /// Where its folder does not exist or cannot be written to; where another process writes to
    /// it for longer than five seconds; where the file is no case, is damaged, or was written by
    /// a newer version.
    pub fn open(path: &Path) -> Result<Self> {
        Self::open_with(path, None, &())
    }

    /// The same, told as it goes: of an older case every report may be read anew.
    ///
    /// # Errors
    /// Those of [`Case::open`].
    pub fn open_watched(path: &Path, progress: &dyn Progress) -> Result<Self> {
        Self::open_with(path, None, progress)
    }

    fn open_with(
        path: &Path,
        folder: Option<tempfile::TempDir>,
        progress: &dyn Progress,
    ) -> Result<Self> {
        let lock = WriterLock::take(path)?;
        let (db, upgrade) = connection::open_writing(path)?;
        let world = OnceLock::new();
        let mut case = Self { db, lock: Some(lock), _folder: folder, world, upgraded: None };
        layers::refresh(&case.db)?;
        remove::finish(&case.db)?;
        let anew = case.resume(false, progress)?;
        if upgrade == Upgrade::Rows {
            doctor::tidy(&case.db)?;
        }
        case.upgraded = (upgrade != Upgrade::None).then_some(anew);
        Ok(case)
    }

    /// Opens a case for reading only.
    ///
    /// # Errors
    /// Where there is no such file, or it is no case, is damaged, or was written by a newer
    /// version, or by an older one and not brought up to date.
    pub fn open_existing(path: &Path) -> Result<Self> {
        let db = connection::open_reading(path)?;
        Ok(Self { db, lock: None, _folder: None, world: OnceLock::new(), upgraded: None })
    }

    /// A case in a temporary file, which goes when it is dropped.
    ///
    /// # Errors
    /// Where no temporary file can be made.
    pub fn temporary() -> Result<Self> {
        let folder = tempfile::Builder::new()
            .prefix("detente-")
            .tempdir()
            .map_err(|error| Error::of_io(&std::env::temp_dir(), error))?;
        let path = folder.path().join("case.detente");
        Self::open_with(&path, Some(folder), &())
    }

    /// The file, as an absolute path.
    pub fn path(&self) -> &Path {
        &self.db.path
    }

    /// Reads inputs: files, folders, patterns, a stream. What was read before adds nothing, what
    /// cannot be read becomes a row of `refused`, and the rest is read.
    ///
    /// # Errors
    /// Where the only input does not exist; where the case cannot be written to, e.g. because
    /// the disk is full. What was committed until then stays, and reading again completes it.
    pub fn read(
        &mut self,
        inputs: &[Input],
        options: &ReadOptions,
        progress: &dyn Progress,
    ) -> Result<Summary> {
        self.writable()?;
        let summary = read::read(&self.db, inputs, options, self.world()?, progress)?;
        self.resume(options.text_only, progress)?;
        if summary.added > 0 {
            progress.stage("tidying up");
            doctor::tidy(&self.db)?;
        }
        Ok(summary)
    }

    /// Reads anew what is marked, and links what is dirty.
    fn resume(&self, text_only: bool, progress: &dyn Progress) -> Result<Summary> {
        let world = self.world()?;
        let anew = reread::due(&self.db, world, text_only, progress)?;
        link::link(&self.db, world, progress)?;
        Ok(anew)
    }

    fn writable(&self) -> Result<()> {
        if self.lock.is_some() {
            return Ok(());
        }
        let message = format!("{}: open for reading only", self.db.path.display());
        Err(Error::new(crate::error::Kind::ReadOnly, message))
    }

    /// The rows of one kind that a filter lets through, in the order of that kind: reports and
    /// the timeline by day, actors by how often they are named, all else by report and place.
    ///
    /// # Errors
    /// Where the case is damaged.
    ///
    /// ```
    /// use detente_case::{Case, Filter};
    /// use detente_record::Event;
    /// let case = Case::temporary()?;
    /// let filter = Filter { actor: Some("state:TUR".into()), ..Filter::default() };
    /// assert_eq!(case.rows::<Event>(&filter)?, []);
    /// # Ok::<(), detente_case::Error>(())
    /// ```
    pub fn rows<T: Row>(&self, filter: &Filter) -> Result<Vec<T>> {
        let mut all = vec![];
        self.for_each(filter, &mut |row| {
            all.push(row);
            Ok(())
        })?;
        Ok(all)
    }

    /// The same, one row at a time, so that not all need be in memory.
    ///
    /// # Errors
    /// Where the case is damaged; the first error of `each`, which ends it.
    pub fn for_each<T: Row>(
        &self,
        filter: &Filter,
        each: &mut dyn FnMut(T) -> Result<()>,
    ) -> Result<()> {
        // The table for accounts from outside is made when the first come in.
        if T::TABLE == "outside" && !outside::any(&self.db)? {
            return Ok(());
        }
        if T::TABLE == "incidents"
            && let Some((condition, values)) = lanes::condition(&self.db, filter)?
        {
            return rows::each(&self.db, &condition, &values, None, each);
        }
        let (mut condition, values) = conditions::of::<T>(filter);
        if T::TABLE == "reports"
            && let Some((more, window)) = days::narrowed(&self.db, filter)?
        {
            condition += &format!(" AND {more}");
            return rows::window(&self.db, &condition, &values, window, each);
        }
        let window = rows::Window { limit: filter.limit, skip: filter.skip };
        rows::window(&self.db, &condition, &values, window, each)
    }

    /// The places of the incidents that pass a filter, with how many happened there; those with most
    /// come first. Of places without coordinates nothing is told.
    ///
    /// # Errors
    /// Where the case is damaged.
    pub fn happened(&self, filter: &Filter) -> Result<Vec<Happened>> {
        map::happened(&self.db, filter)
    }

    /// The row with this id, of whatever kind, else the only one whose id begins so.
    ///
    /// # Errors
    /// Where there is none, or there are several.
    pub fn find(&self, id: &str) -> Result<Found> {
        find::find(&self.db, id)
    }

    /// The last entry of the log of custody, and whether something read since is still to be linked. A
    /// record of which neither changed is the same record.
    ///
    /// # Errors
    /// Where the case is damaged.
    ///
    /// ```
    /// let case = detente_case::Case::temporary()?;
    /// assert_eq!(case.point()?, case.point()?);
    /// # Ok::<(), detente_case::Error>(())
    /// ```
    pub fn point(&self) -> Result<(u64, bool)> {
        let last = self.db.count("SELECT max(seq) FROM custody")?;
        let waits = "SELECT EXISTS (SELECT 1 FROM dirty) OR EXISTS (SELECT 1 FROM stale)";
        Ok((last, self.db.count(waits)? > 0))
    }

    /// A word for the state of the record, another one after each change; `None` where something is
    /// still to be linked.
    ///
    /// # Errors
    /// Where the case is damaged.
    pub fn stamp(&self) -> Result<Option<String>> {
        if self.point()?.1 {
            return Ok(None);
        }
        let sql = "SELECT seq || '-' || hash FROM custody ORDER BY seq DESC LIMIT 1";
        let last: Option<String> = self.db.first(sql, [], |row| row.get(0))?;
        Ok(Some(last.unwrap_or_default()))
    }

    /// The same among the rows of one table: an incident bears the id of its first event, and a
    /// claim may bear that of its incident.
    ///
    /// # Errors
    /// Where there is none in this table, or there are several.
    pub fn find_in(&self, table: &str, id: &str) -> Result<Found> {
        find::find_in(&self.db, table, id)
    }

    /// A report as the text stage reads it. `report` is its id, or enough of it.
    ///
    /// # Errors
    /// Where there is no such report, or the case is damaged.
    pub fn document(&self, report: &str) -> Result<Document> {
        let member = self.member(report)?;
        analyse::document(&member).map_err(|refusal| {
            let message = format!(
                "{}: report {report} cannot be read any more: {}",
                self.db.path.display(),
                refusal.detail
            );
            Error::new(crate::error::Kind::Other, message)
        })
    }

    /// How an event came to be: its report is read again, and the row's way told in steps, then
    /// what joins it to others of its incident. None for a row of another kind.
    ///
    /// # Errors
    /// Where there is no such report, or the case is damaged.
    pub fn why(&self, report: &str, id: &str) -> Result<Vec<Step>> {
        let document = self.document(report)?;
        let renamed = who::of_row(&self.db, &document.id, id)?;
        let mut steps = corrections::steps(&self.db, id, &renamed)?;
        let known = link::known_of(&self.db, &originals::by_id(&self.db, &document.id)?)?;
        steps.extend(analyse::why(&document, self.world()?, &known, id));
        steps.extend(link::steps(&self.db, self.world()?, id)?);
        Ok(steps)
    }

    /// What analysts said of a row, one step each, the last first; none where nobody did.
    ///
    /// # Errors
    /// Where the case is damaged.
    pub fn said_of(&self, id: &str) -> Result<Vec<Step>> {
        corrections::steps(&self.db, id, &[])
    }

    /// A report's stored bytes: those of the file itself, or of the member it was in a container.
    ///
    /// # Errors
    /// Where there is no such report, or the case is damaged.
    pub fn original(&self, report: &str) -> Result<Vec<u8>> {
        Ok(self.member(report)?.original)
    }

    fn member(&self, report: &str) -> Result<Member> {
        let id = find::report(&self.db, report)?;
        let original = originals::by_id(&self.db, &id)?;
        let sum = original.sum;
        let member = Shelf::new(&self.db).member(original)?;
        let found: [u8; 32] = <sha2::Sha256 as sha2::Digest>::digest(&member.original).into();
        match found == sum {
            true => Ok(member),
            false => Err(damaged(&self.db, format_args!("the bytes of report {id} were changed"))),
        }
    }

    /// The reports that hold all of these words, best first. Words in quotation marks stand
    /// together; a `*` after a word lets it go on; no other character has a meaning.
    ///
    /// # Errors
    /// Where there is no word in the question.
    pub fn search(&self, words: &str, limit: usize) -> Result<Vec<Hit>> {
        self.search_within(words, &Narrow::default(), limit, 0)
    }

    /// The same among the reports of an outlet or of some days, after so many that are passed over.
    ///
    /// # Errors
    /// Where there is no word in the question.
    pub fn search_within(
        &self,
        words: &str,
        narrow: &Narrow,
        limit: usize,
        skip: usize,
    ) -> Result<Vec<Hit>> {
        search::search(&self.db, words, narrow, (limit, skip))
    }

    /// By outlet and by month, how many reports hold all of these words, as far as they are counted.
    ///
    /// # Errors
    /// Where there is no word in the question.
    pub fn facets(&self, words: &str, narrow: &Narrow) -> Result<Facets> {
        facets::facets(&self.db, words, narrow)
    }

    /// Recomputes everything that can be: the file's own integrity, the log of custody, the sums
    /// of all stored bytes, and every quotation in every row.
    ///
    /// # Errors
    /// Where the case cannot be read at all; what is wrong in it is told in the result.
    pub fn verify(&self, progress: &dyn Progress) -> Result<Verification> {
        verify::verify(&self.db.path, progress)
    }

    /// Removes a report, by its id or enough of it, and keeps it from being read in again.
    ///
    /// Its bytes are erased, unless it lies in a container together with reports that stay: the
    /// container's bytes go with the last of these. The log of custody keeps its name and sum.
    ///
    /// # Errors
    /// Where there is no such report, or the case cannot be written to.
    pub fn remove(&mut self, report: &str, reason: &str) -> Result<Removed> {
        self.writable()?;
        remove::remove(&self.db, self.world()?, report, reason)
    }

    /// Reads every stored original anew and replaces all derived rows. Where an older case was brought
    /// up to date as it was opened, that is what this tells, and nothing is read twice.
    ///
    /// # Errors
    /// Where the case is damaged or cannot be written to. Ended halfway, it goes on the next time
    /// that the case is opened for writing.
    pub fn reread(&mut self, progress: &dyn Progress) -> Result<Summary> {
        self.writable()?;
        match self.upgraded.take() {
            Some(done) => Ok(done),
            None => reread::all(&self.db, self.world()?, progress),
        }
    }

    /// Keeps what an analyst says of a row, and makes anew what hangs on it. What is kept names bytes,
    /// so that it holds however often the reports are read again. Gives it as it stands.
    ///
    /// # Errors
    /// Where there is no such row, or such a thing can't be said of it; where an author or a reason
    /// is missing; where the case can't be written to.
    pub fn correct(
        &mut self,
        asked: &Correcting,
        progress: &dyn Progress,
    ) -> Result<CorrectionRow> {
        self.writable()?;
        let (mut correction, words) = correct::correction(&self.db, self.world()?, asked)?;
        self.db.transaction(|| {
            said::add(&self.db, &mut correction, &words)?;
            correct::mark(&self.db, &correction)
        })?;
        self.resume(false, progress)?;
        self.correction(correction.n)
    }

    /// The time now, RFC 3339 UTC to the second, for what an analyst says: never before that of the last
    /// correction, so that what is said last holds though the clock was set back.
    ///
    /// # Errors
    /// Where the case is damaged.
    ///
    /// ```
    /// let case = detente_case::Case::temporary()?;
    /// assert!(case.time()?.ends_with('Z'));
    /// # Ok::<(), detente_case::Error>(())
    /// ```
    pub fn time(&self) -> Result<String> {
        let sql = "SELECT max(max(at, coalesce(undone, at))) FROM corrections";
        let last: Option<String> = self.db.first(sql, [], |row| row.get(0))?.flatten();
        Ok(custody::now().max(last.unwrap_or_default()))
    }

    /// What analysts said of rows, also what was taken back, in the order in which it was said.
    ///
    /// # Errors
    /// Where the case is damaged.
    pub fn corrections(&self) -> Result<Vec<CorrectionRow>> {
        corrections::list(&self.db)
    }

    /// Takes a correction back, and makes anew what hung on it. It stays to be seen.
    ///
    /// # Errors
    /// Where there is no such correction, or it was taken back already; where the case can't be
    /// written to.
    pub fn undo_correction(
        &mut self,
        n: i64,
        author: &str,
        reason: &str,
        at: &str,
        progress: &dyn Progress,
    ) -> Result<CorrectionRow> {
        self.writable()?;
        let undone =
            Undone { at: at.into(), by: author.trim().into(), reason: reason.trim().into() };
        self.db.transaction(|| corrections::undo(&self.db, n, &undone))?;
        self.resume(false, progress)?;
        self.correction(n)
    }

    fn correction(&self, n: i64) -> Result<CorrectionRow> {
        let found = corrections::list(&self.db)?.into_iter().find(|one| one.n == n);
        found.ok_or_else(|| damaged(&self.db, format_args!("correction {n} is missing")))
    }

    /// Takes in another case: its originals with the log of their custody, its refusals, what was
    /// removed from it, its corrections and verdicts. Afterwards the record is that of a case that
    /// read the inputs of both. The other case is not changed.
    ///
    /// # Errors
    /// Where the other is no case, is this one, or is of another version; where this one can't be
    /// written to. Nothing is taken then.
    pub fn merge(&mut self, other: &Path, progress: &dyn Progress) -> Result<merge::Merged> {
        self.writable()?;
        progress.stage("taking in");
        let merged = merge::merge(&self.db, other)?;
        self.resume(false, progress)?;
        if merged.added > 0 {
            doctor::tidy(&self.db)?;
        }
        Ok(merged)
    }

    /// What changed in the record from one point to another, each a number of the custody log, a day,
    /// a report, or empty for the beginning and for now. What a number or a report brought itself
    /// does not count at the beginning; of a day all does.
    ///
    /// # Errors
    /// Where there is no such point, or the first comes after the second.
    pub fn diff(&self, from: &str, to: &str) -> Result<diff::Difference> {
        let mut found = diff::diff(&self.db, from.trim(), to.trim())?;
        found.changes.extend(self.rewritten(found.after, found.to)?);
        Ok(found)
    }

    /// Rows drawn at random for an analyst to judge, `n` in all, about as many of each kind, without
    /// what the program thinks of them. The same seed draws the same rows from the same record.
    ///
    /// # Errors
    /// Where the case is damaged.
    pub fn draw(&self, n: usize, seed: u64) -> Result<Vec<Drawn>> {
        audit::draw(&self.db, n, seed)
    }

    /// Keeps what an analyst said of rows that [`Case::draw`] gives for this `n` and `seed`.
    ///
    /// # Errors
    /// Where a row was not drawn, or a field is none of its own; then none is kept.
    pub fn judge(
        &mut self,
        n: usize,
        seed: u64,
        author: &str,
        at: &str,
        verdicts: &[VerdictOn],
    ) -> Result<Judged> {
        self.writable()?;
        audit::judge(&self.db, (n, seed), author, at, verdicts)
    }

    /// What all audits of the case come to: how many rows of each kind, and of each type of event,
    /// were right.
    ///
    /// # Errors
    /// Where the case is damaged.
    pub fn precision(&self) -> Result<Vec<Precision>> {
        audit::precision(&self.db)
    }

    /// Links anew all that was read, without reading it again.
    ///
    /// # Errors
    /// Where the case is damaged or cannot be written to. Ended halfway, it goes on the next time
    /// that the case is opened for writing.
    pub fn relink(&mut self, progress: &dyn Progress) -> Result<()> {
        self.writable()?;
        link::forget(&self.db)?;
        link::link(&self.db, self.world()?, progress)?;
        doctor::tidy(&self.db)
    }

    /// The knowledge that reports are read against: the program's, with the case's layers over it.
    ///
    /// # Errors
    /// Where a layer can't be read any more.
    pub fn world(&self) -> Result<&World> {
        if self.world.get().is_none() {
            let opened = layers::world(&self.db)?;
            let _ = self.world.set(opened);
        }
        Ok(self.world.get().and_then(Option::as_deref).unwrap_or_else(|| World::embedded()))
    }

    /// The files laid over the program's knowledge, in their order.
    ///
    /// # Errors
    /// Where the case is damaged.
    pub fn layers(&self) -> Result<Vec<Layer>> {
        layers::list(&self.db)
    }

    /// Lays a file of actors, agreements and places over the program's knowledge, in the place of
    /// one of the same name; every report is then read anew. Gives what is odd in the file.
    ///
    /// # Errors
    /// Where a row of the file is wrong: all that is, by line, and nothing is changed.
    ///
    /// ```
    /// use detente_case::{Case, LayerForm};
    /// let mut case = Case::temporary()?;
    /// let mine = "id,name,country\ngroup:night-watch,Night Watch,NOR\n";
    /// case.add_layer("mine.csv", LayerForm::Rows, mine.as_bytes(), &())?;
    /// assert!(case.world()?.get("group:night-watch").is_some());
    /// # Ok::<(), detente_case::Error>(())
    /// ```
    pub fn add_layer(
        &mut self,
        name: &str,
        form: LayerForm,
        content: &[u8],
        progress: &dyn Progress,
    ) -> Result<Vec<WorldError>> {
        self.writable()?;
        let odd = layers::add(&self.db, name, form, content)?;
        self.world = OnceLock::new();
        self.resume(false, progress)?;
        Ok(odd)
    }

    /// Takes in the rows of another data set's file, all or none. They stand beside what was read, and
    /// nothing is made of them. A file that is here already adds nothing.
    ///
    /// # Errors
    /// Where the case can't be written to.
    pub fn add_outside(
        &mut self,
        file: &OutsideFile,
        rows: &mut dyn Iterator<Item = Outside>,
    ) -> Result<u64> {
        self.writable()?;
        outside::add(&self.db, file, rows)
    }

    /// Takes a file of another data set out again, by its SHA-256 or enough of it; gives its name.
    ///
    /// # Errors
    /// Where there is no such file, or several; where the case can't be written to.
    pub fn remove_outside(&mut self, sha256: &str) -> Result<String> {
        self.writable()?;
        outside::remove(&self.db, sha256)
    }

    /// Copies the case to a file that does not exist yet; it may be in use meanwhile.
    ///
    /// # Errors
    /// Where the copy exists already or cannot be written.
    pub fn backup(&self, to: &Path) -> Result<()> {
        backup::backup(&self.db, to)
    }

    /// Puts a backup in the place of a case, which is kept beside it under the name given back.
    ///
    /// # Errors
    /// Where `from` is no sound case, or `to` cannot be written.
    pub fn restore(from: &Path, to: &Path) -> Result<Option<PathBuf>> {
        backup::restore(from, to)
    }

    /// Looks a case over without changing it.
    ///
    /// # Errors
    /// Where it cannot be opened at all.
    pub fn doctor(path: &Path) -> Result<Vec<Check>> {
        doctor::doctor(path)
    }
}
