//! Rows in a few words.

use detente_record::{
    ActorRef, Event, NoteKind, PlaceRef, Quantity, Statement, Status, Time, TimeBasis, Voice,
};

/// `Erdoğan (president) denies`.
pub(super) fn statement(statement: &Statement) -> String {
    let name = match &statement.speaker {
        Some(speaker) => {
            let name = speaker.actor.name.clone().unwrap_or_else(|| statement.speaker_text.clone());
            match &speaker.office {
                Some(office) => format!("{name} ({office})"),
                None => name,
            }
        }
        None => statement.speaker_text.clone(),
    };
    let name = if name.trim().is_empty() { "Someone not named".to_owned() } else { name };
    format!("{name} {}", statement.act.verb())
}

/// What else is known of a statement.
pub(super) fn statement_facts(statement: &Statement) -> Vec<String> {
    let mut facts = vec![];
    if !statement.via.is_empty() {
        facts.push(format!("through {}", names(&statement.via, ", then ")));
    }
    if let Some(addressee) = &statement.addressee {
        facts.push(format!("to {}", name(addressee)));
    }
    facts.extend(day(&statement.said));
    facts.push(format!("{} speech", statement.form));
    facts
}

/// `ASSAULT, killed 14`.
pub(super) fn event(event: &Event) -> String {
    let figures: Vec<String> = event.quantities.iter().map(figure).collect();
    let mut text = event.kind.to_string();
    for figure in figures {
        text += &format!(", {figure}");
    }
    text
}

/// What else is known of an event.
pub(super) fn event_facts(event: &Event) -> Vec<String> {
    let mut facts = vec![];
    if !event.actors.is_empty() {
        facts.push(format!("by {}", names(&event.actors, ", ")));
    }
    if !event.recipients.is_empty() {
        facts.push(format!("to {}", names(&event.recipients, ", ")));
    }
    facts.extend(event.place.as_ref().map(|place| format!("in {}", place_name(place))));
    facts.extend(day(&event.date));
    if event.status != Status::Happened {
        facts.push(event.status.to_string());
    }
    if event.voice == Voice::Attributed {
        facts.push("as cited".into());
    }
    facts.push(format!("rule {}", event.rule));
    facts
}

fn figure(quantity: &Quantity) -> String {
    let of = quantity.of.as_ref().map(|of| format!(" {of}")).unwrap_or_default();
    format!("{} {}{of}", quantity.role, quantity.text)
}

fn day(time: &Time) -> Option<String> {
    let day = time.edtf.clone().filter(|_| time.basis != Some(TimeBasis::ReportDate))?;
    Some(match &time.text {
        Some(text) if *text != day => format!("{day} (“{text}”)"),
        _ => day,
    })
}

fn names(actors: &[ActorRef], between: &str) -> String {
    actors.iter().map(name).collect::<Vec<_>>().join(between)
}

fn name(actor: &ActorRef) -> String {
    actor.name.clone().unwrap_or_else(|| actor.text.clone())
}

fn place_name(place: &PlaceRef) -> String {
    place.name.clone().unwrap_or_else(|| place.text.clone())
}

/// A kind of note in words.
pub(super) const fn note(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::MixedScript => "Look-alike letters",
        NoteKind::InvisibleCharacters => "Invisible characters",
        NoteKind::BidiControl => "Direction marks",
        NoteKind::Boilerplate => "Words of the page",
        NoteKind::Caption => "Caption",
        NoteKind::EditorsInsertion => "Editor's insertion",
        NoteKind::RepeatedTitle => "Title printed again",
        NoteKind::NearCopy => "Near copy",
        NoteKind::EncodingRepaired => "Encoding repaired",
        NoteKind::MachineTranslation => "Sign of machine translation",
        NoteKind::Truncated => "Truncated",
        NoteKind::NotRead => "Not read",
    }
}

/// Words as written, with characters that no eye can see spelt out.
pub(super) fn spelt(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}' => out += &format!("⟨U+{:04X}⟩", c as u32),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_spelt_out() {
        assert_eq!(spelt("id\u{200b}lib \u{202e}x"), "id⟨U+200B⟩lib ⟨U+202E⟩x");
        assert_eq!(spelt("Идлиб"), "Идлиб");
    }
}
