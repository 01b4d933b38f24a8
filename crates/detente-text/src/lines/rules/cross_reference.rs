//! Sentences in which an outlet sends its readers to its own other work: a story, a podcast.

use super::{Phrases, Rule};

pub(super) const RULE: Rule = Rule {
    reason: "cross-reference",
    finds: |line| {
        let opened = line.starts(&OPENINGS);
        line.words <= 70 && opened && line.has(WORKS)
            || line.words <= 40 && line.starts(&INVITATIONS) && line.has(WORKS)
    },
    yes: &[
        "Know more: See Jane Roe’s story on the canal and listen to the new edition of our podcast.",
        "Go deeper: Read our report on the grain corridor",
        "Listen to the latest episode of our podcast for more on the ceasefire.",
        "For more on this story, listen to our podcast.",
    ],
    no: &[
        "Know more about them than they do, the colonel advised.",
        "Listen to the people, the opposition told the general.",
        "Learn more from defeat than from victory, the report says of the army.",
        "Go deeper, the divers were told: the wreck lies at 40 metres.",
    ],
};

static OPENINGS: Phrases = Phrases::new(&[
    "know more:",
    "learn more:",
    "go deeper:",
    "dig deeper:",
    "find out more:",
    "more information:",
    "for more:",
    "listen to more:",
    "to read more:",
    "want to know more?",
    "worth your time:",
]);

static INVITATIONS: Phrases = Phrases::new(&[
    "listen to our",
    "listen to the latest episode",
    "listen to the new",
    "subscribe to our",
    "check out our",
    "read our",
    "see our",
    "watch our",
    "for more on this",
    "for more on the",
    "for more stories",
    "for more news",
    "find more of our",
    "find our",
    "you can read more",
    "you can also listen",
    "this article first appeared",
    "this story was originally published",
    "this article was originally published",
    "this post was originally",
]);

const WORKS: &[&str] = &[
    "podcast",
    "episode",
    "story",
    "stories",
    "our report",
    "our coverage",
    "article",
    "interview with",
    "newsletter",
    "explainer",
    "app",
    "visit our",
    "our website",
    "video",
    "originally published",
];
