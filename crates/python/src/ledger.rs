//! The ledger in Python.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use hearsay_ledger::{Filter, Search, Source, View};
use jiff::Timestamp;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use serde::Serialize;

use crate::article::Article;
use crate::models::{failed, gazetteer};

/// The ledger in a file, which is made where there is none.
#[pyclass(frozen, module = "hearsay")]
pub(crate) struct Ledger {
    path: PathBuf,
    ledger: Mutex<hearsay_ledger::Ledger>,
}

impl Ledger {
    fn open(&self) -> MutexGuard<'_, hearsay_ledger::Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

const KEYWORDS: [&str; 11] =
    ["speaker", "outlet", "frame", "party", "item", "evidence", "since", "until", "status", "limit", "offset"];

/// A filter of Python's keyword arguments.
fn filter(keywords: Option<&Bound<'_, PyDict>>) -> PyResult<Filter> {
    let Some(keywords) = keywords else { return Ok(Filter::default()) };
    for name in keywords.keys() {
        let name: String = name.extract()?;
        if !KEYWORDS.contains(&name.as_str()) {
            return Err(PyValueError::new_err(format!("`{name}` narrows nothing; use {}", KEYWORDS.join(", "))));
        }
    }
    let text = |name: &str| match keywords.get_item(name)? {
        Some(value) => value.extract::<Option<String>>(),
        None => Ok(None),
    };
    let number = |name: &str| match keywords.get_item(name)? {
        Some(value) => value.extract::<Option<u32>>(),
        None => Ok(None),
    };
    let day = |name: &str| {
        let day = text(name)?.map(|day| day.parse()).transpose();
        day.map_err(|error| PyValueError::new_err(format!("{name}: a day is written as 2024-01-31: {error}")))
    };
    let filter = Filter {
        speaker: text("speaker")?,
        outlet: text("outlet")?,
        frame: text("frame")?,
        party: text("party")?,
        item: text("item")?,
        evidence: text("evidence")?.map(|kind| kind.parse()).transpose().map_err(PyValueError::new_err::<String>)?,
        since: day("since")?,
        until: day("until")?,
        status: text("status")?.map(|status| status.parse()).transpose().map_err(PyValueError::new_err::<String>)?,
        newest: false,
        limit: number("limit")?,
        offset: number("offset")?.unwrap_or(0),
    };
    Ok(filter.canonical(gazetteer()?))
}

/// A value as Python's own dictionaries and lists.
fn plain<'py>(py: Python<'py>, value: &impl Serialize) -> PyResult<Bound<'py, PyAny>> {
    let text = serde_json::to_string(value).map_err(failed)?;
    py.import("json")?.call_method1("loads", (text,))
}

#[pymethods]
impl Ledger {
    #[new]
    fn new(path: PathBuf) -> PyResult<Self> {
        let ledger = hearsay_ledger::Ledger::open(&path).map_err(failed)?;
        Ok(Self { path, ledger: Mutex::new(ledger) })
    }

    /// Takes in articles that were read, and settles what they touch. What the ledger has is passed over. Returns how many
    /// were new or had changed.
    fn add(&self, py: Python<'_>, articles: Vec<Py<Article>>) -> PyResult<usize> {
        let sources: Vec<Source> = articles
            .iter()
            .map(|article| {
                let record = article.get().record.clone();
                let raw_hash = record.article.id.clone();
                Source { record, raw_hash, evidence: None, program: None, place: None }
            })
            .collect();
        let gazetteer = gazetteer()?;
        py.detach(|| {
            let program = hearsay::version();
            let appended = self.open().append(&sources, gazetteer, program, Timestamp::now()).map_err(failed)?;
            Ok(appended.iter().filter(|a| a.outcome != hearsay_ledger::Outcome::Unchanged).count())
        })
    }

    /// Claims by date, as dictionaries: the claim as the contract has it, with its article, outlet and judgement.
    #[pyo3(signature = (**keywords))]
    fn claims<'py>(&self, py: Python<'py>, keywords: Option<&Bound<'py, PyDict>>) -> PyResult<Bound<'py, PyAny>> {
        let filter = filter(keywords)?;
        let rows = py.detach(|| self.open().claims(View::default(), &filter)).map_err(failed)?;
        plain(py, &rows)
    }

    /// Propositions, those that several tell of first, as dictionaries.
    #[pyo3(signature = (**keywords))]
    fn propositions<'py>(&self, py: Python<'py>, keywords: Option<&Bound<'py, PyDict>>) -> PyResult<Bound<'py, PyAny>> {
        let filter = filter(keywords)?;
        let rows = py.detach(|| self.open().propositions(View::default(), &filter)).map_err(failed)?;
        plain(py, &rows)
    }

    /// One proposition by its id or the beginning of it.
    fn proposition<'py>(&self, py: Python<'py>, id: &str) -> PyResult<Bound<'py, PyAny>> {
        let row = py.detach(|| self.open().proposition(View::default(), id)).map_err(failed)?;
        plain(py, &row)
    }

    /// Claims and articles that a search asks for: words that must all be there, and operators such as `"two words"`,
    /// `word*`, `-word`, `OR`, `speaker:`, `since:`.
    #[pyo3(signature = (words, limit=20))]
    fn search<'py>(&self, py: Python<'py>, words: &str, limit: u32) -> PyResult<Bound<'py, PyAny>> {
        let search = Search::of(words).map_err(failed)?.canonical(gazetteer()?);
        let found = py.detach(|| self.open().search(&search, limit)).map_err(failed)?;
        plain(py, &found)
    }

    fn __repr__(&self) -> String {
        format!("Ledger({:?})", self.path.display().to_string())
    }
}
