//! Copies and sources, on wire stories made and rewritten here.
//!
//! The generator writes [`STORIES`] stories in words of our own, from facts drawn by a seed:
//! places, persons, bodies, figures, days. What makes it hard is meant to: stories come from the
//! same templates, as an agency's do; one in three has a *rival*, another outlet's account of the
//! same facts in other sentences, with the same quotation word for word; one in five carries one
//! of six encyclopaedia paragraphs. Every story is then rewritten up to six times by the edits of
//! [`Edit`], alone or two together. The truth is the story that a text was made from; of a splice,
//! the story that gave the greater part. All stories are of one week; one text in seven has no date,
//! the others that of the story or up to two days later.
//!
//! Pairwise F1: of all pairs of texts, those in one cluster against those of one story.

use detente_linking::copies::{Sketch, Text, copies};
use detente_linking::origin::{Carrier, Speaker, Witness, credibility, origins};
use std::collections::BTreeMap;

/// Stories written.
pub(crate) const STORIES: usize = 1000;
const SEED: u64 = 2020;

/// What a rewriting does to a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Edit {
    /// Printed as it came.
    Verbatim,
    /// The last 10 to 60 per cent of the sentences cut.
    CutTail,
    /// Another title, dateline and first paragraph.
    NewHead,
    /// So many words in a hundred replaced: by another word of ours, a figure by another.
    Replace(u8),
    /// Three pairs of sentences exchanged.
    Swap,
    /// 60 to 75 per cent of it, then the rest of another story.
    Splice,
    /// Sentences of its own, 20 to 60 per cent of the story's length, after it or within.
    Add,
    /// A tail cut and five words in a hundred replaced.
    CutReplace,
    /// A new head and sentences of its own.
    HeadAdd,
    /// Sentences exchanged and five words in a hundred replaced.
    SwapReplace,
}

/// The edits that are counted in F1.
pub(crate) const EDITS: [Edit; 12] = [
    Edit::Verbatim,
    Edit::CutTail,
    Edit::NewHead,
    Edit::Replace(2),
    Edit::Replace(5),
    Edit::Replace(10),
    Edit::Swap,
    Edit::Splice,
    Edit::Add,
    Edit::CutReplace,
    Edit::HeadAdd,
    Edit::SwapReplace,
];
/// Beyond what a near copy is by its threshold: told apart, in rows of their own.
pub(crate) const BEYOND: [Edit; 3] = [Edit::Replace(15), Edit::Replace(20), Edit::Replace(30)];

/// A generated text, and the truth of it.
#[derive(Clone, Debug)]
pub(crate) struct Made {
    /// What the program gets.
    pub(crate) text: Text,
    /// The story it was made from.
    pub(crate) story: usize,
    /// How; `None` for the story itself.
    pub(crate) edit: Option<Edit>,
}

/// Numbers drawn by a seed: SplitMix64.
#[derive(Clone, Debug)]
pub(crate) struct Draw(u64);

