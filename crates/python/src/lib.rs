//! hearsay in Python: the functions of the core over texts and Arrow batches, and the ledger.
//!
//! What belongs to Python alone, documentation for its users and the functions for Spark, is in `python/hearsay`. The
//! interpreter's lock is released while articles are read.

mod article;
mod batch;
mod files;
mod ledger;
mod models;
mod reading;
mod settling;

use pyo3::prelude::*;

#[pymodule]
mod _native {
    #[pymodule_export]
    use super::article::read;
    #[pymodule_export]
    use super::article::{Article, Claim, Filler, Frame, Money, Quantity, Span, Speaker, Time};
    #[pymodule_export]
    use super::batch::{claims, imprints, read_batch, readings, statements};
    #[pymodule_export]
    use super::files::Files;
    #[pymodule_export]
    use super::ledger::Ledger;
    #[pymodule_export]
    use super::settling::{attach, members, origins, settle};

    use super::*;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
