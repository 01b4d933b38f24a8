//! From drafts to rows: a row for each who has to act, with the words for each field.

use super::action;
use super::agreement::Mention;
use super::draft::{AGREED, CLAIMED, CONTESTED, Draft, MUST_NOT};
use super::look::Look;
use super::{amount, condition, deadline, place, who};
use crate::events::party::Party;
use crate::id;
use detente_record::{ActorRef, Evidence, Obligation, Performance, Time, Undertaking, Voice};
use std::ops::Range;

/// Verbs of what goes on and is not done once.
const CONTINUING: &[&str] = &[
    "observe",
    "maintain",
    "refrain",
    "keep",
    "continue",
    "remain",
    "monitor",
    "respect",
    "abide",
    "comply",
    "adhere",
    "protect",
    "guarantee",
    "ensure",
    "uphold",
    "honour",
    "honor",
    "stay",
    "cooperate",
    "prevent",
    "patrol",
];

/// A row with what is needed to tell whether another says the same.
pub(super) struct Row {
    pub(super) undertaking: Undertaking,
    /// The head of its object, dictionary form.
    pub(super) object: Option<String>,
    /// The sentence and the word of its action.
    pub(super) action: Option<(usize, usize)>,
}

/// The rows of a draft.
pub(super) fn rows(look: &Look, draft: &Draft) -> Vec<Row> {
    let world = look.scene.view.world;
    let all = || draft.performers.iter().chain(&draft.obligors);
    let political = all().any(|one| who::is_political(world, &one.actor));
    let private = all().any(|one| who::is_private(world, &one.actor));
    let under = draft.agreement.is_some();
    if private || !(political || under) {
        return vec![];
    }
    let known = draft.agreement.and_then(|at| look.report.agreements[at].known);
    let dues = deadline::all(look, draft.words.clone(), known);
    // "the first district by 15 May, the second by 20 May": each is a thing to be done.
    let parts = parts(look, draft, &dues);
    let mut out = vec![];
    for (number, (object, due)) in parts.iter().enumerate() {
        let performers: Vec<Option<&Party>> = match draft.performers.as_slice() {
            [] => vec![None],
            some => some.iter().map(Some).collect(),
        };
        let several = performers.len() > 1 || draft.shared;
        for performer in performers {
            let alone = object.as_ref().zip(due.as_ref()).filter(|_| parts.len() > 1);
            let alone = alone.map(|(object, due)| object.start..due.words.end);
            let part = Part { alone, object: object.clone(), due: due.clone(), number, several };
            out.extend(row(look, draft, performer, &part));
        }
    }
    out
}

struct Part {
    /// Its own words, where a sentence tells of several.
    alone: Option<Range<usize>>,
    object: Option<Range<usize>>,
    due: Option<deadline::Due>,
    number: usize,
    several: bool,
}

type Parted = Vec<(Option<Range<usize>>, Option<deadline::Due>)>;

fn parts(look: &Look, draft: &Draft, dues: &[deadline::Due]) -> Parted {
    let own = draft.object.clone().or_else(|| {
        let object = action::object(look, draft.action?)?;
        Some(look.scene.phrase(object))
    });
    if dues.len() < 2 {
        return vec![(own, dues.first().cloned())];
    }
    // "hand over the one district by 15 May", read without an object.
    let own = own.or_else(|| {
        let mut start = draft.action? + 1;
        while look.is(start, &["over", "back", "up", "out", "from"]) && start < dues[0].words.start
        {
            start += 1;
        }
        (start < dues[0].words.start).then(|| start..dues[0].words.start)
    });
    let Some(first) = own.clone().filter(|own| own.end <= dues[0].words.start) else {
        return vec![(own, dues.first().cloned())];
    };
    let mut out = vec![(Some(first), Some(dues[0].clone()))];
    for pair in dues.windows(2) {
        let mut between = pair[0].words.end..pair[1].words.start;
        while between.start < between.end
            && matches!(look.scene.token(between.start).text, "," | "and" | ";")
        {
            between.start += 1;
        }
        if between.is_empty() || between.clone().any(|word| look.is_verb(word)) {
            return vec![(own, dues.first().cloned())];
        }
        out.push((Some(between), Some(pair[1].clone())));
    }
    out
}

