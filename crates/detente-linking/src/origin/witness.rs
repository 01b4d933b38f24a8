//! What is known of one account: who says it, through whom, where.

/// One account of what is to be judged, in one report.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Witness {
    /// The report's id.
    pub report: String,
    /// The outlet that published it, where known.
    pub outlet: Option<Carrier>,
    /// The report that it is a copy of: the original itself, no copy between.
    pub copies_of: Option<String>,
    /// Who is cited; `None` where the outlet says it in its own voice.
    pub speaker: Option<Speaker>,
    /// Through whom the words came, the nearest to the speaker first: told whom, quoted by whom,
    /// retold by whom.
    pub via: Vec<Carrier>,
    /// Whom the report as a whole retells.
    pub relays: Vec<Carrier>,
}

/// An outlet, or whoever else passes words on.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Carrier {
    /// Its id.
    pub id: String,
    /// The state that owns or directs it, ISO 3166-1 alpha-3.
    pub owner_state: Option<String>,
}

/// Who is cited.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Speaker {
    /// Id of the actor, where known; an outlet's where "Reuters reported".
    pub id: Option<String>,
    /// The mention, in reading form.
    pub text: String,
    /// Whether the mention is a name: "Ivan Petrov" is, "a local resident" is not.
    pub named: bool,
    /// The speaker's country, ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// Whether the speaker speaks for the government of that country: its ministers, ministries,
    /// armed forces, services, spokesmen, and its officials without a name.
    pub government: bool,
    /// Id of the body that the speaker speaks for, where it is no government.
    pub body: Option<String>,
}
