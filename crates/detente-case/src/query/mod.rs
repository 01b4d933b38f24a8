//! Questions to a case.

pub(crate) mod awaiting;
pub(crate) mod conditions;
pub(crate) mod days;
pub(crate) mod deadlines;
pub(crate) mod diff;
pub(crate) mod facets;
pub(crate) mod find;
pub(crate) mod foremost;
pub(crate) mod lanes;
pub(crate) mod map;
pub(crate) mod named;
pub(crate) mod overview;
pub(crate) mod pairs;
pub(crate) mod rows;
pub(crate) mod search;
pub(crate) mod spread;
pub(crate) mod words;
