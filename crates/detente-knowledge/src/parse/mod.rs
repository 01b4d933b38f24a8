//! From TOML files to rows: checks every row, so that what follows need not.

mod check;
mod file;
mod frame;
mod layer;
mod provision;
mod table;
mod warn;

pub(crate) use file::{ActorRow, AgreementRow, PlaceRow};

use crate::frame::{Class, Frame};
use crate::row::{
    Actor, Agent, Agreement, CodedActor, Discard, Division, Name, Provision, Spot, Synset, Title,
    Verb, WorldError,
};
use check::error;
use detente_record::ActorKind;
use file::{Body, File};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the files of a world hold.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Rows {
    /// Actors, in the order of the files.
    pub actors: Vec<Actor>,
    /// Agreements.
    pub agreements: Vec<Agreement>,
    /// Places entered by hand.
    pub spots: Vec<Spot>,
    /// Other names of divisions of the gazetteer.
    pub divisions: Vec<Division>,
    /// Nouns for people of a sector.
    pub agents: Vec<Agent>,
    /// Verbs with codes.
    pub verbs: Vec<Verb>,
    /// Words that may stand for each other in the patterns of verbs.
    pub synsets: Vec<Synset>,
    /// Actors with another coder's codes.
    pub coded: Vec<CodedActor>,
    /// Words that leave out a sentence or a report.
    pub discards: Vec<Discard>,
    /// What offices are called.
    pub titles: Vec<Title>,
    /// Names that stand for nothing.
    pub stops: Vec<String>,
    /// Event frames.
    pub frames: Vec<Frame>,
    /// Classes of words that frames speak of.
    pub classes: Vec<Class>,
}

/// The tables of actors: kind and prefix of the id.
pub(crate) const TABLES: &[(ActorKind, &str)] = &[
    (ActorKind::State, "state"),
    (ActorKind::Unknown, "territory"),
    (ActorKind::Person, "person"),
    (ActorKind::Institution, "institution"),
    (ActorKind::ArmedGroup, "group"),
    (ActorKind::Igo, "igo"),
    (ActorKind::Ngo, "ngo"),
    (ActorKind::Company, "company"),
    (ActorKind::Media, "outlet"),
    (ActorKind::Population, "people"),
];

impl Rows {
    /// Reads TOML files, given as name and text.
    ///
    /// # Errors
    /// All that is wrong, each with the file, the row and the way out: a field that is not known,
    /// an id given twice or with the wrong prefix, a reference to nothing, a date that is none, an
    /// actor that comes before itself.
    pub fn read(files: &[(&str, &str)]) -> Result<Self, Vec<WorldError>> {
        Self::default().with(files)
    }

    /// These rows with those of more files over them: a new id is added, what is given for a known
    /// id adds to its row (names, offices, predecessors, sides) or replaces it (all else).
    ///
    /// # Errors
    /// As [`Rows::read`].
    ///
    /// ```
    /// let ours = "[[state]]\nid = \"state:MLI\"\nname = \"Mali\"\nsource = \"ISO\"\n";
    /// let mine = "[[state]]\nid = \"state:MLI\"\nname = \"Mali\"\nnames = [\"Republic of Mali\"]\nsource = \"my own\"\n";
    /// let rows = detente_knowledge::Rows::read(&[("ours", ours)]).unwrap();
    /// let rows = rows.with(&[("mine", mine)]).unwrap();
    /// assert_eq!(rows.actors.len(), 1);
    /// assert_eq!(rows.actors[0].names[0].text, "Republic of Mali");
    /// ```
    pub fn with(mut self, files: &[(&str, &str)]) -> Result<Self, Vec<WorldError>> {
        let mut wrong = vec![];
        let mut homes = Homes::over(&self);
        let mut bodies = vec![];
        for (name, text) in files {
            if name.to_lowercase().ends_with(".csv") {
                match table::read(name, text) {
                    Ok(parts) => self.take_parts(name, parts, &mut homes, &mut wrong),
                    Err(errors) => wrong.extend(errors),
                }
                continue;
            }
            match toml::from_str::<File>(text) {
                Ok(file) => self.take(name, file, &mut homes, &mut bodies, &mut wrong),
                Err(error) => wrong.push(syntax(name, text, &error)),
            }
        }
        self.finish(&homes, &bodies, wrong).map_err(|wrong| located(wrong, files))
    }

