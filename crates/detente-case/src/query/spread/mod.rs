//! Incidents over time, by side: each of them where they are few, else how many in each period.
//!
//! It looks at a bounded number of entries of the tables that triggers keep beside the incidents
//! (`store/lanes.rs`), so that it costs about the same in a case of a thousand reports and of a
//! hundred thousand.

mod spots;
mod window;

use super::conditions;
use crate::Filter;
use crate::error::Result;
use crate::store::connection::Db;
use detente_record::{ActorRef, Incident, PlaceRef, Time};
use spots::{by_side, spots};
use window::{Unit, Window};

/// Incidents that are given one by one; of more, their numbers.
const SINGLE: usize = 250;
/// Entries looked at for a filter that no key answers alone.
const LOOKED: usize = 3000;
/// Lanes, and sides that are asked for their numbers to find these.
const LANES: usize = 8;
const ASKED: usize = 24;
/// Days over which numbers are by day, and months over which they are by month.
const BY_DAY: usize = 120;
const BY_MONTH: usize = 480;

/// Incidents over time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spread {
    /// One a side, those with most incidents first.
    pub lanes: Vec<Lane>,
    /// How many incidents pass the filter and bear a day; with [`Self::cut`], how many were found
    /// until then.
    pub incidents: usize,
    /// The day after which no more were looked at.
    pub cut: Option<String>,
}

/// The incidents of one side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lane {
    /// The side, as filters name it; none where the lane is not one side's.
    pub key: Option<String>,
    /// What it is called; none where the lane holds all, or those of none of the other lanes.
    pub name: Option<String>,
    /// Each of them, where they are few.
    pub marks: Vec<Spot>,
    /// Else their numbers.
    pub bins: Vec<Bin>,
}

/// An incident with a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// Its id.
    pub id: String,
    /// Its type.
    pub kind: String,
    /// Who did it.
    pub actors: Vec<ActorRef>,
    /// To whom.
    pub recipients: Vec<ActorRef>,
    /// When.
    pub date: Time,
    /// Where.
    pub place: Option<PlaceRef>,
    /// Whether its being so is disputed.
    pub disputed: bool,
}

/// How many incidents fall into a period, by their last day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bin {
    /// A day, a month or a year in ISO 8601.
    pub period: String,
    /// How many.
    pub incidents: usize,
    /// How many of them are disputed.
    pub disputed: usize,
}

/// The incidents that pass a filter and bear a day, but for those that sum up others.
pub(crate) fn spread(db: &Db, filter: &Filter) -> Result<Spread> {
    let window = Window::of(db, filter)?;
    let combined = filter.actor.is_some() && filter.place.is_some();
    let fields = [&filter.country, &filter.status, &filter.report, &filter.about];
    if combined || fields.into_iter().any(|field| field.is_some()) {
        return looked_through(db, filter, &window);
    }
    if window.count(db)? <= SINGLE {
        let spots = spots(db, &window, "1", &[], SINGLE)?;
        return Ok(Spread { incidents: spots.len(), lanes: by_side(spots), cut: None });
    }
    let Some([first, last]) = window.span(db)? else { return Ok(Spread::default()) };
    let unit = Unit::of(&first, &last);
    let own = window.bins(db, &window.keys, unit)?;
    let incidents = own.iter().map(|bin| bin.incidents).sum();
    let name = match (&filter.actor, &filter.place) {
        (Some(asked), _) | (_, Some(asked)) => Some(name(db, asked, &window.keys)?),
        _ => None,
    };
    let key = filter.actor.clone();
    let mut lanes = vec![Lane { key, name, bins: own, ..Lane::default() }];
    if filter.actor.is_none() && filter.place.is_none() {
        lanes.extend(busiest(db, &window, unit)?);
    }
    Ok(Spread { lanes, incidents, cut: None })
}

/// For a filter that asks for more than a key: the first entries under a key, each looked at.
fn looked_through(db: &Db, filter: &Filter, window: &Window) -> Result<Spread> {
    let (condition, values) = conditions::of::<Incident>(filter);
    let mut spots = spots(db, window, &condition, &values, SINGLE + 1)?;
    let mut cut = None;
    if spots.len() > SINGLE {
        spots.truncate(SINGLE);
        cut = spots.last().and_then(|spot| spot.date.to.clone());
    } else if let Some(day) = window.looked_until(db)? {
        cut = Some(day);
    }
    Ok(Spread { incidents: spots.len(), lanes: by_side(spots), cut })
}

/// The lanes of the sides with most incidents in the window.
fn busiest(db: &Db, window: &Window, unit: Unit) -> Result<Vec<Lane>> {
    let sql = format!("SELECT key FROM totals WHERE what = 1 ORDER BY n DESC, key LIMIT {ASKED}");
    let asked: Vec<String> = db.all(&sql, [], |row| row.get(0))?;
    let mut found = vec![];
    for key in asked {
        let n = window.months(db, &key)?;
        if n > 0 {
            found.push((n, key));
        }
    }
    found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let lane = |(_, key): (usize, String)| {
        Ok(Lane {
            name: Some(name(db, &key, std::slice::from_ref(&key))?),
            bins: window.bins(db, std::slice::from_ref(&key), unit)?,
            key: Some(key),
            ..Lane::default()
        })
    };
    found.into_iter().take(LANES).map(lane).collect()
}

/// What a side or place is called.
fn name(db: &Db, asked: &str, keys: &[String]) -> Result<String> {
    for key in keys {
        let sql = "SELECT name FROM known_actors WHERE id = ?1 \
                   UNION ALL SELECT name FROM known_places WHERE id = ?1";
        if let Some(name) = db.first(sql, [key], |row| row.get(0))? {
            return Ok(name);
        }
    }
    Ok(asked.to_owned())
}
