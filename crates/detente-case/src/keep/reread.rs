//! Derived rows read anew from the stored originals.

use crate::error::{Error, Result};
use crate::link;
use crate::pipeline::{self, Feed};
use crate::read::Said;
use crate::read::analyse::{self, unlimited};
use crate::store::body::Sum;
use crate::store::connection::{self, Db};
use crate::store::custody::{self, Entry};
use crate::store::originals::{self, Shelf};
use crate::store::report;
use crate::{Progress, Summary};
use detente_linking::dating::Known;
use detente_text::{Member, Refusal};
use detente_world::World;
use sha2::{Digest, Sha256};

/// Reports rewritten in one transaction.
const BATCH: usize = 200;

/// Marks every report, then reads all that are marked. Killed, it goes on at the next opening.
pub(crate) fn all(db: &Db, world: &World, progress: &dyn Progress) -> Result<Summary> {
    db.transaction(|| {
        db.batch("INSERT OR IGNORE INTO stale SELECT n FROM originals")?;
        custody::log(db, Entry { what: "reread", ..Entry::default() })
    })?;
    let summary = due(db, world, false, progress)?;
    link::link(db, world, progress)?;
    super::doctor::tidy(db)?;
    Ok(summary)
}

/// Reads the reports that are marked.
pub(crate) fn due(
    db: &Db,
    world: &World,
    text_only: bool,
    progress: &dyn Progress,
) -> Result<Summary> {
    let mut summary = Summary::default();
    if db.count("SELECT count(*) FROM stale")? == 0 {
        return Ok(summary);
    }
    progress.stage("reading anew");
    let bytes = db.count("SELECT sum(bytes) FROM originals JOIN stale USING (n)")?;
    progress.total(Some(bytes));
    let beside = connection::open_beside(&db.path)?;
    let mut batch = vec![];
    pipeline::ordered(
        pipeline::threads(0),
        move |feed: &mut Feed<Due, Anew>| {
            let sql = "SELECT n FROM stale ORDER BY n";
            let numbers: Vec<i64> = match beside.all(sql, [], |row| row.get(0)) {
                Ok(numbers) => numbers,
                Err(error) => return feed.pass(Anew::Failed(error)),
            };
            let mut shelf = Shelf::new(&beside);
            for n in numbers {
                match originals::by_number(&beside, n) {
                    Ok(Some(original)) => {
                        let (id, sum) = (original.id(), original.sum);
                        let known = link::known_of(&beside, &original);
                        let member = shelf.member(original);
                        let weight = member.as_ref().map_or(0, |m| m.original.len() * 2);
                        feed.work(Due { n, id, sum, member, known }, weight)?;
                    }
                    Ok(None) => {}
                    Err(error) => return feed.pass(Anew::Failed(error)),
                }
            }
            Ok(())
        },
        |Due { n, id, sum, member, known }| match (member, known) {
            (Ok(member), Ok(known)) => {
                let bytes = member.original.len() as u64;
                let found: Sum = Sha256::digest(&member.original).into();
                let said = if found == sum {
                    let limits = unlimited(&member);
                    analyse::say(&member, &limits, world, text_only, &known)
                } else {
                    unsound("they are not those that were stored")
                };
                Anew::Said(n, id, member.member, bytes, said)
            }
            // One original that is damaged keeps nobody from the others.
            (Err(error), Ok(_)) if error.is_damaged() => {
                Anew::Said(n, id, None, 0, unsound(&error.to_string()))
            }
            (Err(error), _) | (_, Err(error)) => Anew::Failed(error),
        },
        |anew| {
            batch.push(anew);
            if batch.len() < BATCH {
                return Ok(());
            }
            write(db, world, progress, &mut summary, std::mem::take(&mut batch))
        },
    )?;
    write(db, world, progress, &mut summary, batch)?;
    Ok(summary)
}

/// What is said of an original whose stored bytes can't be relied on.
fn unsound(why: &str) -> Said {
    let detail = format!(
        "its stored bytes are damaged ({why}); restore the case from a backup with `detente restore`"
    );
    Said::Refused(Refusal::new("damaged", detail))
}

/// A report to be read, with what is known of its day from elsewhere.
struct Due {
    n: i64,
    id: String,
    sum: Sum,
    member: Result<Member>,
    known: Result<Known>,
}

enum Anew {
    Said(i64, String, Option<String>, u64, Said),
    Failed(Error),
}

fn write(
    db: &Db,
    world: &World,
    progress: &dyn Progress,
    summary: &mut Summary,
    batch: Vec<Anew>,
) -> Result<()> {
    db.transaction(|| {
        for anew in batch {
            let (n, id, member, bytes, said) = match anew {
                Anew::Said(n, id, member, bytes, said) => (n, id, member, bytes, said),
                Anew::Failed(error) => return Err(error),
            };
            let path = report::path(db, n, member.as_deref())?;
            report::clear(db, n, &id)?;
            match said {
                Said::Read(rows) => {
                    report::put(db, world, n, &rows)?;
                    report::accept(db, &path)?;
                    summary.added += 1;
                    progress.advance(bytes, 1, 0);
                }
                Said::Refused(refusal) => {
                    // The original stays: a later version may read it.
                    link::unmark_date(db, n)?;
                    report::refuse(db, &path, &refusal)?;
                    summary.refused += 1;
                    progress.advance(bytes, 0, 1);
                }
                Said::Known => {}
            }
            summary.bytes += bytes;
            db.run("DELETE FROM stale WHERE n = ?1", [n])?;
        }
        Ok(())
    })
}