    /// What is allowed in a file and yet most likely not meant: a name that is a common word or
    /// somebody else's, an office held by two at once. The rows of the file are among these.
    pub fn warnings(&self, name: &str, text: &str) -> Vec<WorldError> {
        let mut homes = Homes::over(&Self::default());
        let mut rows = Self::default();
        if name.to_lowercase().ends_with(".csv") {
            if let Ok(parts) = table::read(name, text) {
                rows.take_parts(name, parts, &mut homes, &mut vec![]);
            }
        } else if let Ok(file) = toml::from_str::<File>(text) {
            rows.take(name, file, &mut homes, &mut vec![], &mut vec![]);
        }
        let own = |id: &str| homes.files.contains_key(id);
        located(warn::warnings(self, name, &own), &[(name, text)])
    }

    fn take_parts(
        &mut self,
        name: &str,
        parts: Parts,
        homes: &mut Homes,
        wrong: &mut Vec<WorldError>,
    ) {
        for (kind, prefix, row) in parts.actors {
            self.take_actor(name, kind, prefix, row, homes, wrong);
        }
        for row in parts.agreements {
            self.take_agreement(name, row, homes, wrong);
        }
        for row in parts.places {
            self.take_spot(name, row, homes, wrong);
        }
    }

    fn finish(
        mut self,
        homes: &Homes,
        bodies: &[(String, Body)],
        mut wrong: Vec<WorldError>,
    ) -> Result<Self, Vec<WorldError>> {
        for (_, body) in bodies {
            for made in for_every_state(&self.actors, body) {
                // A row of its own overrides the made one.
                if !self.actors.iter().any(|actor| actor.id == made.id) {
                    self.actors.push(made);
                }
            }
        }
        references(&self, homes, &mut wrong);
        frame::classes(&self, homes, &mut wrong);
        if wrong.is_empty() { Ok(self) } else { Err(wrong) }
    }

    fn take(
        &mut self,
        name: &str,
        file: File,
        homes: &mut Homes,
        bodies: &mut Vec<(String, Body)>,
        wrong: &mut Vec<WorldError>,
    ) {
        let tables = [
            file.state,
            file.territory,
            file.person,
            file.institution,
            file.armed_group,
            file.igo,
            file.ngo,
            file.company,
            file.media,
            file.population,
        ];
        for (&(kind, prefix), rows) in TABLES.iter().zip(tables) {
            for row in rows {
                self.take_actor(name, kind, prefix, row, homes, wrong);
            }
        }
        for row in file.agreement {
            self.take_agreement(name, row, homes, wrong);
        }
        for row in file.place {
            self.take_spot(name, row, homes, wrong);
        }
        for row in file.division {
            let (of, names, after_comma, source) = (row.of, row.names, row.after_comma, row.source);
            self.divisions.push(Division { of, names, after_comma, source });
        }
        for row in file.office {
            let role = row.role.clone().unwrap_or_else(|| row.name.clone());
            let (name, of, titles, source) = (row.name, row.of, row.titles, row.source);
            self.titles.push(Title { name, role, of, titles, source });
        }
        for row in file.class {
            frame::take_class(&mut self.classes, name, row, homes, wrong);
        }
        for row in file.frame {
            frame::take(&mut self.frames, name, row, homes, wrong);
        }
        self.agents.extend(file.agent);
        self.verbs.extend(file.verb);
        self.synsets.extend(file.synset);
        self.coded.extend(file.coded);
        self.discards.extend(file.discard);
        bodies.extend(file.body.into_iter().map(|body| (name.to_owned(), body)));
        self.stops.extend(file.stop.into_iter().flat_map(|stop| stop.names));
    }

    fn take_actor(
        &mut self,
        file: &str,
        kind: ActorKind,
        prefix: &str,
        row: ActorRow,
        homes: &mut Homes,
        wrong: &mut Vec<WorldError>,
    ) {
        match check::actor(file, kind, prefix, row) {
            Ok(actor) => {
                if homes.claim(file, &actor.id, wrong) {
                    layer::actor(&mut self.actors, homes.before.get(&actor.id), actor);
                }
            }
            Err(error) => wrong.push(error),
        }
    }

    fn take_agreement(
        &mut self,
        file: &str,
        row: AgreementRow,
        homes: &mut Homes,
        wrong: &mut Vec<WorldError>,
    ) {
        match check::agreement(file, row) {
            Ok(agreement) => {
                if homes.claim(file, &agreement.id, wrong) {
                    let at = homes.before.get(&agreement.id);
                    layer::replace(&mut self.agreements, at, agreement);
                }
            }
            Err(error) => wrong.push(error),
        }
    }

    fn take_spot(
        &mut self,
        file: &str,
        row: PlaceRow,
        homes: &mut Homes,
        wrong: &mut Vec<WorldError>,
    ) {
        match check::spot(file, row) {
            Ok(spot) => {
                if homes.claim(file, &spot.id, wrong) {
                    layer::replace(&mut self.spots, homes.before.get(&spot.id), spot);
                }
            }
            Err(error) => wrong.push(error),
        }
    }
}

