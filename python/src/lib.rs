//! The Python module: reading, cases, and the strata of linking as functions over Arrow.
//!
//! This crate carries values between Python and the crates that decide; it decides nothing itself.
//! Rows go out as JSON text or Arrow record batches, and the package beside it gives them their
//! Python form. What takes long runs without the interpreter's lock, on threads with stacks of their
//! own size, since a page may be nested deeply.
// The wheel stands at the edge: it starts threads and opens cases.
#![allow(clippy::disallowed_methods)]

mod batch;
mod case;
mod columns;
mod error;
mod inputs;
mod one;
mod strata;

use pyo3::prelude::*;

/// The native part of `detente`; use the package, not this module.
#[pymodule]
mod _detente {
    #[pymodule_export]
    use super::batch::read_batch;
    #[pymodule_export]
    use super::case::Case;
    #[pymodule_export]
    use super::error::{DetenteError, Refused};
    #[pymodule_export]
    use super::one::{Reading, read};
    #[pymodule_export]
    use super::strata::spark;
    use super::*;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))?;
        module.add("TABLES", detente_exchange::TABLES.to_vec())?;
        module.add("WORLD", detente_world::World::version())
    }
}
