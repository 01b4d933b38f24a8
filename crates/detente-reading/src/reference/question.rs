//! The questions asked of a mention and an entity, and how many answers each has.

use super::mention::MentionKind;

/// Declares the questions with their names and how many answers each has.
macro_rules! questions {
    ($($variant:ident = $name:literal, $answers:expr;)+) => {
        /// One question.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Question { $($variant,)+ }

        impl Question {
            /// How many answers each has, in order.
            pub(super) const ANSWERS: &'static [usize] = &[$($answers,)+];
        }

        impl Feature {
            /// The questions, in order.
            pub const QUESTIONS: &'static [&'static str] = &[$($name,)+];
        }
    };
}

questions! {
    Distance = "distance", 8;
    Recency = "recency", 6;
    Number = "number", 4;
    Gender = "gender", 5;
    Class = "class", 64;
    Role = "role", 8;
    Parallel = "parallel", 4;
    Binding = "binding", 7;
    Words = "words", 16;
    Attribute = "attribute", 2;
    Actor = "actor", 7;
    Size = "size", 5;
    Opening = "opening", 3;
    Quotation = "quotation", 4;
    LastKind = "last-kind", 14;
    Apposition = "apposition", 2;
    SameOf = "same-of", 2;
    SubjectBefore = "subject-before", 3;
    Speaker = "speaker", 6;
    New = "new", 2;
    NewClass = "new-class", 8;
    NewRole = "new-role", 8;
    NewPlace = "new-place", 4;
    NewHead = "new-head", 2;
    NewModified = "new-modified", 8;
    ClassKnown = "class-known", 2;
    SameHead = "same-head", 14;
    General = "general", 208;
}

/// One answer to one question.
///
/// A feature is a question, what kind of mention it is asked of, and one of its few answers; it is
/// written `question/kind/answer` in `weights.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Feature {
    /// The question, by its place in [`Feature::QUESTIONS`].
    pub question: u8,
    /// What it is asked of.
    pub kind: MentionKind,
    /// The answer.
    pub answer: u8,
}

impl Feature {
    /// How it is written in `weights.tsv`.
    pub fn name(self) -> String {
        let question = Self::QUESTIONS.get(usize::from(self.question)).unwrap_or(&"?");
        format!("{question}/{:?}/{}", self.kind, self.answer)
    }
}

/// What is made of the answers: their points, or a list of them.
pub(super) trait Answers {
    /// Nothing answered yet of a mention of this kind.
    fn of(kind: MentionKind) -> Self;

    /// Takes one answer.
    fn add(&mut self, question: Question, answer: usize);
}

/// The answers as features.
pub(super) struct Listed {
    kind: MentionKind,
    pub(super) all: Vec<Feature>,
}

impl Answers for Listed {
    fn of(kind: MentionKind) -> Self {
        Self { kind, all: Vec::with_capacity(24) }
    }

    fn add(&mut self, question: Question, answer: usize) {
        debug_assert!(answer < Question::ANSWERS[question as usize], "{question:?} {answer}");
        self.all.push(Feature { question: question as u8, kind: self.kind, answer: answer as u8 });
    }
}
