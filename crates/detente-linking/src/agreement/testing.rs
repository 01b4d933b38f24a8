//! Undertakings and events for tests, as reports tell them.

use detente_record::{
    ActorRef, AgreementRef, Deadline, Event, EventType, Evidence, Obligation, Part, Performance,
    Stance, Status, Time, TimeBasis, TimeSpan, Undertaking, Voice,
};

/// An actor by its id.
pub(super) fn actor(id: &str) -> ActorRef {
    let world = detente_world::World::embedded();
    let known = world.get(id).map(|known| known.reference(&known.name));
    known.unwrap_or_else(|| ActorRef { text: id.to_owned(), ..ActorRef::default() })
}

/// Words of a report.
pub(super) fn words(report: &str, at: usize, text: &str) -> Evidence {
    let part = Part {
        bytes: [at, at + text.len()],
        chars: Some([at, at + text.len()]),
        quote: text.to_owned(),
        reading: Some(text.to_owned()),
    };
    Evidence { report: report.to_owned(), parts: vec![part], section: "body".into(), field: None }
}

/// What `who` has to do, in a report.
pub(super) fn must(report: &str, id: &str, who: &str, action: &str, object: &str) -> Undertaking {
    let text = format!("{action} {object}").trim().to_owned();
    let obligation = Obligation {
        id: id.to_owned(),
        performer: Some(actor(who)),
        obligor: Some(actor(who)),
        beneficiary: None,
        modality: "must".into(),
        duration: None,
        evidence: vec![words(report, 100, &text)],
        text,
        action: (!action.is_empty()).then(|| action.to_owned()),
        object: (!object.is_empty()).then(|| object.to_owned()),
        place: None,
        quantity: None,
        deadline: None,
        condition: None,
        existence: "agreed".into(),
        asserted_by: vec![],
        performance: vec![],
        supersedes: None,
        standing: None,
    };
    Undertaking {
        obligation,
        report: report.to_owned(),
        agreement: None,
        voice: Voice::Own,
        statement: None,
        rule: "pledge".into(),
        review: None,
    }
}

/// With changes to an undertaking, one after the other.
pub(super) trait With: Sized {
    fn under(self, id: Option<&str>, text: &str) -> Self;
    fn by(self, day: &str) -> Self;
    fn said(self, status: &str, stance: Stance, holder: Option<&str>, day: &str) -> Self;
    fn answering(self, obligor: &str) -> Self;
    fn told_by(self, who: &str) -> Self;
}

impl With for Undertaking {
    fn under(mut self, id: Option<&str>, text: &str) -> Self {
        self.agreement =
            Some(AgreementRef { id: id.map(Into::into), name: None, text: text.to_owned() });
        self
    }

    fn by(mut self, day: &str) -> Self {
        let time = Time {
            edtf: Some(format!("[..{day}]")),
            to: Some(day.to_owned()),
            span: Some(TimeSpan::Within),
            basis: Some(TimeBasis::Stated),
            ..Time::default()
        };
        self.obligation.deadline = Some(Deadline { time, relative: None });
        self
    }

    fn said(mut self, status: &str, stance: Stance, holder: Option<&str>, day: &str) -> Self {
        let at = 200 + self.obligation.performance.len();
        self.obligation.performance.push(Performance {
            status: status.to_owned(),
            holder: holder.map(actor),
            stance,
            date: Time::by_report(Some(day)),
            evidence: vec![words(&self.report, at, status)],
        });
        self
    }

    fn answering(mut self, obligor: &str) -> Self {
        self.obligation.obligor = Some(actor(obligor));
        self
    }

    fn told_by(mut self, who: &str) -> Self {
        self.obligation.asserted_by.push(actor(who));
        self.voice = Voice::Attributed;
        self
    }
}

/// An AGREE event of the same words as [`must`] makes.
pub(super) fn agreed(report: &str, id: &str, who: &[&str], day: &str, text: &str) -> Event {
    let actors: Vec<ActorRef> = who.iter().map(|id| actor(id)).collect();
    Event {
        id: id.to_owned(),
        report: report.to_owned(),
        kind: EventType::Agree,
        mode: None,
        contexts: vec![],
        intensity: None,
        cameo: None,
        goldstein: None,
        quad: None,
        recipients: actors.clone(),
        actors,
        reciprocal: true,
        instruments: vec![],
        date: Time::day(day, "", TimeBasis::Stated),
        place: None,
        quantities: vec![],
        status: Status::Happened,
        voice: Voice::Own,
        statement: None,
        incident: None,
        confidence: None,
        evidence: vec![words(report, 90, text)],
        rule: "agree/agree".into(),
        review: None,
    }
}
