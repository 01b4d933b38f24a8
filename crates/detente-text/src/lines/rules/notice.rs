//! An outlet's standing words about its own pages: disclaimers, closed live pages, broken players.

use super::{Phrases, Rule};

pub(super) const RULE: Rule = Rule {
    reason: "page notice",
    finds: |line| {
        line.words <= 60 && line.starts(&OPENINGS)
            || line.words <= 30
                && line.has(&["now closed", "is closed"])
                && line.starts(&LIVE)
                && !line.has(DATED)
    },
    yes: &[
        "The views expressed in this article are the author’s own and do not necessarily reflect this newspaper’s stance.",
        "This live page is now closed.",
        "Your browser does not support the video tag.",
        "Please enable JavaScript to view the comments.",
        "If you see a mistake in the text, select it and press Ctrl+Enter",
    ],
    no: &[
        "The views of the minister are known.",
        "This crossing is now closed.",
        "The live ammunition was found.",
    ],
};

static OPENINGS: Phrases = Phrases::new(&[
    "the views expressed in this article",
    "the views and opinions expressed",
    "the opinions expressed in this",
    "the views expressed here",
    "the views expressed are those of the author",
    "opinions expressed here",
    "your browser does not support",
    "please enable javascript",
    "you need to enable javascript",
    "javascript is disabled",
    "to view this video please enable",
    "an error occurred",
    "if you see a mistake in the text",
    "if you have found a spelling error",
    "found a mistake?",
    "the interview has been edited for",
    "this interview has been edited for",
    "this interview has been lightly edited",
    "this conversation has been edited",
    "если вы заметили ошибку",
    "нашли ошибку",
    "заметили ошибку",
    "мнение автора может не совпадать",
    "мнение редакции может не совпадать",
    "die in diesem beitrag geäußerten",
    "les opinions exprimées dans cet article",
    "las opiniones expresadas en este",
    "sorry, your browser",
    "have a news tip",
    "got a tip?",
    "send us your",
]);

static LIVE: Phrases = Phrases::new(&[
    "this live page",
    "the live page",
    "this live blog",
    "this blog",
    "the live blog",
    "our live coverage",
]);

/// What says of which day a live page is, and is of use in dating it.
const DATED: &[&str] = &["updates on", "updates for", "updates from", "'s updates", "updates of"];
