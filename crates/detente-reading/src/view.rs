//! A report as the rules see it: tokens, names, times, quotations in one place.

use crate::Written;
use crate::actors::{self, Named};
use crate::dateline;
use crate::places::{self, Placed};
use crate::reference::{self, Known, Reference};
use crate::report;
use crate::standing::{self, Standing};
use crate::times::{self, Timed};
use detente_language::{Analysis, Quote, TokenKind};
use detente_record::ActorRef;
use detente_text::Document;
use detente_world::{Form, World};
use jiff::civil::Date;
use std::ops::Range;

/// Everything a rule may look at.
pub(crate) struct View<'a> {
    pub(crate) document: &'a Document,
    pub(crate) text: &'a str,
    /// Trees, names and attributions; trees are empty where no model ran.
    pub(crate) analysis: &'a Analysis,
    pub(crate) quotes: &'a [Quote],
    pub(crate) world: &'a World,
    /// All tokens in order.
    pub(crate) toks: Vec<Tok<'a>>,
    /// Range of tokens of each sentence.
    pub(crate) sentences: Vec<Range<usize>>,
    /// Names that stand for an actor, in order.
    pub(crate) names: Vec<Named<'a>>,
    /// Expressions of time that mean some stretch of the calendar, known or open, in order.
    pub(crate) times: Vec<Timed>,
    /// The other expressions of time, in order, for deadlines ("within 30 days"): lengths, what comes again, "now" and "recently".
    #[allow(dead_code, reason = "for undertakings to read")]
    pub(crate) vague: Vec<Timed>,
    /// Mentions with the entities that they stand for, in order; none without a tree.
    pub(crate) references: Vec<Reference<'a>>,
    /// Datelines, in order.
    pub(crate) datelines: Vec<Range<usize>>,
    /// Names of places, in order, whether or not the world knows them.
    pub(crate) place_names: Vec<Range<usize>>,
    /// Those of them that the world knows, in order: what [`crate::Reading::places`] is made of.
    pub(crate) places: Vec<Placed>,
    /// The day of publication, where it is known.
    pub(crate) published: Option<Date>,
    /// Descriptions and pronouns that the references leave open, in order.
    pub(crate) standing: Vec<Standing>,
    /// The two whom the report is about, or nobody.
    pub(crate) sides: Vec<ActorRef>,
}

/// A token with its words.
#[derive(Clone, Debug)]
pub(crate) struct Tok<'a> {
    pub(crate) text: &'a str,
    pub(crate) lower: String,
    pub(crate) range: Range<usize>,
    pub(crate) kind: TokenKind,
}

impl Tok<'_> {
    pub(crate) fn is(&self, words: &[&str]) -> bool {
        words.contains(&self.lower.as_str())
    }

    pub(crate) fn is_capital(&self) -> bool {
        self.kind == TokenKind::Word && self.text.chars().next().is_some_and(char::is_uppercase)
    }

    pub(crate) fn is_mark(&self) -> bool {
        self.kind == TokenKind::Punctuation
    }
}

impl<'a> View<'a> {
    pub(crate) fn new(document: &'a Document, analysis: &'a Analysis, world: &'a World) -> Self {
        Self::written(document, analysis, world, None)
    }

    /// The same of a report on the day that it is inferred or said to be of, or between the days.
    pub(crate) fn written(
        document: &'a Document,
        analysis: &'a Analysis,
        world: &'a World,
        written: Option<&Written>,
    ) -> Self {
        let text = document.text();
        let days = written.and_then(Written::days);
        let published = match written {
            Some(_) => days.filter(|(first, last)| first == last).map(|(day, _)| day),
            None => report::published_day(document),
        };
        let mut toks = vec![];
        let mut sentences = vec![];
        for sentence in &analysis.sentences {
            let start = toks.len();
            toks.extend(sentence.tokens.iter().map(|token| {
                let word = &text[token.range.clone()];
                let lower = word.to_lowercase().replace('’', "'");
                Tok { text: word, lower, range: token.range.clone(), kind: token.kind }
            }));
            sentences.push(start..toks.len());
        }
        let spoken = match (published, days) {
            (None, Some(days)) => times::between(text, analysis, days),
            _ => times::read(text, analysis, published),
        };
        let (times, vague) = spoken.into_iter().partition(Timed::is_datable);
        let mut view = Self {
            document,
            text,
            analysis,
            quotes: &analysis.quotes,
            world,
            toks,
            sentences,
            names: vec![],
            times,
            vague,
            references: vec![],
            datelines: vec![],
            place_names: vec![],
            places: vec![],
            published,
            standing: vec![],
            sides: vec![],
        };
        view.names = actors::name(&view);
        let persons = actors::persons(&view, analysis);
        if !persons.is_empty() {
            view.names.extend(persons);
            view.names.sort_by_key(|named| named.range.start);
        }
        view.references = references(&view, analysis);
        view.datelines = dateline::find(&view);
        (view.place_names, view.places) = places::find(&view);
        view.standing = standing::read(&view);
        view.sides = standing::sides(&view);
        view
    }

