//! How many independent sources stand behind an account, and what that says of it.
//!
//! Sources are counted at their origin, not where they are printed: the ministry that ten outlets
//! cite is one source, and so are the wire and all who retell it. [`origins`] says who the
//! origins are; [`credibility`] says what follows.
//!
//! | who speaks | whose voice it is |
//! |---|---|
//! | someone for a government, or an outlet that a state owns | the government's: one source, however many speak |
//! | someone for a body | the body's |
//! | someone known or named | his or her own |
//! | someone unnamed ("officials said") | one of that country, for each outlet and each text that cites such |
//! | the outlet, retelling others | theirs, through any number of relays |
//! | the outlet, in a copy | the original's |
//! | the outlet itself | the outlet's own |
//! | an outlet that is not known | one for all of them, counted where there is no other source |

mod count;
mod credibility;
mod from_rows;
mod voice;
mod witness;

pub use count::{Origins, origins};
pub use credibility::credibility;
pub use from_rows::witness;
pub use voice::Origin;
pub use witness::{Carrier, Speaker, Witness};

#[cfg(test)]
mod tests;