fn row(look: &Look, draft: &Draft, performer: Option<&Party>, part: &Part) -> Option<Row> {
    let scene = &look.scene;
    let view = scene.view;
    let document = view.document;
    let here = scene.text_of(0..scene.tree.len());
    let key = draft.action.unwrap_or(draft.cue);
    let action_words = document.evidence(scene.bytes(key));
    let mut keyed = vec![&action_words];
    let due_words =
        part.due.as_ref().map(|due| document.evidence(scene.text_of(due.words.clone())));
    if part.number > 0 {
        keyed.extend(&due_words);
    }
    // Of several who are bound by the same word each has an id of their own.
    let own = performer
        .filter(|_| part.several)
        .map(|one| one.actor.id.clone().unwrap_or_else(|| one.actor.text.clone()));
    let kind = own.map_or_else(|| "undertaking".to_owned(), |own| format!("undertaking/{own}"));
    let id = id::row(&document.id, &kind, &keyed);

    let words = draft.words.clone();
    let mut bytes = scene.text_of(words.clone());
    if let Some(one) = performer
        && here.start <= one.range.start
        && one.range.end <= here.end
    {
        bytes = bytes.start.min(one.range.start)..bytes.end.max(one.range.end);
    }
    let mut evidence = vec![document.evidence(bytes.clone())];
    let mut field = |name: &str, range: Range<usize>| {
        if !range.is_empty() {
            evidence.push(document.evidence(range).of(name));
        }
    };
    let obligor = if draft.obligors.is_empty() {
        performer
    } else {
        let world = view.world;
        let own = performer.and_then(|one| {
            draft.obligors.iter().find(|other| who::same(world, &one.actor, &other.actor))
        });
        own.or(draft.obligors.first())
    };
    if let Some(one) = performer {
        field("performer", one.range.clone());
    }
    if let Some(one) = obligor {
        field("obligor", one.range.clone());
    }
    if draft.action.is_some() {
        field("action", scene.bytes(key));
    }
    let object = part.object.clone();
    if let Some(words) = &object {
        field("object", scene.text_of(words.clone()));
    }
    let mention = draft.agreement.map(|at| &look.report.agreements[at]);
    if let Some(mention) = mention {
        field("agreement", mention.range.clone());
    }
    let own = part.alone.clone().unwrap_or_else(|| words.clone());
    let placed = draft.action.and_then(|action| place::place(look, action, own));
    if let Some((_, words)) = &placed {
        field("place", scene.text_of(words.clone()));
    }
    let counted = draft.action.and_then(|action| amount::amount(look, action + 1..words.end));
    if let Some((_, words)) = &counted {
        field("quantity", scene.text_of(words.clone()));
    }
    if let Some(due) = &part.due {
        field("deadline", scene.text_of(due.words.clone()));
    }
    let on: Vec<usize> = draft.action.into_iter().chain([draft.cue]).collect();
    let condition = condition::condition(look, &on);
    if let Some(words) = &condition {
        field("condition", scene.text_of(words.clone()));
    }
    let beneficiary = draft.beneficiary.as_ref().map(|one| {
        field("beneficiary", one.range.clone());
        one.actor.clone()
    });
    let beneficiary = beneficiary.or_else(|| other_party(look, mention, obligor));

    let told = look.report.teller(scene.bytes(draft.cue).start);
    let quoted = view.quote_at(scene.bytes(draft.cue).start).is_some();
    let speaker = told.and_then(|told| match &told.row.speaker {
        Some(speaker) => Some(speaker.actor.clone()),
        None => (!told.row.speaker_text.is_empty())
            .then(|| ActorRef { text: told.row.speaker_text.clone(), ..ActorRef::default() }),
    });
    let performance: Vec<Performance> = draft
        .sayings
        .iter()
        .map(|saying| Performance {
            status: saying.status.into(),
            holder: saying.holder.clone().or_else(|| speaker.clone()),
            stance: saying.stance,
            date: Time::by_report(view.published_text().as_deref()),
            evidence: vec![document.evidence(scene.bytes(saying.word))],
        })
        .collect();
    let action =
        draft.action.map(|word| draft.called.clone().unwrap_or_else(|| action::name(look, word)));
    let lemma = draft.action.map(|word| look.lemma(word).to_owned()).unwrap_or_default();
    let called = action.as_deref().unwrap_or_default();
    let continuing = draft.modality == MUST_NOT
        || CONTINUING.contains(&called)
        || CONTINUING.contains(&lemma.as_str());
    let duration = match () {
        () if continuing => Some("continuing"),
        () if part.due.is_some() => Some("once"),
        () => None,
    };
    let text = text(look, draft, object.as_ref(), action.as_deref(), mention);
    let own = speaker
        .as_ref()
        .zip(obligor)
        .is_some_and(|(speaker, bound)| who::same(view.world, speaker, &bound.actor));
    // What one says of another is claimed, whatever it is in the saying.
    let existence = match draft.existence {
        CONTESTED => CONTESTED,
        AGREED if speaker.is_some() && !own && mention.is_none_or(|one| one.known.is_none()) => {
            CLAIMED
        }
        other => other,
    };
    let mut asserted_by = draft.asserted.clone();
    if let Some(speaker) = speaker
        && !asserted_by.iter().any(|one| who::same(view.world, one, &speaker))
    {
        asserted_by.push(speaker);
    }
    let object_head = object.as_ref().map(|words| {
        let head = scene.tree.top(words.clone()).unwrap_or(words.start);
        look.lemma(head).to_owned()
    });
    let obligation = Obligation {
        id,
        performer: performer.map(|one| one.actor.clone()),
        obligor: obligor.map(|one| one.actor.clone()),
        beneficiary,
        modality: draft.modality.into(),
        duration: duration.map(Into::into),
        text,
        action,
        object: object.map(|words| look.text(words).to_owned()),
        place: placed.map(|(place, _)| place),
        quantity: counted.map(|(quantity, _)| quantity),
        deadline: part.due.as_ref().map(|due| due.deadline.clone()),
        condition: condition.map(|words| look.text(words).to_owned()),
        existence: existence.into(),
        asserted_by,
        evidence,
        performance,
        supersedes: None,
        standing: None,
    };
    Some(Row {
        undertaking: Undertaking {
            obligation,
            report: document.id.clone(),
            agreement: mention.map(|mention| mention.reference(view)),
            voice: if told.is_some() || quoted { Voice::Attributed } else { Voice::Own },
            statement: told.map(|told| told.row.id.clone()),
            rule: draft.rule.into(),
            review: None,
        },
        object: object_head,
        action: draft.action.map(|word| (draft.sentence, word)),
    })
}

