//! Who bound themselves to do what, and what is said of its being done.
//!
//! A sentence is read over its tree by rules, a file each: those who bind themselves ([`pledge`]),
//! what an agreement says ([`provides`]) and what stands under one ([`under`]), duty without an
//! agreement beside it ([`owed`]), offers ([`offer`]), what is said of keeping and breaking
//! ([`kept`]), what was owed and not done ([`failed`]), and more time ([`extension`]). What they find
//! becomes a row for each who has to act ([`row`]); what says the same becomes one ([`merge`]).
//!
//! Who may be bound is narrow ([`who`]): states, their bodies, armed groups and parties, or whoever
//! a named agreement binds. A firm's plans are nobody's undertaking here.

mod action;
mod agreement;
mod amount;
mod condition;
mod deadline;
mod draft;
mod extension;
mod failed;
mod kept;
mod look;
mod merge;
mod offer;
mod owed;
mod place;
mod pledge;
mod provides;
mod row;
mod under;
mod who;

use crate::statements::Told;
use crate::view::View;
use detente_record::{Event, Undertaking};
use draft::Draft;
use look::{Look, Report};
use row::Row;

/// All undertakings in text order.
pub(crate) fn read(view: &View, told: &[Told], _events: &[Event]) -> Vec<Undertaking> {
    if view.analysis.sentences.iter().all(|sentence| sentence.tree.is_empty()) {
        return vec![];
    }
    let report = Report::new(view, told);
    let mut rows: Vec<Row> = vec![];
    let mut going_on: Option<(usize, usize, usize)> = None;
    let mut agreed: Option<(usize, usize, usize)> = None;
    for number in 0..view.sentences.len() {
        let Some(look) = Look::new(&report, number) else {
            continue;
        };
        let block = report.block(look.byte(0));
        let far = 4;
        let on = going_on
            .filter(|(.., last)| last + far >= number)
            .map(|(agreement, other, _)| (agreement, other == block));
        let mut drafts = drafts(&look, on);
        // "Turkey, for its part, promised": what follows in a paragraph is of the same agreement.
        for draft in &mut drafts {
            let before = agreed.filter(|(_, other, last)| *other == block && last + 1 == number);
            if let Some((agreement, ..)) = before
                && draft.agreement.is_none()
                && draft.rule == "pledge"
                && is_party(&look, draft, agreement)
            {
                draft.agreement = Some(agreement);
            }
        }
        let told = drafts.iter().find(|draft| draft.rule == "pledge").and_then(|one| one.agreement);
        agreed = told.map(|agreement| (agreement, block, number));
        let under = drafts.iter().find(|draft| matches!(draft.rule, "under" | "provides"));
        let under = under.and_then(|draft| draft.agreement);
        if let Some(agreement) = under {
            going_on = Some((agreement, block, number));
        }
        rows.extend(drafts.iter().flat_map(|draft| row::rows(&look, draft)));
    }
    rows.sort_by_key(|row| row.action.is_none());
    let mut rows = merge::merge(view.world, rows);
    for number in 0..view.sentences.len() {
        if let Some(look) = Look::new(&report, number).filter(|_| !rows.is_empty()) {
            merge::follow(&look, &mut rows);
        }
    }
    let place = |row: &Row| {
        let first = row.undertaking.obligation.evidence.first();
        let part = first.and_then(|evidence| evidence.parts.first());
        part.map(|part| part.bytes[0])
    };
    rows.sort_by_key(place);
    rows.into_iter().map(|row| row.undertaking).collect()
}

/// Whether those bound are parties of an agreement.
fn is_party(look: &Look, draft: &Draft, agreement: usize) -> bool {
    let bound = if draft.obligors.is_empty() { &draft.performers } else { &draft.obligors };
    !bound.is_empty() && bound.iter().all(|one| under::is_party(look, agreement, one))
}

/// What the rules find in a sentence, each action once: what an agreement says and what somebody
/// promised outweighs what only stands beside it.
fn drafts(look: &Look, going_on: Option<(usize, bool)>) -> Vec<Draft> {
    let at = look.byte(0);
    let far = 2;
    let near = look
        .report
        .agreements
        .iter()
        .position(|mention| mention.sentence == look.scene.number)
        .or_else(|| look.report.agreement_before(at, look.scene.number, far));
    let mut all: Vec<Draft> = vec![];
    let found = [
        extension::rule(look),
        provides::rule(look),
        kept::rule(look),
        failed::rule(look),
        pledge::rule(look),
        under::rule(look, going_on),
        owed::rule(look, near),
        offer::rule(
            look,
            look.report.agreements.iter().any(|one| one.sentence == look.scene.number),
        ),
    ];
    for draft in found.into_iter().flatten() {
        let taken = all.iter_mut().find(|other| {
            other.action == draft.action && draft.action.is_some() && other.rule != draft.rule
        });
        match taken {
            // What is said of keeping it is said of what was found first.
            Some(other) => {
                if other.sayings.is_empty() {
                    other.sayings.extend(draft.sayings);
                }
                other.agreement = other.agreement.or(draft.agreement);
                other.words =
                    other.words.start.min(draft.words.start)..other.words.end.max(draft.words.end);
            }
            None => all.push(draft),
        }
    }
    // "agreed to give them until Friday to leave": the giving is the more time.
    let given: Vec<usize> =
        all.iter().filter(|draft| draft.rule == "extension").map(|draft| draft.cue).collect();
    all.retain(|draft| {
        draft.rule == "extension" || draft.action.is_none_or(|action| !given.contains(&action))
    });
    all
}

#[cfg(test)]
pub(crate) mod tests {
    use crate::testing::read_whole;

    /// Checks each text's undertakings: who, modality, action, existence, what is said of it.
    pub(crate) fn check(cases: &[(&str, &[&str])]) {
        let mut wrong = vec![];
        for (text, expected) in cases {
            let found: Vec<String> = read_whole(text)
                .undertakings
                .into_iter()
                .map(|one| {
                    let row = one.obligation;
                    let who =
                        row.performer.map_or("-".into(), |actor| actor.id.unwrap_or(actor.text));
                    let action = row.action.unwrap_or_else(|| "?".into());
                    let said: Vec<String> =
                        row.performance.iter().map(|said| format!(" {}", said.status)).collect();
                    format!("{who} {} {action} [{}]{}", row.modality, row.existence, said.concat())
                })
                .collect();
            if found != *expected {
                wrong.push(format!("{text}\n    found    {found:?}\n    expected {expected:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn promises() {
        check(&[
            (
                "The presidents of Russia and Turkey agreed to create a buffer zone by 15 October.",
                &["state:RUS must create [agreed]", "state:TUR must create [agreed]"],
            ),
            (
                "The Houthis pledged to withdraw from Hodeidah.",
                &["group:houthis must withdraw [agreed]"],
            ),
            (
                "Colombia agreed that guerrillas would hand over their weapons.",
                &["guerrillas must hand over [agreed]"],
            ),
            ("Israel vowed to destroy the tunnels.", &[]),
            ("India refused to agree to withdraw its troops.", &[]),
            ("The firm said it would pay a dividend.", &[]),
        ]);
    }
}
