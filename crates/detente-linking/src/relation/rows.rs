//! From the sums of periods to rows.

use super::RelationSettings;
use super::day::days;
use super::decay::factor;
use super::phase::{labels, steadied};
use super::side::Dyad;
use super::sum::{PeriodSum, Tally, Way, period_sums};
use super::weigh::{Counted, UNIT, Weighed, weigh};
use detente_record::{ActorRef, Relation};

/// Rows of one pair and way: the latest are kept.
const ROWS: usize = 1000;

/// Incidents without which there is no band: a bootstrap over one or two knows of no spread.
const ENOUGH: usize = 3;

/// Half-lives over which incidents are looked for: after four, one weighs a sixteenth.
const REACH: i64 = 4;

/// How a pair stands: rows from the first side to the second, back, and for the pair, each in the
/// order of days; none for a way in which nothing was done. Periods without incidents have no row,
/// but the sums go on fading through them.
///
/// Where incidents have no day, every row says how many; where none has one, a row without days
/// says so.
///
/// ```
/// use detente_linking::{RelationSettings, Weighed, dyads, relations};
/// use detente_record::{ActorRef, Time, TimeBasis};
/// let actor = |id: &str, country: &str| ActorRef {
///     id: Some(id.into()),
///     text: id.into(),
///     country: Some(country.into()),
///     ..ActorRef::default()
/// };
/// let shelling = Weighed {
///     incident: "i1".into(),
///     actors: vec![actor("group:river-front", "SDN")],
///     recipients: vec![actor("institution:army", "SDN")],
///     intensity: -9.0,
///     date: Time::day("2023-05-03", "3 May", TimeBasis::Stated),
///     happened: true,
///     ..Weighed::default()
/// };
/// let pair = dyads(&shelling).remove(0).pair();
/// let rows = relations(&pair, &[shelling], &RelationSettings::default());
/// assert_eq!(rows.len(), 2);
/// assert_eq!((rows[0].directed, rows[0].net), (true, Some(-1.0)));
/// assert_eq!(rows[1].phase.as_deref(), Some("1 hostile"));
/// ```
pub fn relations(dyad: &Dyad, incidents: &[Weighed], settings: &RelationSettings) -> Vec<Relation> {
    let counted = weigh(dyad, incidents, settings.as_of.as_deref());
    let named = || incidents.iter().flat_map(Weighed::named);
    let sides = (dyad.a.reference(named()), dyad.b.reference(named()));
    let of = |way: Way| {
        let undated = |counted: &&Counted| way.takes(counted) && counted.day.is_none();
        (period_sums(&counted, way, settings), counted.iter().filter(undated).count())
    };
    from_sums(&sides, &Way::ALL.map(of), settings)
}

/// The same, from the sums of its periods in the order of days and the count of what has no day, for
/// each of [`Way::ALL`].
pub fn from_sums(
    (a, b): &(ActorRef, ActorRef),
    ways: &[(Vec<PeriodSum>, usize); 3],
    settings: &RelationSettings,
) -> Vec<Relation> {
    let mut out = vec![];
    for (way, (sums, undated)) in Way::ALL.into_iter().zip(ways) {
        if sums.is_empty() && *undated == 0 {
            continue;
        }
        let (a, b) = if way == Way::Back { (b, a) } else { (a, b) };
        let first = Relation {
            a: a.clone(),
            b: b.clone(),
            directed: way != Way::Pair,
            undated: *undated,
            ..nothing(settings)
        };
        if sums.is_empty() {
            out.push(first);
        } else {
            out.extend(period_rows(&first, sums, settings));
        }
    }
    out
}

/// The rows of one way, from the sums of its periods in the order of days: each period's own and
/// what is left of those before it. Sides, direction, undated and method are those of `like`.
pub fn period_rows(
    like: &Relation,
    sums: &[PeriodSum],
    settings: &RelationSettings,
) -> Vec<Relation> {
    let (mut all, mut undisputed) = (Tally::empty(), Tally::empty());
    let mut rows: Vec<(i64, Relation)> = vec![];
    for (at, sum) in sums.iter().enumerate() {
        let since = at.checked_sub(1).map_or(0, |before| days(sums[before].to, sum.to));
        let left = factor(since, settings.half_life);
        let earlier = std::mem::replace(&mut all, sum.all.clone());
        all.carry(&earlier, left);
        let earlier = std::mem::replace(&mut undisputed, sum.undisputed.clone());
        undisputed.carry(&earlier, left);

        let reach = REACH * i64::from(settings.half_life.max(1));
        let near = sums[..=at].iter().rev().take_while(|near| days(near.to, sum.to) <= reach);
        let enough = near.map(|near| near.incidents).sum::<usize>() >= ENOUGH;
        let band = if enough { band(&all, &undisputed) } else { None };
        let points = |millionths: i64| millionths as f64 / UNIT;
        let row = Relation {
            from: Some(sum.from.to_string()),
            to: Some(sum.to.to_string()),
            incidents: sum.incidents,
            cooperation: points(all.mass.cooperation),
            conflict: points(all.mass.conflict),
            net: all.mass.net(0).map(points),
            low: band.map(|(low, _)| points(low)),
            high: band.map(|(_, high)| points(high)),
            drivers: sum.drivers.clone(),
            ..like.clone()
        };
        rows.push((steadied(all.mass), row));
    }
    let surplus = rows.len().saturating_sub(ROWS);
    rows.drain(..surplus);
    let phases = labels(&rows.iter().map(|(net, _)| *net).collect::<Vec<_>>());
    let finish = |((_, mut row), phase): ((i64, Relation), String)| {
        row.phase = Some(phase);
        if surplus > 0 {
            row.method.push_str(&format!("; rows: the latest {ROWS} periods, {surplus} before"));
        }
        row
    };
    rows.into_iter().zip(phases).map(finish).collect()
}

/// The band of the net in millionths: from the 5th to the 95th percentile of the samples, with the
/// disputed incidents and without, whichever reaches further; the net with and without them lies
/// in it by construction.
fn band(all: &Tally, undisputed: &Tally) -> Option<(i64, i64)> {
    let mut edges: Vec<i64> = vec![all.mass.net(0)?];
    for tally in [all, undisputed] {
        edges.extend(tally.mass.net(0));
        let mut nets: Vec<i64> = tally.samples.iter().filter_map(|mass| mass.net(0)).collect();
        nets.sort_unstable();
        let cut = nets.len() / 20;
        edges.extend(nets.get(cut));
        edges.extend(nets.len().checked_sub(1 + cut).and_then(|at| nets.get(at)));
    }
    Some((*edges.iter().min()?, *edges.iter().max()?))
}

/// A row of which nothing is known yet but how it is made.
fn nothing(settings: &RelationSettings) -> Relation {
    Relation {
        a: ActorRef::default(),
        b: ActorRef::default(),
        directed: false,
        from: None,
        to: None,
        incidents: 0,
        cooperation: 0.0,
        conflict: 0.0,
        net: None,
        low: None,
        high: None,
        undated: 0,
        phase: None,
        drivers: vec![],
        method: format!(
            "sums of |PLOVER intensity| over incidents that happened or are ongoing, on the last \
             day; half-life {} days; day: the last possible of an interval of up to 31 days, the \
             last of what lasted, else undated; band: 5th to 95th percentile of 200 Poisson \
             bootstrap samples with and without disputed incidents, none below {ENOUGH} incidents \
             in {REACH} half-lives; phase: PELT on the net with 5 neutral points, penalty 0.5",
            settings.half_life.max(1)
        ),
    }
}
