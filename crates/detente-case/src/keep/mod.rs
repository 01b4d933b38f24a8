//! Looking after a case: checking, removing, reading anew, copying.

pub(crate) mod audit;
pub(crate) mod backup;
pub(crate) mod correct;
pub(crate) mod corrections;
pub(crate) mod doctor;
pub(crate) mod merge;
pub(crate) mod remove;
pub(crate) mod reread;
pub(crate) mod verify;
pub(crate) mod who;