    /// The mention whose head is this token.
    pub(crate) fn reference_at(&self, tok: usize) -> Option<&Reference<'a>> {
        let head = &self.toks.get(tok)?.range;
        let at = self.references.iter().position(|one| one.head == *head)?;
        Some(&self.references[at])
    }

    /// Whom the description or pronoun with this head stands for, where the references leave it open.
    pub(crate) fn standing_at(&self, tok: usize) -> Option<&Standing> {
        let at = self.standing.binary_search_by_key(&tok, |one| one.tok).ok()?;
        self.standing.get(at)
    }

    /// The number of the sentence that a token stands in, and its number among the words there.
    pub(crate) fn word_at(&self, tok: usize) -> Option<(usize, usize)> {
        let sentence = self.sentences.partition_point(|range| range.end <= tok);
        let range = self.sentences.get(sentence).filter(|range| range.contains(&tok))?;
        Some((sentence, tok - range.start))
    }

    /// The token that `at` lies in, or the first after it.
    pub(crate) fn tok_at(&self, at: usize) -> usize {
        self.toks.partition_point(|tok| tok.range.end <= at)
    }

    /// Where what is told begins from `at` on: behind the dateline that covers it.
    pub(crate) fn told_from(&self, at: usize) -> usize {
        let i = self.datelines.partition_point(|line| line.end <= at);
        self.datelines.get(i).filter(|line| line.start <= at).map_or(at, |line| line.end)
    }

    /// The names within a byte range.
    pub(crate) fn names_in(&self, range: Range<usize>) -> &[Named<'a>] {
        let from = self.names.partition_point(|name| name.range.start < range.start);
        let to = self.names.partition_point(|name| name.range.end <= range.end);
        &self.names[from..to.max(from)]
    }

    /// The name that ends exactly where a token ends.
    pub(crate) fn name_ending(&self, tok: usize) -> Option<&Named<'a>> {
        let end = self.toks.get(tok)?.range.end;
        let i = self.names.partition_point(|name| name.range.end < end);
        self.names.get(i).filter(|name| name.range.end == end)
    }

    /// The name that a token lies in.
    pub(crate) fn name_at(&self, tok: usize) -> Option<&Named<'a>> {
        let range = &self.toks.get(tok)?.range;
        let i = self.names.partition_point(|name| name.range.end <= range.start);
        self.names.get(i).filter(|name| name.range.start < range.end)
    }

    /// The expressions of time within a byte range.
    pub(crate) fn times_in(&self, range: Range<usize>) -> impl Iterator<Item = &Timed> {
        let from = self.times.partition_point(|time| time.range.start < range.start);
        self.times[from..].iter().take_while(move |time| time.range.end <= range.end)
    }

    /// The expression of time that begins at a byte.
    pub(crate) fn time_from(&self, at: usize) -> Option<&Timed> {
        let i = self.times.partition_point(|time| time.range.start < at);
        self.times.get(i).filter(|time| time.range.start == at)
    }

    /// The quotation that covers a byte, if it is more than a term set off.
    pub(crate) fn quote_at(&self, at: usize) -> Option<usize> {
        let next = self.quotes.partition_point(|quote| quote.marks.start <= at);
        let i = next.checked_sub(1)?;
        (at < self.quotes[i].marks.end && !self.quotes[i].is_term(self.text)).then_some(i)
    }

    /// The day of publication in ISO 8601.
    pub(crate) fn published_text(&self) -> Option<String> {
        self.published.map(|day| day.to_string())
    }
}

/// Whom the mentions of the report stand for.
fn references<'a>(view: &View<'a>, analysis: &Analysis) -> Vec<Reference<'a>> {
    if analysis.sentences.iter().all(|sentence| sentence.tree.is_empty()) {
        return vec![];
    }
    let known: Vec<Known<'a>> = view
        .names
        .iter()
        .map(|named| Known {
            range: named.range.clone(),
            actor: named.actor,
            loose: matches!(named.form, Form::Adjective | Form::People),
        })
        .collect();
    let day = view.published_text();
    reference::references(view.text, analysis, view.world, &known, day.as_deref())
}
