//! Looks through what changed since the last time, rule by rule.

use crate::archive::hex;
use crate::config::{On, Rule};
use crate::round::Round;
use crate::watch::Watch;
use crate::{Result, due};
use detente_case::{Alert, Case, Change, Filter};
use detente_record::{ActorRef, Agreement, Dispute, Incident, Inside, Relation};
use jiff::civil::Date;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// A source is told of once it failed so often in a row.
const FAILURES: u32 = 4;

/// Standings of an obligation that somebody says was broken.
const BROKEN: [&str; 2] = ["said-breached", "disputed"];
/// Standings of one that is still to be kept.
const OPEN: [&str; 2] = ["pending", "continuing"];

/// An alert, and the sinks it goes to.
type Raised = Vec<(Alert, Vec<String>)>;

/// Raises what the rules wait for.
pub(crate) fn look(watch: &Watch, round: &mut Round) -> Result<()> {
    let rules = &watch.config.alerts;
    let case = Case::open_existing(&watch.path)?;
    let (last, waits) = case.point()?;
    let seen = case.alerted()?;
    if waits {
        // Something is still to be linked: what it comes to is told when it is.
        return Ok(());
    }
    let now = watch.clock.now();
    let sight =
        Sight { case: &case, today: due::day(now), at: due::text(now), first: seen.is_none() };
    let mut raised: Raised = vec![];
    if let Some(seen) = seen.filter(|seen| *seen < last) {
        let found = case.diff(&seen.to_string(), "")?;
        let lost: Vec<&Value> =
            found.moments.iter().filter(|one| one.counts_only).map(|one| &one.counts).collect();
        if !lost.is_empty() && !rules.is_empty() {
            let to: BTreeSet<&String> = rules.iter().flat_map(|rule| &rule.to).collect();
            let alert = sight.alert("many", "many", &last.to_string(), None, vec![], json!(lost),
                "So much changed at once that single changes were not kept: what is new stands on the pages.".into());
            raised.push((alert, to.into_iter().cloned().collect()));
        }
        for rule in rules {
            sight.changed(rule, &found.changes, &mut raised)?;
        }
    }
    for rule in rules {
        sight.standing(rule, &mut raised)?;
    }
    let mut fresh: Raised = vec![];
    for (alert, to) in raised {
        if !case.is_raised(&alert.id)? {
            fresh.push((alert, to));
        }
    }
    drop(case);
    if fresh.is_empty() && seen == Some(last) {
        return Ok(());
    }
    round.alerts += watch.open()?.raise(&fresh, last)?;
    Ok(())
}

struct Sight<'a> {
    case: &'a Case,
    today: Date,
    at: String,
    /// Nothing was looked through before: what stands already is no news.
    first: bool,
}

