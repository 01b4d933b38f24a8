//! Nothing: this crate is its tests, `main.rs`.