impl Draw {
    /// The numbers of that seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut drawn = self.0;
        drawn = (drawn ^ (drawn >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        drawn = (drawn ^ (drawn >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        drawn ^ (drawn >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

const SYLLABLES: [&str; 24] = [
    "ka", "ro", "mi", "ten", "sa", "lu", "bor", "ni", "ver", "da", "hal", "gor", "pe", "lin",
    "ost", "ma", "zer", "fa", "til", "un", "bre", "cho", "ry", "vin",
];
const BODIES: [&str; 12] = [
    "the defence ministry",
    "the foreign ministry",
    "the border guard",
    "the joint commission",
    "the provincial council",
    "the relief agency",
    "the observer mission",
    "the general staff",
    "the governor's office",
    "the power company",
    "the customs service",
    "the fishing union",
];
const DAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const NOUNS: [&str; 24] = [
    "convoy",
    "bridge",
    "depot",
    "ferry",
    "checkpoint",
    "pipeline",
    "harbour",
    "hospital",
    "dam",
    "school",
    "market",
    "airfield",
    "tunnel",
    "power station",
    "grain store",
    "railway yard",
    "patrol",
    "crossing",
    "warehouse",
    "radar site",
    "column of lorries",
    "fuel store",
    "pier",
    "water works",
];
const WHY: [&str; 16] = [
    "after a week of talks",
    "amid fears of a wider war",
    "as snow closed the passes",
    "in answer to the arrest of three fishermen",
    "hours before the envoys met",
    "on the third anniversary of the truce",
    "while inspectors waited at the gate",
    "under a deal reached last spring",
    "against the advice of its allies",
    "for the first time since the harvest",
    "without a word of warning",
    "at the request of the elders",
    "for want of fuel",
    "in the face of protests",
    "to make room for those displaced",
    "as the rains set in",
];
/// Sentences of an agency: P and Q persons, B and C bodies, L and M places, N and O things, D a
/// day, W a reason, # a figure. Two in a row that fit the same facts tell them in other words.
const SENTENCES: [&str; 40] = [
    "B said on D that # people were killed near L W.",
    "At least # died close to L on D, according to B, W.",
    "The N at L was shut W, leaving # families cut off.",
    "Some # households around L lost their N W, officials there reported.",
    "P, who heads B, flew to M to meet Q on D.",
    "On D Q received P of B in M.",
    "# soldiers crossed the river above L and took up posts by the N.",
    "A unit of # troops now stands at the N, having forded the stream north of L.",
    "C denied that its men had come within # kilometres of the N.",
    "No one of ours was nearer than # kilometres, C replied when asked about the N.",
    "P told reporters in M that the O would reopen within # days.",
    "The O should be in use again in # days, P promised at M.",
    "Q called the step at L a breach of the accord signed in M.",
    "What was done at L breaks the accord of M, in the eyes of Q.",
    "B put the damage to the N at # million crowns.",
    "Repairs of the N will cost # million crowns, by the reckoning of B.",
    "Witnesses in L counted # shells between dusk and dawn on D.",
    "Through the night to D some # rounds fell on L, people living there said.",
    "C and B agreed to exchange # prisoners at the O W.",
    "An exchange of # captives is to take place at the O, by agreement of B and C.",
    "The road from L to M stayed closed to lorries for the # day running.",
    "Lorries could not pass between M and L again, now for # days.",
    "P asked C to withdraw its # guns from the hills over M by D.",
    "By D the # guns over M had to go, P demanded of C.",
    "Doctors at the hospital in M treated # wounded, most of them from L.",
    "Of the # hurt who were brought to M, the greater number came from L.",
    "Q will travel to M on D with # advisers, B announced.",
    "B has announced a visit of Q, with a party of # , to M on D.",
    "Fuel in L sold at # crowns a litre W.",
    "One paid # crowns for a litre of fuel in L W.",
    "B opened an inquiry into how the N came to be hit W.",
    "How the N was hit is now the matter of an inquiry, which B began W.",
    "# tents were put up outside L for those who fled the fighting by the O.",
    "Those who ran from the fighting near the O sleep in # tents on the edge of L.",
    "C accused P of having ordered the raid on the O.",
    "The raid on the O was ordered by P, if one believes C.",
    "The two sides are to meet again in M in # weeks, Q said W.",
    "Q expects a new round of talks at M in # weeks W.",
    "B sent # lorries with flour to L, the first since the N burned down.",
    "For the first time since the N burned, flour came to L: # lorries of it, sent by B.",
];
const QUOTED: [&str; 8] = [
    "We came to M with open hands and we leave with open hands, but nobody should take our \
     patience over the N for weakness or count on it beyond D",
    "There is no document that obliges us to leave the hills above L and there will be none as \
     long as # of our citizens cannot go home",
    "I have read in the papers that # of our men are at L and I can tell you that the papers know \
     more about it than their commander does",
    "The N is not a bargaining counter and whoever treats it as one will have to explain that to \
     # families in L this winter",
    "If C keeps its word by D we shall keep ours by the evening of that day and the O will be open \
     before the week is out",
    "Nothing that happened at L on D was agreed with us, nothing of it will be recognised by us, \
     and all of it will be put right",
    "You cannot draw a line through a village with a ruler in M and then wonder why # people pull \
     up the posts at night",
    "We counted # violations since D and answered none of them, which is a record that I should \
     like C to match for once",
];
/// Paragraphs that stand in stories that have nothing else in common.
const BACKGROUND: [&str; 6] = [
    "The lake has been shared since the treaty of 1931, which drew the border along the deepest \
     channel and left the islands to be settled later by a commission that met eleven times and \
     was dissolved without a map.",
    "The northern districts came under the administration of the council in 1974, when the old \
     province was divided, and have held three referendums on their status, none of which was \
     recognised abroad.",
    "The movement was founded by dismissed teachers in the winter of 1988 and fought the central \
     government for nine years before it took part in elections, winning a quarter of the seats.",
    "The accord on the crossings set a limit of forty armed guards on either bank, a telephone \
     line between the two commanders and a meeting in each month without a letter r in its name.",
    "The pipeline was laid between 1962 and 1969 by workers of five countries and carries a third \
     of the fuel that the plain consumes in winter, though its pumps have been out of repair for \
     a decade.",
    "The observer mission counts two hundred unarmed members from fourteen states, reports every \
     fortnight, and may enter any village by daylight if it gives an hour of notice to the mayor.",
];

mod write;

pub(crate) use write::made;

/// What was measured.
#[derive(Clone, Debug, Default)]
pub(crate) struct Measured {
    /// Texts in all.
    pub(crate) texts: usize,
    /// Pairs of one story in one cluster, in one cluster, of one story.
    pub(crate) pairs: [usize; 3],
    /// By edit: texts with their story in one cluster, and all.
    pub(crate) by_edit: BTreeMap<Edit, [usize; 2]>,
}

impl Measured {
    /// Precision, recall and F1 of pairs.
    pub(crate) fn f1(&self) -> [f64; 3] {
        let [both, found, truth] = self.pairs.map(|count| count.max(1) as f64);
        [both / found, both / truth, 2.0 * both / (found + truth)]
    }
}

/// The copies among generated texts against their truth.
pub(crate) fn measure(all: &[Made]) -> Measured {
    let texts: Vec<&Text> = all.iter().map(|made| &made.text).collect();
    let original: BTreeMap<String, String> =
        copies(&texts).into_iter().map(|copy| (copy.id, copy.copies_of)).collect();
    let root = |made: &Made| original.get(&made.text.id).unwrap_or(&made.text.id).clone();
    let mut cells: BTreeMap<(String, usize), usize> = BTreeMap::new();
    let (mut found, mut truth) = (BTreeMap::new(), BTreeMap::new());
    let mut measured = Measured { texts: all.len(), ..Measured::default() };
    let stories: BTreeMap<usize, String> = all
        .iter()
        .filter(|made| made.edit.is_none())
        .map(|made| (made.story, root(made)))
        .collect();
    for made in all {
        *cells.entry((root(made), made.story)).or_default() += 1;
        *found.entry(root(made)).or_default() += 1;
        *truth.entry(made.story).or_default() += 1;
        if let Some(edit) = made.edit {
            let [met, count] = measured.by_edit.entry(edit).or_default();
            *met += usize::from(stories.get(&made.story) == Some(&root(made)));
            *count += 1;
        }
    }
    let pairs = |counts: &mut dyn Iterator<Item = usize>| counts.map(|n| n * (n - 1) / 2).sum();
    measured.pairs = [
        pairs(&mut cells.into_values()),
        pairs(&mut found.into_values()),
        pairs(&mut truth.into_values()),
    ];
    measured
}

/// The cases of sources: what is told, how many are independent, how many were found, and the
/// credibility.
pub(crate) fn sources() -> Vec<(&'static str, usize, usize, u8)> {
    let outlet = |id: &str, owner: Option<&str>| Carrier {
        id: format!("outlet:{id}"),
        owner_state: owner.map(Into::into),
    };
    let own = |id: &str, owner: Option<&str>| Witness {
        report: format!("report of {id}"),
        outlet: Some(outlet(id, owner)),
        ..Witness::default()
    };
    let ministry = Speaker {
        text: "the defence ministry".into(),
        country: Some("RUS".into()),
        government: true,
        ..Speaker::default()
    };
    let cites = |id: &str, owner: Option<&str>| Witness {
        speaker: Some(ministry.clone()),
        ..own(id, owner)
    };
    let relay = |id: &str, of: &str| Witness { relays: vec![outlet(of, None)], ..own(id, None) };
    let ten: Vec<Witness> = (0..10).map(|n| cites(&n.to_string(), None)).collect();
    let chain = vec![own("wire", None), relay("site", "wire"), relay("blog", "site")];
    let echo = vec![own("paper", Some("RUS")), cites("agency", Some("RUS")), cites("site", None)];
    let two = vec![own("wire", None), relay("site", "wire"), own("other", None)];
    let cases = [
        ("one ministry cited by ten outlets", 1, ten),
        ("a relay of a relay", 1, chain),
        ("an official paper echoing its government", 1, echo),
        ("a wire, its relay, and another outlet's own account", 2, two),
    ];
    let count = |(name, truth, all): (&'static str, usize, Vec<Witness>)| {
        let found = origins(&all, &["RUS", "TUR"]);
        (name, truth, found.independent, credibility(&found).0)
    };
    cases.into_iter().map(count).collect()
}

/// The rows of the table that `benchmarks/README.md` states, one a line.
pub(crate) fn rows(stories: usize) -> Vec<String> {
    let percent = |[met, count]: [usize; 2]| 100.0 * met as f64 / count.max(1) as f64;
    let counted = measure(&made(SEED, stories, &EDITS));
    let [precision, recall, f1] = counted.f1();
    let mut rows = vec![
        format!(
            "copies of {stories} stories, {} texts | pairwise precision | {precision:.4}",
            counted.texts
        ),
        format!("| pairwise recall | {recall:.4}"),
        format!("| pairwise F1 | {f1:.4}"),
    ];
    let beyond = measure(&made(SEED, stories, &BEYOND));
    for (edit, met) in counted.by_edit.iter().chain(&beyond.by_edit) {
        let beyond = if EDITS.contains(edit) { "" } else { ", beyond the threshold" };
        let row =
            format!("| with its story: {edit:?}{beyond} | {:.1} % of {}", percent(*met), met[1]);
        rows.push(row);
    }
    for (name, truth, found, grade) in sources() {
        rows.push(format!(
            "independent sources: {name} | {found} of {truth} | credibility {grade}"
        ));
    }
    rows
}

/// Prints the rows.
#[expect(clippy::print_stdout, reason = "a benchmark prints")]
pub(crate) fn run() {
    for row in rows(STORIES) {
        println!("{row}");
    }
}
