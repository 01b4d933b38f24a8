//! Who somebody is, as an analyst says: two of the world's actors are one, or in one report somebody is
//! not the one he was taken for.

use super::correct::{Made, wrong};
use crate::error::{Error, Kind, Result};
use crate::query::find;
use crate::store::body::hex;
use crate::store::connection::Db;
use crate::store::overlay::TOUCHED;
use crate::store::{corrections, originals};
use detente_linking::correction::{Act, Anchor, Renaming};
use detente_record::ActorRef;
use detente_world::{Known, World};

/// That an actor is another: everywhere, or in one report.
pub(super) fn re_actor(
    db: &Db,
    world: &World,
    id: &str,
    to: &str,
    report: Option<&str>,
) -> Result<Made> {
    let named = |known: &detente_world::Actor| format!("{} ({})", known.name, known.id);
    let id = id.trim();
    let own = match (find::find(db, id), world.get(id)) {
        (Ok(found), _) if found.table == "actors" => found.id,
        (_, Some(known)) => known.id.clone(),
        (Ok(found), None) => {
            let message =
                format!("{} is a row of {}: only an actor can be another", found.id, found.table);
            return Err(wrong(message));
        }
        (Err(error), None) => return Err(error),
    };
    let to = actor(world, to)?;
    let shown = to.map_or_else(|| "nobody known".to_owned(), named);
    if to.is_some_and(|to| to.id == own) {
        return Err(wrong(format!("{shown} is {own} already")));
    }
    let known = world.get(&own).map_or_else(|| own.clone(), named);
    let to = to.map(|known| ActorRef {
        id: Some(known.id.clone()),
        name: Some(known.name.clone()),
        text: String::new(),
        country: known.country.clone(),
        sector: known.sector.clone(),
    });
    let of = match report {
        Some(report) => {
            let original = originals::by_id(db, &find::report(db, report)?)?;
            vec![Anchor::report(&hex(&original.sum), original.length)]
        }
        None => vec![],
    };
    let all = corrections::everywhere(db)?;
    let back = to.as_ref().and_then(|to| Renaming::of(&all, "").target(to.id.as_deref()?));
    if back.is_some_and(|back| back.id.as_deref() == Some(own.as_str())) {
        let message =
            format!("{shown} is {known} already, by an earlier correction; undo that first");
        return Err(wrong(message));
    }
    let place = match of.first() {
        Some(anchor) => format!(" in report {}", &anchor.report[..16]),
        None => String::new(),
    };
    Ok((Act::ReActor { actor: own, to }, of, vec![], format!("{known} is {shown}{place}")))
}

/// An actor of the world by its id, or by a name that stands for one; `none` is nobody.
fn actor<'w>(world: &'w World, text: &str) -> Result<Option<&'w detente_world::Actor>> {
    let text = text.trim();
    if text.eq_ignore_ascii_case("none") {
        return Ok(None);
    }
    if let Some(known) = world.get(text) {
        return Ok(Some(known));
    }
    let hits = world.search(text, None);
    let actors = hits.iter().filter_map(|hit| match hit.known {
        Known::Actor(known) => Some((known, hit.score)),
        _ => None,
    });
    let actors: Vec<_> = actors.collect();
    let own: Vec<_> = actors.iter().filter(|(_, score)| *score >= 1000).collect();
    let shown = |(known, _): &(&detente_world::Actor, i32)| format!("{} {}", known.id, known.name);
    match own.as_slice() {
        [(only, _)] => Ok(Some(only)),
        [] => {
            let near: Vec<String> = actors.iter().take(3).map(shown).collect();
            let hint = match near.is_empty() {
                true => "`detente world find NAME` looks for names".to_owned(),
                false => format!("did you mean {}?", near.join("; ")),
            };
            Err(wrong(format!("the world knows no actor {text:?}; {hint}")))
        }
        several => {
            let all: Vec<String> = several.iter().take(5).map(|one| shown(one)).collect();
            let message = format!("{text:?} may be several: {}; give the id", all.join("; "));
            Err(Error::new(Kind::Ambiguous, message))
        }
    }
}

/// Marks the reports in whose rows somebody stands.
pub(super) fn mark_named(db: &Db, actor: &str) -> Result<()> {
    let sql = "INSERT OR IGNORE INTO stale SELECT o.n FROM \
               (SELECT report FROM mentions WHERE actor = ?1 \
                UNION SELECT report FROM voices WHERE source = ?1 \
                UNION SELECT e.report FROM lanes l JOIN events e ON e.incident = l.incident \
                WHERE l.key = ?1 \
                UNION SELECT report FROM undertakings WHERE instr(performer, ?2) > 0 \
                OR instr(obligor, ?2) > 0 OR instr(beneficiary, ?2) > 0) r \
               JOIN originals o ON substr(o.sha256, 1, 8) = unhex(r.report)";
    db.run(sql, (actor, format!("\"id\":\"{actor}\""))).map(drop)
}

/// Marks the reports that a correction changed, whatever it names.
pub(crate) fn mark_touched(db: &Db, n: i64) -> Result<()> {
    let sql = "INSERT OR IGNORE INTO stale SELECT place FROM corrected \
               WHERE correction = ?1 AND side = ?2";
    db.run(sql, (n, TOUCHED)).map(drop)
}

/// The corrections by which somebody stands in an event in another's place.
pub(crate) fn of_row(db: &Db, report: &str, row: &str) -> Result<Vec<i64>> {
    let named = |sides: &str| {
        format!("instr(e.{sides}, '\"id\":' || json_quote(c.act -> 'to' ->> 'id')) > 0")
    };
    let sql = format!(
        "SELECT c.n FROM corrections c JOIN corrected d ON d.correction = c.n \
         JOIN events e ON e.id = ?3 WHERE d.report = ?1 AND d.side = ?2 AND ({} OR {})",
        named("actors"),
        named("recipients")
    );
    db.all(&sql, (report, TOUCHED, row), |row| row.get(0))
}
