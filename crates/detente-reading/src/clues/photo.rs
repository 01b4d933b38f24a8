//! Days in captions.
//!
//! A caption is no part of the report's own words and its photo may be an old one, but it was taken
//! before the report was written, and most are of the day.

use super::{Clues, Says};
use crate::times::{self, Constraint, Stretch};
use crate::view::View;
use detente_language::tokens;
use detente_record::NoteKind;
use detente_text::Words;

pub(crate) fn find(view: &View, out: &mut Clues) {
    for note in view.document.notes.iter().filter(|note| note.kind == NoteKind::Caption) {
        let Some(words @ Words::Source(range)) = &note.words else { continue };
        let source = view.document.source.as_str();
        for timed in times::find(source, &tokens(source, range.clone()), None) {
            if let Some(Constraint::Fixed(Stretch::Day(day))) = timed.constraint {
                let text = source[timed.range.clone()].to_owned();
                let exact = Words::Source(timed.range.clone());
                let words = if range.contains(&timed.range.start) { &exact } else { words };
                out.apart(Says::Photo(day), text, Some(view.document.evidence_of(words)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::clues::{Says, all};
    use crate::testing::with_view;
    use jiff::civil::date;

    #[test]
    fn a_caption_bears_the_day_of_its_photo() {
        let text = "Envoys part without a word\n\nThe two envoys at the lake house near Geneva, \
                    Switzerland, January 13, 2020. Photo: Jo Harker/Quayside Pictures\n\n\
                    The two envoys parted on Tuesday without a word to those who waited.";
        let found = with_view(text, None, all);
        let photo = found.iter().find(|clue| matches!(clue.says, Says::Photo(_)));
        assert_eq!(photo.map(|clue| &clue.says), Some(&Says::Photo(date(2020, 1, 13))));
    }
}