/// Of an agreement between two, the other one.
fn other_party(look: &Look, mention: Option<&Mention>, bound: Option<&Party>) -> Option<ActorRef> {
    let known = mention?.known?;
    let world = look.scene.view.world;
    let [a, b] = known.parties.as_slice() else { return None };
    let (a, b) = (world.get(a)?.reference(""), world.get(b)?.reference(""));
    let bound = &bound?.actor;
    let other = match (who::same(world, &a, bound), who::same(world, &b, bound)) {
        (true, false) => b,
        (false, true) => a,
        _ => return None,
    };
    let text = other.name.clone().unwrap_or_default();
    Some(ActorRef { text, ..other })
}

/// The undertaking as words of the report, or what is known of it.
fn text(
    look: &Look,
    draft: &Draft,
    object: Option<&Range<usize>>,
    action: Option<&str>,
    mention: Option<&Mention>,
) -> String {
    let view = look.scene.view;
    let agreement = mention.map(|mention| &view.text[mention.range.clone()]);
    match (draft.action, draft.called.as_deref(), action) {
        (None, ..) => agreement.map_or_else(
            || "obligations".to_owned(),
            |agreement| format!("obligations under {agreement}"),
        ),
        (Some(_), Some(called), _) => match object {
            Some(words) => format!("{called} {}", look.text(words.clone())),
            None => agreement.map_or_else(|| called.to_owned(), |text| format!("{called} {text}")),
        },
        (Some(word), None, _) => {
            let end = draft.words.end.max(word + 1);
            look.text(word..end).to_owned()
        }
    }
}

/// The evidence of a row's own words, without those for its fields.
pub(super) fn main_evidence(row: &Row) -> impl Iterator<Item = &Evidence> {
    row.undertaking.obligation.evidence.iter().filter(|one| one.field.is_none())
}
