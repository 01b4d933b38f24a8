//! The rules: each finds one kind of words that belong to the page and not to the report.

mod advertisement;
mod breadcrumb;
mod captcha;
mod comments;
mod cookies;
mod copyright;
mod cross_reference;
mod navigation;
mod notice;
mod ornament;
mod related;
mod share;
mod subscription;
mod tags;

use super::line::{Line, Parts, Phrases};

/// One rule.
pub(super) struct Rule {
    /// What it finds, as the note says it.
    pub(super) reason: &'static str,
    /// Whether it finds that in a line.
    pub(super) finds: fn(&Line<'_>) -> bool,
    /// Lines that it must find: its documentation and its test.
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are read by tests"))]
    pub(super) yes: &'static [&'static str],
    /// Lines like them that it must leave.
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are read by tests"))]
    pub(super) no: &'static [&'static str],
}

/// All rules, in the order in which they are asked.
pub(super) const RULES: &[&Rule] = &[
    &ornament::RULE,
    &captcha::RULE,
    &comments::RULE,
    &share::RULE,
    &navigation::RULE,
    &breadcrumb::RULE,
    &advertisement::RULE,
    &related::RULE,
    &cross_reference::RULE,
    &subscription::RULE,
    &cookies::RULE,
    &copyright::RULE,
    &tags::RULE,
    &notice::RULE,
];

/// Why a line is the page's; `None` where no rule finds it so.
pub(super) fn reason(line: &Line<'_>) -> Option<&'static str> {
    if line.words >= Line::LONG {
        return None;
    }
    RULES.iter().find(|rule| (rule.finds)(line)).map(|rule| rule.reason)
}

/// Whether what follows this line, too, may be links and no report.
pub(super) fn opens_links(line: &Line<'_>) -> bool {
    related::is_label(line)
}

/// Whether what follows this line to the end are readers' comments.
pub(super) fn opens_comments(line: &Line<'_>) -> bool {
    comments::opens_thread(line)
}

/// Whether a line stands among readers' comments only.
pub(super) fn is_of_thread(line: &Line<'_>) -> bool {
    comments::is_of_thread(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sentences of reports, every one of which all rules must leave.
    const REPORT: &[&str] = &[
        "Share prices fell in Istanbul after the talks broke down.",
        "Follow-up talks are planned for March.",
        "Leave the zone by Friday, the army told residents.",
        "Related charges against the general were dropped in 2019.",
        "Read the agreement again, the minister said.",
        "Home to two million people, the province has seen little rain.",
        "Copyright law was not on the agenda of the two ministers.",
        "Print runs were cut when paper became scarce.",
        "The army said that two plus four equals six.",
        "Comments by the envoy drew anger in Khartoum.",
        "More from the north arrived on Tuesday: 300 families in all.",
        "Advertisement of the tender was delayed by the war.",
        "Subscribers to the state network lost service on Monday.",
        "Search teams found eleven bodies under the rubble.",
        "Photographs of the site show two craters.",
        "“We will not leave a reply unanswered,” the spokesman warned.",
        "The site uses cookies as barter, a smuggler in Agadez joked.",
        "Tags on the crates named a company in Dubai.",
        "Videos show the convoy leaving the town.",
        "Next, the commission will visit Kassala.",
        "Contact between the two capitals broke off in 2016.",
        "See also the 2018 memorandum, he told reporters, and you will find no such clause.",
        "Sign up for the militia or pay, the villagers were told.",
        "Know more about them than they know about us, the colonel advised his men.",
        "Close to 400 fighters surrendered.",
        "Top generals met in Port Sudan",
        "Ceasefire holds on first day",
        "What’s next?",
        "Why it matters",
    ];

    #[test]
    fn rules_find_their_examples_and_leave_their_counterexamples() {
        for rule in RULES {
            assert!(!rule.yes.is_empty() && !rule.no.is_empty(), "{}", rule.reason);
            for example in rule.yes {
                assert!((rule.finds)(&Line::new(example)), "{}: {example}", rule.reason);
            }
            for example in rule.no {
                assert!(!(rule.finds)(&Line::new(example)), "{}: {example}", rule.reason);
                assert_eq!(reason(&Line::new(example)), None, "{example}");
            }
        }
    }

    #[test]
    fn sentences_of_reports_are_left_by_every_rule() {
        for sentence in REPORT {
            assert_eq!(reason(&Line::new(sentence)), None, "{sentence}");
        }
    }
}
