//! What is expected, and when a row that was stated says it.

use crate::reports::Stated;
use crate::who;
use detente_record::{ActorRef, Evidence, Time};
use detente_world::World;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A list of what a careful analyst would state.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct List {
    #[serde(default)]
    pub(crate) event: Vec<Event>,
    #[serde(default)]
    pub(crate) statement: Vec<Statement>,
    #[serde(default)]
    pub(crate) undertaking: Vec<Undertaking>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Event {
    report: String,
    near: Keys,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    modes: Vec<String>,
    actors: Option<Vec<String>>,
    recipients: Option<Vec<String>>,
    #[serde(default)]
    reciprocal: bool,
    status: Vec<String>,
    date: Option<String>,
    place: Option<String>,
    #[serde(default)]
    figures: BTreeMap<String, f64>,
    #[serde(default)]
    optional: bool,
    #[serde(default, rename = "note")]
    _note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Statement {
    report: String,
    near: Keys,
    speaker: Option<String>,
    speaker_text: Option<String>,
    #[serde(default)]
    via: Vec<String>,
    act: Vec<String>,
    form: Vec<String>,
    #[serde(default)]
    optional: bool,
    #[serde(default, rename = "note")]
    _note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Undertaking {
    report: String,
    near: Keys,
    performer: Vec<String>,
    obligor: Option<Vec<String>>,
    beneficiary: Option<Vec<String>>,
    #[serde(default)]
    action: Vec<String>,
    modality: String,
    existence: Vec<String>,
    deadline: Option<String>,
    quantity: Option<String>,
    agreement: Option<String>,
    place: Option<String>,
    #[serde(default)]
    performance: Vec<Performance>,
    #[serde(default)]
    optional: bool,
    #[serde(default, rename = "note")]
    _note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Performance {
    status: String,
    holder: String,
    stance: String,
}

/// The words that find a spot: one key, or one for each place where a report tells it.
#[derive(Deserialize)]
#[serde(from = "OneOrMore")]
struct Keys(Vec<String>);

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl From<OneOrMore> for Keys {
    fn from(keys: OneOrMore) -> Self {
        Self(match keys {
            OneOrMore::One(key) => vec![key],
            OneOrMore::More(keys) => keys,
        })
    }
}

impl List {
    pub(crate) fn of(text: &str) -> Self {
        toml::from_str(text).unwrap_or_else(|error| panic!("{error}"))
    }

    /// Ids that the world does not know, words outside the closed lists, keys too long: a list
    /// that is wrong can't be met.
    pub(crate) fn check(&self) {
        let mut wrong = vec![];
        let mut one_of = |word: &str, all: &[&str]| {
            for word in word.split('|').filter(|word| !all.contains(word)) {
                wrong.push(word.to_owned());
            }
        };
        let types: Vec<&str> = detente_record::EventType::ALL.iter().map(|t| t.as_str()).collect();
        let states: Vec<&str> = detente_record::Status::ALL.iter().map(|t| t.as_str()).collect();
        let acts: Vec<&str> = detente_record::Act::ALL.iter().map(|t| t.as_str()).collect();
        let forms: Vec<&str> = detente_record::Form::ALL.iter().map(|t| t.as_str()).collect();
        let roles: Vec<&str> = detente_record::FigureRole::ALL.iter().map(|t| t.as_str()).collect();
        for event in &self.event {
            one_of(&event.kind, &types);
            event.status.iter().for_each(|status| one_of(status, &states));
            event.figures.keys().for_each(|role| one_of(role, &roles));
        }
        for statement in &self.statement {
            statement.act.iter().for_each(|act| one_of(act, &acts));
            statement.form.iter().for_each(|form| one_of(form, &forms));
        }
        for undertaking in &self.undertaking {
            one_of(&undertaking.modality, &["must", "must-not", "may"]);
            for existence in &undertaking.existence {
                one_of(existence, &["agreed", "claimed", "contested"]);
            }
        }
        let actors = self
            .event
            .iter()
            .flat_map(|e| e.actors.iter().chain(&e.recipients).flatten())
            .chain(self.statement.iter().flat_map(|s| s.speaker.iter().chain(&s.via)))
            .chain(self.undertaking.iter().flat_map(|u| {
                let holders = u.performance.iter().map(|p| &p.holder);
                let bound = u.obligor.iter().chain(&u.beneficiary).flatten();
                u.performer.iter().chain(bound).chain(holders)
            }));
        let world = World::embedded();
        for id in actors.flat_map(|ids| ids.trim_start_matches('?').split('|')) {
            let id = id.trim_start_matches('?');
            if !id.starts_with('~') && world.get(id).is_none() {
                wrong.push(id.to_owned());
            }
        }
        let known = &world.rows().agreements;
        for id in self.undertaking.iter().flat_map(|u| &u.agreement).flat_map(|a| a.split('|')) {
            if !known.iter().any(|agreement| agreement.id == id) {
                wrong.push(id.to_owned());
            }
        }
        let keys = self.event.iter().flat_map(|w| &w.near.0);
        let keys = keys.chain(self.statement.iter().flat_map(|w| &w.near.0));
        for key in keys.chain(self.undertaking.iter().flat_map(|w| &w.near.0)) {
            if key.split(' ').count() > 4 {
                wrong.push(key.clone());
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}

/// How a fault starts where something is only lacking: an unknown is no mistake.
pub(crate) const NO: &str = "no ";

/// One expected row of some kind.
pub(crate) trait Wanted {
    /// What is stated of that kind.
    type Row;
    fn report(&self) -> &str;
    fn near(&self) -> &[String];
    fn optional(&self) -> bool;
    /// In short, for the tables.
    fn label(&self) -> String;
    /// What in a row speaks against its being this one: these decide. A fault that starts with
    /// [`NO`] says that something is lacking, not that it is otherwise.
    fn faults(&self, row: &Self::Row) -> Vec<&'static str>;
    /// What else is expected of it, and whether the row has it: these are counted.
    fn details(&self, row: &Self::Row) -> Vec<(&'static str, bool)>;
    /// The words that a row rests on.
    fn evidence(row: &Self::Row) -> Vec<&Evidence>;
    /// A row in short.
    fn show(row: &Self::Row) -> String;
}

/// Whether one of `a|b` is the word.
fn any(words: &str, word: &str) -> bool {
    words.split('|').any(|one| one == word)
}

/// Whether one of `a|b` stands in the text, without regard to case.
fn within(words: &str, text: &str) -> bool {
    let text = text.to_lowercase();
    words.split('|').any(|one| text.contains(&one.to_lowercase()))
}

fn list(ids: Option<&[String]>) -> String {
    ids.map_or_else(|| "…".to_owned(), |ids| ids.join(", "))
}

fn shown(actors: &[ActorRef]) -> String {
    let shown: Vec<&str> = actors.iter().map(|a| a.id.as_deref().unwrap_or(&a.text)).collect();
    shown.join(", ")
}

/// Whether a time lies within what is expected: a day, a month, a year, or an interval of them.
fn dated(expected: &str, time: &Time) -> bool {
    let (from, to) = expected.split_once('/').unwrap_or((expected, expected));
    let within = |day: &Option<String>| {
        day.as_ref().is_some_and(|day| {
            day.as_str() >= from && (to == ".." || day.starts_with(to) || day.as_str() <= to)
        })
    };
    within(&time.from) && within(&time.to)
}

impl Wanted for Event {
    type Row = detente_record::Event;

    fn report(&self) -> &str {
        &self.report
    }

    fn near(&self) -> &[String] {
        &self.near.0
    }

    fn optional(&self) -> bool {
        self.optional
    }

    fn label(&self) -> String {
        let arrow =
            if self.reciprocal { "↔".to_owned() } else { list(self.recipients.as_deref()) };
        let actors = list(self.actors.as_deref());
        format!("{} {actors} → {arrow} [{}]", self.kind, self.status.join("|"))
    }

    fn faults(&self, row: &Self::Row) -> Vec<&'static str> {
        let mut faults = vec![];
        if !any(&self.kind, row.kind.as_str()) {
            faults.push("type");
        }
        if !self.status.iter().any(|status| status == row.status.as_str()) {
            faults.push("status");
        }
        let mut hold = |wanted: &Option<Vec<String>>, stated: &[ActorRef], no, others| {
            let Some(wanted) = wanted else { return };
            if who::others(wanted, stated) {
                faults.push(others);
            } else if who::lacks(wanted, stated) {
                faults.push(no);
            }
        };
        if self.reciprocal {
            // Whichever list they stand in.
            let all: Vec<ActorRef> = row.actors.iter().chain(&row.recipients).cloned().collect();
            hold(&self.actors, &all, "no participants", "participants");
        } else {
            hold(&self.actors, &row.actors, "no actors", "actors");
            hold(&self.recipients, &row.recipients, "no recipients", "recipients");
        }
        faults
    }

    fn details(&self, row: &Self::Row) -> Vec<(&'static str, bool)> {
        let mut details = vec![];
        if !self.modes.is_empty() {
            let mode = row.mode.as_deref().unwrap_or_default();
            details.push(("mode", self.modes.iter().any(|one| one == mode)));
        }
        if let Some(date) = &self.date {
            details.push(("date", dated(date, &row.date)));
        }
        if let Some(place) = &self.place {
            let named = row.place.as_ref().is_some_and(|p| {
                within(place, &p.text) || p.name.as_ref().is_some_and(|name| within(place, name))
            });
            details.push(("place", named));
        }
        for (role, value) in &self.figures {
            let given = row.quantities.iter().any(|quantity| {
                let figures = [quantity.value, quantity.low, quantity.high];
                quantity.role.as_str() == role && figures.contains(&Some(*value))
            });
            details.push(("figure", given));
        }
        details
    }

    fn evidence(row: &Self::Row) -> Vec<&Evidence> {
        row.evidence.iter().collect()
    }

    fn show(row: &Self::Row) -> String {
        let (actors, recipients) = (shown(&row.actors), shown(&row.recipients));
        format!("{} {actors} → {recipients} [{}] by {}", row.kind, row.status, row.rule)
    }
}

impl Wanted for Statement {
    type Row = detente_record::Statement;

    fn report(&self) -> &str {
        &self.report
    }

    fn near(&self) -> &[String] {
        &self.near.0
    }

    fn optional(&self) -> bool {
        self.optional
    }

    fn label(&self) -> String {
        let speaker = self.speaker.as_ref().or(self.speaker_text.as_ref());
        format!("{} {}", speaker.map_or("somebody", |s| s), self.act.join("|"))
    }

    fn faults(&self, row: &Self::Row) -> Vec<&'static str> {
        let mut faults = vec![];
        let said_by = |speaker: &String| {
            let actor = row.speaker.as_ref().map(|speaker| &speaker.actor);
            who::speaks(speaker, actor, &row.speaker_text)
        };
        let named = |text: &String| within(text, &row.speaker_text);
        let (speaker, text) = (self.speaker.as_ref(), self.speaker_text.as_ref());
        if !(speaker.is_none() && text.is_none()
            || speaker.is_some_and(said_by)
            || text.is_some_and(named))
        {
            faults.push(if row.speaker.is_some() { "speaker" } else { "no speaker" });
        }
        if !self.act.iter().any(|act| act == row.act.as_str()) {
            faults.push("act");
        }
        faults
    }

    fn details(&self, row: &Self::Row) -> Vec<(&'static str, bool)> {
        let mut details = vec![("form", self.form.iter().any(|form| form == row.form.as_str()))];
        for via in &self.via {
            details.push(("via", row.via.iter().any(|stated| who::speaks(via, Some(stated), ""))));
        }
        details
    }

    fn evidence(row: &Self::Row) -> Vec<&Evidence> {
        let mut all = vec![&row.evidence.content];
        all.extend(&row.evidence.cue);
        all
    }

    fn show(row: &Self::Row) -> String {
        let speaker = row.speaker.as_ref().and_then(|speaker| speaker.actor.id.as_deref());
        format!("{} {} ({})", speaker.unwrap_or(&row.speaker_text), row.act, row.form)
    }
}

impl Wanted for Undertaking {
    type Row = Stated;

    fn report(&self) -> &str {
        &self.report
    }

    fn near(&self) -> &[String] {
        &self.near.0
    }

    fn optional(&self) -> bool {
        self.optional
    }

    fn label(&self) -> String {
        format!("{} {} {}", self.performer.join(", "), self.modality, self.action.join("|"))
    }

    fn faults(&self, stated: &Self::Row) -> Vec<&'static str> {
        let row = &stated.obligation;
        let mut faults = vec![];
        // A row has one performer; of several that are bound alike, any.
        let performs = |actor: &ActorRef| self.performer.iter().any(|p| who::is_any(p, actor));
        if !row.performer.as_ref().is_some_and(performs) {
            faults.push(if row.performer.is_some() { "performer" } else { "no performer" });
        }
        if !any(&self.modality, &row.modality) {
            faults.push("modality");
        }
        let action = row.action.as_deref().unwrap_or_default();
        if !self.action.is_empty() && !self.action.iter().any(|one| within(one, action)) {
            faults.push(if row.action.is_some() { "action" } else { "no action" });
        }
        faults
    }

    fn details(&self, stated: &Self::Row) -> Vec<(&'static str, bool)> {
        let row = &stated.obligation;
        let mut details = vec![("existence", self.existence.contains(&row.existence))];
        let mut who_is = |what, wanted: &Option<Vec<String>>, stated: &Option<ActorRef>| {
            if let Some(wanted) = wanted {
                let stated: Vec<ActorRef> = stated.iter().cloned().collect();
                let one = |actor: &ActorRef| wanted.iter().any(|w| who::is_any(w, actor));
                let may_lack = wanted.iter().all(|w| w.starts_with('?'));
                details.push((what, stated.first().map_or(may_lack, one)));
            }
        };
        who_is("obligor", &self.obligor, &row.obligor);
        who_is("beneficiary", &self.beneficiary, &row.beneficiary);
        if let Some(deadline) = &self.deadline {
            // A deadline has a last day and need not have a first.
            let last = row.deadline.as_ref().and_then(|deadline| deadline.time.to.as_ref());
            details.push(("deadline", last.is_some_and(|day| day.starts_with(deadline.as_str()))));
        }
        if let Some(quantity) = &self.quantity {
            let given = row.quantity.as_ref().is_some_and(|q| within(quantity, &q.text));
            details.push(("quantity", given));
        }
        if let Some(agreement) = &self.agreement {
            let under = stated.agreement.as_ref().is_some_and(|id| any(agreement, id));
            details.push(("agreement", under));
        }
        if let Some(place) = &self.place {
            let at = row.place.as_ref().is_some_and(|p| within(place, &p.text));
            details.push(("place", at));
        }
        for wanted in &self.performance {
            let told = row.performance.iter().any(|told| {
                told.status == wanted.status
                    && told.stance.as_str() == wanted.stance
                    && told
                        .holder
                        .as_ref()
                        .is_some_and(|holder| who::is_any(&wanted.holder, holder))
            });
            details.push(("performance", told));
        }
        details
    }

    fn evidence(stated: &Self::Row) -> Vec<&Evidence> {
        let told = stated.obligation.performance.iter().flat_map(|told| &told.evidence);
        stated.obligation.evidence.iter().chain(told).collect()
    }

    fn show(stated: &Self::Row) -> String {
        let row = &stated.obligation;
        let performer = row.performer.as_ref().map(|p| p.id.as_deref().unwrap_or(&p.text));
        let (performer, action) = (performer.unwrap_or("?"), row.action.as_deref().unwrap_or("?"));
        format!("{performer} {} {action} ({})", row.modality, row.existence)
    }
}
