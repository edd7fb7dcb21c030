//! What extraction needs, loaded once a process.

use std::fmt::Display;
use std::sync::OnceLock;

use hearsay::Models;
use hearsay_gazetteer::Gazetteer;
use pyo3::PyErr;
use pyo3::exceptions::PyRuntimeError;

/// The models.
pub(crate) fn models() -> Result<&'static Models, PyErr> {
    static LOADED: OnceLock<Result<Models, String>> = OnceLock::new();
    let loaded = LOADED.get_or_init(|| Models::embedded().map_err(|error| error.to_string()));
    loaded.as_ref().map_err(failed)
}

/// The gazetteer.
pub(crate) fn gazetteer() -> Result<&'static Gazetteer, PyErr> {
    static LOADED: OnceLock<Result<Gazetteer, String>> = OnceLock::new();
    let loaded = LOADED.get_or_init(|| Gazetteer::embedded().map_err(|error| error.to_string()));
    loaded.as_ref().map_err(failed)
}

/// As Python's `RuntimeError`.
pub(crate) fn failed(error: impl Display) -> PyErr {
    PyRuntimeError::new_err(error.to_string())
}
