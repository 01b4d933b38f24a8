//! Words that mark speech, and what a speaker does by them.

use detente_record::Act;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// How a verb of speech takes what is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Takes {
    /// Anything: "said Turkey would stay".
    Anything,
    /// A clause with "that", a colon or a quotation: "noted that", "explained: “…”".
    Clause,
    /// Somebody, then what is said: "told reporters that".
    Somebody,
    /// A quotation only: "continued", "asked".
    Quotation,
    /// Its object: "denied the report", "demanded a truce", "accused Kigali of lying".
    Object,
}

/// A verb of speech.
pub(crate) struct Cue {
    pub(crate) act: Act,
    pub(crate) takes: Takes,
    /// Whether it is the participle ("adding that"), whose subject is the verb's before it.
    pub(crate) participle: bool,
}

use Takes::{Anything, Clause, Object, Quotation, Somebody};

/// Third person, past, participle; then what it does and takes. A form that is more often a noun
/// ("claim", "report") is not listed; those in `-s` that may be one must be told by the rule.
const VERBS: &[(&[&str], &str, Act, Takes)] = &[
    (&["say", "says", "said"], "saying", Act::Asserts, Anything),
    (&["tells", "told"], "telling", Act::Asserts, Somebody),
    (&["adds", "added"], "adding", Act::Asserts, Clause),
    (&["stated", "states"], "stating", Act::Asserts, Clause),
    (&["notes", "noted"], "noting", Act::Asserts, Clause),
    (&["explains", "explained"], "explaining", Act::Asserts, Clause),
    (&["argue", "argues", "argued"], "arguing", Act::Asserts, Clause),
    (&["claims", "claimed"], "claiming", Act::Asserts, Clause),
    (&["insist", "insists", "insisted"], "insisting", Act::Asserts, Clause),
    (&["stresses", "stressed"], "stressing", Act::Asserts, Clause),
    (&["emphasises", "emphasised"], "emphasising", Act::Asserts, Clause),
    (&["emphasizes", "emphasized"], "emphasizing", Act::Asserts, Clause),
    (&["underlines", "underlined"], "underlining", Act::Asserts, Clause),
    (&["underscores", "underscored"], "underscoring", Act::Asserts, Clause),
    (&["reports", "reported"], "reporting", Act::Asserts, Clause),
    (&["writes", "wrote"], "writing", Act::Asserts, Clause),
    (&["tweeted", "tweets"], "tweeting", Act::Asserts, Clause),
    (&["posted"], "posting", Act::Asserts, Quotation),
    (&["reiterates", "reiterated"], "reiterating", Act::Asserts, Clause),
    (&["maintains", "maintained"], "maintaining", Act::Asserts, Clause),
    (&["recalls", "recalled"], "recalling", Act::Asserts, Clause),
    (&["acknowledges", "acknowledged"], "acknowledging", Act::Asserts, Clause),
    (&["admits", "admitted"], "admitting", Act::Asserts, Clause),
    (&["concedes", "conceded"], "conceding", Act::Asserts, Clause),
    (&["believe", "believes", "believed"], "believing", Act::Asserts, Clause),
    (&["confirms", "confirmed"], "confirming", Act::Asserts, Object),
    (&["warn", "warns", "warned"], "warning", Act::Asserts, Object),
    (&["alleges", "alleged"], "alleging", Act::Asserts, Clause),
    (&["asserts", "asserted"], "asserting", Act::Asserts, Clause),
    (&["suggests", "suggested"], "suggesting", Act::Asserts, Clause),
    (&["predicts", "predicted"], "predicting", Act::Asserts, Clause),
    (&["concludes", "concluded"], "concluding", Act::Asserts, Clause),
    (&["observed", "observes"], "observing", Act::Asserts, Clause),
    (&["remarked", "remarks"], "remarking", Act::Asserts, Clause),
    (&["commented"], "commenting", Act::Asserts, Quotation),
    (&["complains", "complained"], "complaining", Act::Asserts, Clause),
    (&["replies", "replied"], "replying", Act::Asserts, Clause),
    (&["responded"], "responding", Act::Asserts, Quotation),
    (&["answered"], "answering", Act::Asserts, Quotation),
    (&["continues", "continued"], "continuing", Act::Asserts, Quotation),
    (&["asks", "asked"], "asking", Act::Asserts, Quotation),
    (&["reads", "read"], "reading", Act::Asserts, Quotation),
    (&["hinted"], "hinting", Act::Asserts, Clause),
    (&["declares", "declared"], "declaring", Act::Announces, Clause),
    (&["announces", "announced"], "announcing", Act::Announces, Object),
    (&["deny", "denies", "denied"], "denying", Act::Denies, Object),
    (&["refutes", "refuted"], "refuting", Act::Denies, Object),
    (&["reject", "rejects", "rejected"], "rejecting", Act::Rejects, Object),
    (&["dismisses", "dismissed"], "dismissing", Act::Rejects, Object),
    (&["demands", "demanded"], "demanding", Act::Demands, Object),
    (&["urge", "urges", "urged"], "urging", Act::Demands, Object),
    (&["accuse", "accuses", "accused"], "accusing", Act::Accuses, Object),
    (&["blame", "blames", "blamed"], "blaming", Act::Accuses, Object),
    (&["threatens", "threatened"], "threatening", Act::Threatens, Object),
    (&["promises", "promised"], "promising", Act::Promises, Object),
    (&["pledges", "pledged"], "pledging", Act::Promises, Object),
    (&["vows", "vowed"], "vowing", Act::Promises, Object),
    (&["doubts", "doubted"], "doubting", Act::Doubts, Object),
];

/// Each form with its verb, and whether it is the participle.
static FORMS: LazyLock<BTreeMap<&str, (usize, bool)>> = LazyLock::new(|| {
    let each = VERBS.iter().enumerate().flat_map(|(i, (finite, participle, ..))| {
        let finite = finite.iter().map(move |form| (*form, (i, false)));
        finite.chain([(*participle, (i, true))])
    });
    each.collect()
});

/// The cue that a word in lower case may be.
pub(crate) fn cue(word: &str) -> Option<Cue> {
    let (verb, participle) = *FORMS.get(word)?;
    let (_, _, act, takes) = VERBS[verb];
    Some(Cue { act, takes, participle })
}

/// Whether a form may as well be a plural noun ("the claims", "Turkish reports").
pub(crate) fn may_be_noun(word: &str) -> bool {
    matches!(
        word,
        "claims"
            | "reports"
            | "states"
            | "demands"
            | "notes"
            | "promises"
            | "pledges"
            | "vows"
            | "tweets"
            | "remarks"
            | "replies"
            | "doubts"
            | "warning"
            | "reads"
            | "asks"
            | "stresses"
            | "posting"
            | "meeting"
            | "reading"
            | "reporting"
            | "writing"
            | "recalls"
    )
}
