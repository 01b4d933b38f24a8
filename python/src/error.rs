//! Errors as exceptions, each with the sentence that the program gives.

use detente_text::Refusal;
use pyo3::create_exception;
use pyo3::exceptions::PyException;
use pyo3::prelude::*;

create_exception!(detente, DetenteError, PyException, "What detente can't do, in a sentence.");
create_exception!(
    detente,
    Refused,
    DetenteError,
    "An input that can't be read. `args` are the sentence and a short code for the reason."
);

/// Whatever went wrong, by its sentence.
pub(crate) fn wrong(error: impl std::fmt::Display) -> PyErr {
    DetenteError::new_err(error.to_string())
}

/// An input that is refused.
pub(crate) fn refused(refusal: &Refusal) -> PyErr {
    Refused::new_err((refusal.detail.clone(), refusal.reason.to_string()))
}
