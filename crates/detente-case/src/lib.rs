//! The case: one SQLite file with what was read and what was found.
