use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Declares a closed list that serialises in kebab-case and knows its own words.
macro_rules! closed_list {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        pub enum $name { $($(#[$doc])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word in the record.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;

            fn from_str(word: &str) -> Result<Self, String> {
                match word {
                    $($word => Ok(Self::$variant),)+
                    other => Err(format!(
                        "{other:?} is none of: {}", [$($word),+].join(", "))),
                }
            }
        }
    };
}

closed_list! {
    /// What kind of actor.
    ActorKind {
        /// A state.
        State = "state",
        /// A person.
        Person = "person",
        /// A body of a state or a society.
        Institution = "institution",
        /// An armed group.
        ArmedGroup = "armed-group",
        /// An intergovernmental organisation.
        Igo = "igo",
        /// A non-governmental organisation.
        Ngo = "ngo",
        /// A company.
        Company = "company",
        /// A news outlet or agency.
        Media = "media",
        /// A people or population.
        Population = "population",
        /// Not known.
        Unknown = "unknown",
    }
}

closed_list! {
    /// As what a report names a place.
    PlaceRole {
        /// It is named: something may have happened there.
        Named = "named",
        /// It says where the report was filed.
        Dateline = "dateline",
        /// Something was said there.
        SaidAt = "said-at",
        /// It says where the place named before it lies.
        Within = "within",
    }
}

closed_list! {
    /// PLOVER event types (PLOVER codebook, section "Event types").
    EventType {
        /// Agree to, or come to an understanding.
        Agree = "AGREE",
        /// Meet, discuss, consult.
        Consult = "CONSULT",
        /// Express support.
        Support = "SUPPORT",
        /// Concede, yield.
        Concede = "CONCEDE",
        /// Cooperate in substance.
        Cooperate = "COOPERATE",
        /// Give aid.
        Aid = "AID",
        /// Withdraw, end a hostile act.
        Retreat = "RETREAT",
        /// Request, demand.
        Request = "REQUEST",
        /// Accuse, criticise.
        Accuse = "ACCUSE",
        /// Reject, refuse.
        Reject = "REJECT",
        /// Threaten.
        Threaten = "THREATEN",
        /// Protest.
        Protest = "PROTEST",
        /// Sanction, reduce relations.
        Sanction = "SANCTION",
        /// Mobilise forces.
        Mobilize = "MOBILIZE",
        /// Coerce short of assault.
        Coerce = "COERCE",
        /// Use force.
        Assault = "ASSAULT",
    }
}

closed_list! {
    /// What the row's own source says of the happening.
    Status {
        /// It took place.
        Happened = "happened",
        /// It is under way.
        Ongoing = "ongoing",
        /// It is planned.
        Planned = "planned",
        /// It is threatened.
        Threatened = "threatened",
        /// It is demanded.
        Demanded = "demanded",
        /// It is supposed.
        Hypothetical = "hypothetical",
        /// It is said not to have taken place.
        Denied = "denied",
        /// It was tried and failed.
        Failed = "failed",
    }
}

closed_list! {
    /// In whose voice a row is stated.
    Voice {
        /// The report's own.
        Own = "own",
        /// Someone the report cites.
        Attributed = "attributed",
    }
}

closed_list! {
    /// How words are reported.
    Form {
        /// Within quotation marks.
        Direct = "direct",
        /// In the reporter's words.
        Indirect = "indirect",
        /// Both.
        Mixed = "mixed",
    }
}

closed_list! {
    /// What a speaker does by speaking.
    Act {
        /// States something; the act where no other fits.
        Asserts = "asserts",
        /// Says that it is not so.
        Denies = "denies",
        /// Turns down.
        Rejects = "rejects",
        /// Demands.
        Demands = "demands",
        /// Threatens.
        Threatens = "threatens",
        /// Promises.
        Promises = "promises",
        /// Accuses.
        Accuses = "accuses",
        /// Doubts.
        Doubts = "doubts",
        /// Announces.
        Announces = "announces",
        /// Declines to comment.
        NoComment = "no-comment",
    }
}

closed_list! {
    /// Where a holder stands on a claim.
    Stance {
        /// Says it is so.
        Asserts = "asserts",
        /// Says it is not so.
        Denies = "denies",
        /// Doubts it.
        Doubts = "doubts",
        /// Takes back what was said.
        Withdraws = "withdraws",
        /// Declines to comment.
        NoComment = "no-comment",
    }
}

closed_list! {
    /// The role that a figure plays.
    FigureRole {
        /// Dead.
        Killed = "killed",
        /// Wounded.
        Wounded = "wounded",
        /// Missing.
        Missing = "missing",
        /// Taken prisoner.
        Captured = "captured",
        /// Driven from home.
        Displaced = "displaced",
        /// Settlements.
        Settlements = "settlements",
        /// Kilometres.
        Kilometres = "kilometres",
        /// Days.
        Days = "days",
        /// Anything else.
        Other = "other",
    }
}

impl Act {
    /// The act as a predicate after its speaker: "Turkey *denies*".
    pub const fn verb(self) -> &'static str {
        match self {
            Self::Asserts => "says",
            Self::NoComment => "does not comment",
            act => act.as_str(),
        }
    }
}
