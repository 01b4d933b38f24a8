//! An undertaking as a rule found it, before it is a row.

use super::action::Action;
use super::look::Look;
use super::who;
use crate::events::party::{self, Party};
use detente_record::{ActorRef, Stance};
use std::ops::Range;

/// What has to be done, may be done or must be left.
pub(super) const MUST: &str = "must";
/// See [`MUST`].
pub(super) const MUST_NOT: &str = "must-not";
/// See [`MUST`].
pub(super) const MAY: &str = "may";

/// Whether an undertaking exists: all agree, one says so, one doubts it.
pub(super) const AGREED: &str = "agreed";
/// See [`AGREED`].
pub(super) const CLAIMED: &str = "claimed";
/// See [`AGREED`].
pub(super) const CONTESTED: &str = "contested";

/// What a rule found.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// The number of the sentence.
    pub(super) sentence: usize,
    /// The word that binds, or that tells of the keeping.
    pub(super) cue: usize,
    /// What is to be done; `None` of "its obligations".
    pub(super) action: Option<usize>,
    /// What it is called, where the word alone does not say so.
    pub(super) called: Option<String>,
    /// The words of its object, where it is not the verb's own.
    pub(super) object: Option<Range<usize>>,
    /// Words from the cue to the end of what is undertaken.
    pub(super) words: Range<usize>,
    pub(super) performers: Vec<Party>,
    /// Who answers for it, where that is not who acts.
    pub(super) obligors: Vec<Party>,
    pub(super) beneficiary: Option<Party>,
    pub(super) modality: &'static str,
    pub(super) existence: &'static str,
    /// The agreement, by its place in the report's.
    pub(super) agreement: Option<usize>,
    pub(super) sayings: Vec<Saying>,
    /// Those who say so, beside the statement that it stands in.
    pub(super) asserted: Vec<ActorRef>,
    /// Whether others are bound by the same word in drafts of their own.
    pub(super) shared: bool,
    pub(super) rule: &'static str,
}

/// What is said of its being kept.
#[derive(Clone, Debug)]
pub(super) struct Saying {
    pub(super) status: &'static str,
    pub(super) stance: Stance,
    /// Who says so, where it is not who tells the statement.
    pub(super) holder: Option<ActorRef>,
    /// The word that says it.
    pub(super) word: usize,
}

/// "a commitment never to allow": the "never" stands before the "to" and hangs above it.
fn never(look: &Look, cue: usize, action: usize) -> bool {
    let scene = &look.scene;
    let Some(to) = scene
        .tree
        .children(action)
        .find(|&c| c < action && c > cue && scene.token(c).lower == "to")
    else {
        return false;
    };
    to > 0
        && to - 1 > cue
        && look.is(to - 1, &["never", "not"])
        && scene.tree.head(to - 1) != Some(action)
}

impl Draft {
    /// Somebody has to do what an action names.
    pub(super) fn new(look: &Look, cue: usize, action: Action, rule: &'static str) -> Self {
        Self {
            sentence: look.scene.number,
            cue,
            action: Some(action.word),
            called: None,
            object: None,
            words: look.reach(cue, action.word),
            performers: vec![],
            obligors: vec![],
            beneficiary: None,
            modality: if action.not || never(look, cue, action.word) { MUST_NOT } else { MUST },
            existence: AGREED,
            agreement: None,
            sayings: vec![],
            asserted: vec![],
            shared: false,
            rule,
        }
    }

    /// Who acts: the subject of the action if it is another than those bound, else they.
    pub(super) fn bind(&mut self, look: &Look, bound: &[Party]) {
        let world = look.scene.view.world;
        let own = self.action.filter(|&action| look.is_verb(action)).and_then(|action| {
            let doer = look.doer(action)?;
            Some(look.scene.joined(doer).into_iter().flat_map(|d| who::who(look, d)).collect())
        });
        let own: Vec<Party> = own.unwrap_or_default();
        let same = own
            .iter()
            .all(|one| bound.iter().any(|other| who::same(world, &one.actor, &other.actor)));
        if own.is_empty() || same && !bound.is_empty() {
            self.performers = bound.to_vec();
        } else {
            self.performers = party::distinct(own);
            self.obligors = bound.to_vec();
        }
    }
}