impl Sight<'_> {
    #[allow(clippy::too_many_arguments)]
    fn alert(
        &self,
        on: &str,
        rule: &str,
        key: &str,
        row: Option<(&str, &str)>,
        reports: Vec<String>,
        detail: Value,
        text: String,
    ) -> Alert {
        let sum = Sha256::digest(json!([on, rule, key]).to_string().as_bytes());
        Alert {
            id: hex(&sum[..8]),
            at: self.at.clone(),
            on: on.to_owned(),
            rule: rule.to_owned(),
            kind: row.map(|(kind, _)| kind.to_owned()),
            row: row.map(|(_, id)| id.to_owned()),
            text,
            reports,
            detail,
        }
    }

    /// What a rule finds among the changes.
    fn changed(&self, rule: &Rule, changes: &[Change], raised: &mut Raised) -> Result<()> {
        let of = |kind: &'static str| changes.iter().filter(move |one| one.kind == kind);
        match rule.on {
            On::Dispute => {
                let new = of("dispute")
                    .filter(|one| one.what == "new" || turned_to(one, "relation", &["conflict"]));
                let new: Vec<&Change> = new.collect();
                let rows = self.meeting::<Dispute>(rule, !new.is_empty())?;
                for one in new {
                    let Some(row) = rows.iter().find(|row| row.id == one.id) else { continue };
                    if row.relation != "conflict" {
                        continue;
                    }
                    let text = format!("Disputed ({}): {}", row.kind, row.text);
                    self.push(rule, &one.id, "dispute", one, (text, json!({})), raised);
                }
            }
            On::Breach => {
                let touched: Vec<&Change> = of("obligation")
                    .filter(|one| one.what == "new" || turned_to(one, "standing", &BROKEN))
                    .collect();
                let rows = self.meeting::<Agreement>(rule, !touched.is_empty())?;
                for one in touched {
                    let mut all =
                        rows.iter().flat_map(|row| row.obligations.iter().map(move |o| (row, o)));
                    let Some((row, o)) = all.find(|(_, o)| o.id == one.id) else { continue };
                    let standing = o.standing.as_deref().unwrap_or_default();
                    if !BROKEN.contains(&standing) {
                        continue;
                    }
                    let name = row.name.as_deref().unwrap_or(&row.id);
                    let what = if standing == "disputed" {
                        "Said to be broken, and denied"
                    } else {
                        "Said to be broken"
                    };
                    let text = format!("{what}: {} ({name})", o.text);
                    let key = format!("{} {standing}", one.id);
                    self.push(
                        rule,
                        &key,
                        "obligation",
                        one,
                        (text, json!({ "agreement": row.id })),
                        raised,
                    );
                }
            }
            On::Zone => {
                let new: Vec<&Change> = of("incident").filter(|one| one.what == "new").collect();
                if new.is_empty() {
                    return Ok(());
                }
                let rows = self.meeting::<Incident>(rule, true)?;
                for zone in self.case.zoned()? {
                    if rule.agreement.as_ref().is_some_and(|id| *id != zone.id) {
                        continue;
                    }
                    for one in &new {
                        let lies = zone.incidents.iter().find(|lies| lies.incident == one.id);
                        let row = rows.iter().find(|row| row.id == one.id);
                        let (Some(lies), Some(row)) = (lies, row) else { continue };
                        let place = row
                            .place
                            .as_ref()
                            .map_or("?", |p| p.name.as_deref().unwrap_or(&p.text));
                        let name = zone.name.as_deref().unwrap_or(&zone.id);
                        let within = match lies.inside {
                            Inside::Inside => "in the zone of",
                            Inside::Edge => "at the edge of the zone of",
                            Inside::Outside => continue,
                        };
                        let text = format!("{} at {place}, {within} {name}", one.text);
                        let key = format!("{} {}", one.id, zone.id);
                        self.push(
                            rule,
                            &key,
                            "incident",
                            one,
                            (text, json!({ "agreement": zone.id })),
                            raised,
                        );
                    }
                }
            }
            On::Incident => {
                let new: Vec<&Change> = of("incident").filter(|one| one.what == "new").collect();
                let rows = self.meeting::<Incident>(rule, !new.is_empty())?;
                for one in new {
                    let Some(row) = rows.iter().find(|row| row.id == one.id) else { continue };
                    let date = row.date.edtf.as_deref().unwrap_or("no date");
                    let text = format!("{} ({date})", one.text);
                    self.push(rule, &one.id, "incident", one, (text, json!({})), raised);
                }
            }
            On::Deadline | On::Turn | On::Failing => {}
        }
        Ok(())
    }

    /// What a rule finds in how things stand.
    fn standing(&self, rule: &Rule, raised: &mut Raised) -> Result<()> {
        match rule.on {
            On::Deadline => self.deadlines(rule, raised),
            On::Turn => self.turns(rule, raised),
            On::Failing => {
                for one in self.case.watched(None)? {
                    if one.failures < FAILURES || one.due.is_none() || one.kind == "page" {
                        continue;
                    }
                    let key = format!("{} {}", one.url, one.versions);
                    let text =
                        format!("{} failed {} times in a row: {}", one.url, one.failures, one.said);
                    let alert =
                        self.alert("failing", rule.name(), &key, None, vec![], json!({}), text);
                    raised.push((alert, rule.to.clone()));
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn deadlines(&self, rule: &Rule, raised: &mut Raised) -> Result<()> {
        let days = rule.within.as_seconds().div_euclid(86_400);
        let until = self.today.saturating_add(jiff::Span::new().days(days));
        for row in self.meeting::<Agreement>(rule, true)? {
            for one in &row.obligations {
                let last = one.deadline.as_ref().and_then(|deadline| deadline.time.to.as_deref());
                let Some(day) = last.and_then(|day| day.parse::<Date>().ok()) else { continue };
                let open = one.standing.as_deref().is_none_or(|standing| OPEN.contains(&standing));
                if !open || day < self.today || day > until {
                    continue;
                }
                let name = row.name.as_deref().unwrap_or(&row.id);
                let reports: BTreeSet<String> =
                    one.evidence.iter().map(|e| e.report.clone()).collect();
                let text = format!("Due by {day}: {} ({name})", one.text);
                let key = format!("{} {day}", one.id);
                let alert = self.alert(
                    "deadline",
                    rule.name(),
                    &key,
                    Some(("obligation", &one.id)),
                    reports.into_iter().collect(),
                    json!({ "deadline": day.to_string(), "agreement": row.id }),
                    text,
                );
                raised.push((alert, rule.to.clone()));
            }
        }
        Ok(())
    }

    fn turns(&self, rule: &Rule, raised: &mut Raised) -> Result<()> {
        let Some([a, b]) = &rule.between else { return Ok(()) };
        let filter = Filter { actor: Some(a.clone()), ..Filter::default() };
        let is = |side: &ActorRef| {
            let name = side.name.as_deref().unwrap_or(&side.text);
            side.id.as_deref() == Some(b) || name.to_lowercase() == b.to_lowercase()
        };
        let mut rows: Vec<Relation> = self.case.rows(&filter)?;
        rows.retain(|row| is(&row.a) || is(&row.b));
        rows.sort_by(|x, y| x.from.cmp(&y.from));
        for two in rows.windows(2) {
            let [before, after] = two else { continue };
            let (Some(from), Some(phase)) = (&after.from, &after.phase) else { continue };
            if before.phase.is_none() || before.phase.as_ref() == Some(phase) {
                continue;
            }
            let name = |side: &ActorRef| side.name.clone().unwrap_or_else(|| side.text.clone());
            let drivers: Vec<&str> =
                after.drivers.iter().map(|one| one.incident.as_str()).collect();
            let text = format!(
                "{} and {} stand otherwise since {from}: {phase}",
                name(&after.a),
                name(&after.b)
            );
            let detail = json!({ "drivers": drivers, "known_before": self.first });
            let key = format!("{a} {b} {from}");
            let alert = self.alert("turn", rule.name(), &key, None, vec![], detail, text);
            raised.push((alert, if self.first { vec![] } else { rule.to.clone() }));
        }
        Ok(())
    }

    /// The rows that a rule's filter lets through.
    fn meeting<T: detente_case::Row>(&self, rule: &Rule, any: bool) -> Result<Vec<T>> {
        if !any {
            return Ok(vec![]);
        }
        let filter = Filter {
            actor: rule.actor.clone(),
            place: rule.place.clone(),
            kind: rule.kind.clone(),
            ..Filter::default()
        };
        Ok(self.case.rows(&filter)?)
    }

    /// Raises what a change comes to: its sentence, and what else is known.
    fn push(
        &self,
        rule: &Rule,
        key: &str,
        kind: &str,
        one: &Change,
        (text, detail): (String, Value),
        raised: &mut Raised,
    ) {
        let (on, row) = (rule.on.as_str(), Some((kind, one.id.as_str())));
        let alert = self.alert(on, rule.name(), key, row, one.reports.clone(), detail, text);
        raised.push((alert, rule.to.clone()));
    }
}

/// Whether a field came to be one of these.
fn turned_to(one: &Change, name: &str, values: &[&str]) -> bool {
    one.fields.iter().any(|field| {
        field.name == name && field.after.as_deref().is_some_and(|after| values.contains(&after))
    })
}
