//! What someone may do here.

/// What a token lets its bearer do; each may do what the one before may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Look at the record.
    Read,
    /// Correct it.
    Review,
    /// Add reports to it.
    Add,
}

impl Role {
    /// All of them, the least first.
    pub const ALL: [Self; 3] = [Self::Read, Self::Review, Self::Add];

    /// Its word, which a token begins with.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Review => "review",
            Self::Add => "add",
        }
    }
}

impl std::str::FromStr for Role {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|role| role.as_str() == word);
        found.ok_or_else(|| format!("{word:?} is no role; there are read, review and add"))
    }
}

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asker {
    pub(crate) role: Role,
    /// The name given beside the token.
    pub(crate) name: Option<String>,
}