/// Rows as they are written, from whatever form.
#[derive(Default)]
pub(crate) struct Parts {
    pub(crate) actors: Vec<(ActorKind, &'static str, ActorRow)>,
    pub(crate) agreements: Vec<AgreementRow>,
    pub(crate) places: Vec<PlaceRow>,
}

/// Which file gives which row, and where the rows that were there before stand.
struct Homes {
    files: BTreeMap<String, String>,
    before: BTreeMap<String, usize>,
}

impl Homes {
    fn over(rows: &Rows) -> Self {
        let actors = rows.actors.iter().map(|actor| &actor.id).enumerate();
        let agreements = rows.agreements.iter().map(|agreement| &agreement.id).enumerate();
        let spots = rows.spots.iter().map(|spot| &spot.id).enumerate();
        let frames = rows.frames.iter().map(|frame| &frame.id).enumerate();
        let named = actors.chain(agreements).chain(spots).chain(frames);
        let ids = named.map(|(at, id)| (id.clone(), at));
        let classes = rows.classes.iter().enumerate();
        let classes = classes.map(|(at, class)| (format!("@{}", class.name), at));
        Self { files: BTreeMap::new(), before: ids.chain(classes).collect() }
    }

    /// Whether the id is this file's to give.
    fn claim(&mut self, file: &str, id: &str, wrong: &mut Vec<WorldError>) -> bool {
        match self.files.get(id) {
            Some(home) => {
                let what = format!("the id stands in {home} already; give each row its own");
                wrong.push(error(file, id, what));
                false
            }
            None => {
                self.files.insert(id.to_owned(), file.to_owned());
                true
            }
        }
    }
}

/// Puts the line where a row's id stands before the id.
fn located(mut wrong: Vec<WorldError>, files: &[(&str, &str)]) -> Vec<WorldError> {
    for one in &mut wrong {
        if one.row.starts_with("line ") || one.row.is_empty() {
            continue;
        }
        let text = files.iter().find(|(name, _)| *name == one.file).map(|(_, text)| *text);
        let line = text.and_then(|text| text.lines().position(|line| line.contains(&one.row)));
        if let Some(line) = line {
            one.row = format!("line {}: {}", line + 1, one.row);
        }
    }
    wrong
}

fn syntax(file: &str, text: &str, found: &toml::de::Error) -> WorldError {
    let at = found.span().map_or(0, |span| span.start.min(text.len()));
    let before = &text.as_bytes()[..at];
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    error(file, &format!("line {line}"), found.message().trim().to_owned())
}

fn for_every_state(actors: &[Actor], body: &Body) -> Vec<Actor> {
    let mut made = vec![];
    for state in actors.iter().filter(|actor| actor.kind == ActorKind::State) {
        let Some(adjective) = state.adjectives.first() else { continue };
        let fill = |form: &str, adjective: &str, name: &str| {
            form.replace("{adjective}", adjective).replace("{name}", name)
        };
        let states: Vec<&str> = std::iter::once(state.name.as_str())
            .chain(state.names.iter().filter(|n| n.when.is_none()).map(|n| n.text.as_str()))
            .collect();
        let mut texts: Vec<String> = vec![];
        for form in std::iter::once(&body.name).chain(&body.names) {
            if form.contains("{adjective}") {
                let each = state.adjectives.iter();
                texts.extend(each.map(|adjective| fill(form, &adjective.text, "")));
            } else {
                texts.extend(states.iter().map(|name| fill(form, "", name)));
            }
        }
        let name = texts.remove(0);
        let code = state.id.trim_start_matches("state:").to_lowercase();
        let mut actor = Actor::new(
            format!("institution:{code}-{}", body.slug),
            fill(&body.name, &adjective.text, ""),
            ActorKind::Institution,
        );
        actor.country = state.country.clone();
        actor.sector = Some(body.sector.clone());
        actor.names = std::iter::once(name).chain(texts).map(Name::plain).collect();
        actor.source = body.source.clone();
        made.push(actor);
    }
    made
}

/// Every id that a row refers to must be one, and no actor may come before itself or lie within
/// itself. Only rows of the files just read are looked at.
fn references(rows: &Rows, homes: &Homes, wrong: &mut Vec<WorldError>) {
    let known: BTreeMap<&str, &Actor> =
        rows.actors.iter().map(|actor| (actor.id.as_str(), actor)).collect();
    let agreements: Vec<&str> = rows.agreements.iter().map(|one| one.id.as_str()).collect();
    let mut missing = |file: &str, row: &str, id: &str| {
        wrong.push(error(file, row, format!("{id:?} is the id of no row")));
    };
    for actor in &rows.actors {
        let Some(file) = homes.files.get(&actor.id) else { continue };
        let refers = actor.offices.iter().map(|office| &office.of);
        let refers = refers.chain(actor.predecessors.iter().map(|p| &p.id)).chain(&actor.owner);
        let refers = refers.chain(actor.sides.iter().map(|side| &side.whom)).chain(&actor.within);
        for id in refers.filter(|id| !known.contains_key(id.as_str())) {
            missing(file, &actor.id, id);
        }
    }
    for agreement in &rows.agreements {
        let Some(file) = homes.files.get(&agreement.id) else { continue };
        let lists = [&agreement.parties, &agreement.guarantors, &agreement.mediators];
        let bound = agreement.obligations.iter().flat_map(Provision::actors);
        for id in lists.into_iter().chain([&agreement.about]).flatten().chain(bound) {
            if !known.contains_key(id.as_str()) {
                missing(file, &agreement.id, id);
            }
        }
        for id in agreement.within.iter().filter(|id| !agreements.contains(&id.as_str())) {
            missing(file, &agreement.id, id);
        }
    }
    for actor in rows.actors.iter().filter(|actor| homes.files.contains_key(&actor.id)) {
        let file = &homes.files[&actor.id];
        let before = |id: &str| {
            let rows = known.get(id).map(|actor| actor.predecessors.iter().map(|p| p.id.as_str()));
            rows.into_iter().flatten().collect::<Vec<_>>()
        };
        let around = |id: &str| {
            known.get(id).and_then(|actor| actor.within.as_deref()).into_iter().collect::<Vec<_>>()
        };
        if reaches_itself(&actor.id, &before) {
            wrong.push(error(file, &actor.id, "it is its own predecessor"));
        }
        if reaches_itself(&actor.id, &around) {
            wrong.push(error(file, &actor.id, "it lies within itself"));
        }
    }
}

fn reaches_itself<'a>(start: &'a str, next: &dyn Fn(&'a str) -> Vec<&'a str>) -> bool {
    let mut reached = vec![start];
    let mut at = 0;
    while at < reached.len() {
        for id in next(reached[at]) {
            if id == start {
                return true;
            }
            if !reached.contains(&id) {
                reached.push(id);
            }
        }
        at += 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use crate::Rows;

    fn wrong(text: &str) -> String {
        Rows::read(&[("mine.toml", text)]).unwrap_err()[0].to_string()
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        let state = "[[state]]\nid = \"state:AAA\"\nname = \"Aland\"\nsource = \"us\"\n";
        let cases = [
            ("[[state]\n", "mine.toml: line 1"),
            ("[[states]]\n", "unknown field `states`"),
            ("[[state]]\nid = \"state:A\"\ncolour = 1\n", "unknown field `colour`"),
            ("[[state]]\nid = \"AAA\"\nname = \"A\"\nsource = \"s\"\n", "must be `state:`"),
            ("[[state]]\nid = \"state:A\"\nname = \"\"\nsource = \"s\"\n", "`name` is empty"),
            ("[[state]]\nid = \"state:A\"\nname = \"A\"\nsource = \"\"\n", "`source` is empty"),
            (&format!("{state}{state}"), "state:AAA: the id stands in mine.toml already"),
            (&format!("{state}country = \"Aa\"\n"), "three capital letters"),
            (&format!("{state}owner = \"state:B\"\n"), "\"state:B\" is the id of no row"),
            (&format!("{state}names = [\"x\"]\n"), "shorter than two letters"),
            (
                &format!("{state}predecessors = [{{ id = \"state:AAA\", kind = \"renamed\" }}]\n"),
                "its own predecessor",
            ),
            (
                &format!("{state}predecessors = [{{ id = \"state:AAA\", kind = \"sold\" }}]\n"),
                "none of renamed",
            ),
            (
                &format!(
                    "{state}offices = [{{ office = \"king\", of = \"state:AAA\", from = \"2020-13\" }}]\n"
                ),
                "\"2020-13\" is no day",
            ),
            (
                &format!(
                    "{state}offices = [{{ office = \"king\", of = \"state:AAA\", from = \"2021\", to = \"2020\" }}]\n"
                ),
                "before it begins",
            ),
        ];
        for (text, expected) in cases {
            let said = wrong(text);
            assert!(said.contains(expected), "{text}\n{said}");
            assert!(said.starts_with("mine.toml: "), "{said}");
        }
    }
}
