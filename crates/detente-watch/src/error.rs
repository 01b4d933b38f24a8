//! What can go wrong with a watch as a whole. What goes wrong with one address is told of it and the
//! rest goes on.

/// An error that ends a round.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The configuration makes no sense; the sentence says where.
    #[error("{0}")]
    Config(String),
    /// The case can't be read or written to.
    #[error(transparent)]
    Case(#[from] detente_case::Error),
    /// The socket can't be opened.
    #[error("{0}")]
    Socket(String),
}

/// The usual result.
pub type Result<T> = std::result::Result<T, Error>;
