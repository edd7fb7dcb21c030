//! The articles of a file, in batches.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use hearsay::Article;
use hearsay_export::table::Line;
use hearsay_reader::{Entries, Fault, Input, Options, ReadError, language};
use pyo3::prelude::*;
use pyo3_arrow::error::PyArrowResult;
use serde::{Deserialize, Serialize};

use crate::batch::table;

/// An article, or why there is none.
#[derive(Serialize, Deserialize)]
pub(crate) struct FileLine {
    #[serde(rename = "ref")]
    reference: String,
    title: Option<String>,
    /// Its text without the title.
    text: Option<String>,
    outlet: Option<String>,
    published: Option<String>,
    url: Option<String>,
    /// ISO 639, where the words tell.
    language: Option<String>,
    /// Why it can't be read.
    error: Option<String>,
}

impl Line for FileLine {
    const TABLE: &'static str = "files";
    const DAYS: &'static [&'static str] = &["published"];
}

impl FileLine {
    /// The lines of what was read: of a live blog one for each post.
    fn of(reference: String, read: Result<Vec<Article>, ReadError>) -> Vec<Self> {
        match read {
            Ok(articles) => articles.iter().map(Self::of_article).collect(),
            Err(error) => vec![Self {
                reference,
                title: None,
                text: None,
                outlet: None,
                published: None,
                url: None,
                language: None,
                error: Some(error.to_string()),
            }],
        }
    }

    fn of_article(article: &Article) -> Self {
        let title = article.title().to_owned();
        let body = article.text.get(article.title.end..).unwrap_or_default();
        let text = if title.is_empty() { article.text.as_str() } else { body.trim_start_matches(['\r', '\n']) };
        Self {
            reference: article.reference.clone(),
            title: Some(title),
            text: Some(text.to_owned()),
            outlet: article.outlet.clone(),
            published: article.published.map(|day| day.to_string()),
            url: article.url.clone(),
            language: language(&article.text).map(str::to_owned),
            error: None,
        }
    }
}

/// The articles of a file, which may be an archive, a table, lines of JSON, or a page, as batches of rows.
///
/// What can't be read is a row with an `error`.
#[pyclass(frozen, module = "hearsay")]
pub(crate) struct Files {
    options: Options,
    rows: usize,
    left: Mutex<Left>,
}

/// What hasn't been handed out.
enum Left {
    Whole(Input),
    Entries(Box<Entries>),
    Broken(String, ReadError),
    Nothing,
}

impl Left {
    fn next(&mut self, options: &Options) -> Option<Vec<FileLine>> {
        if let Self::Entries(entries) = self {
            return entries.next().map(|entry| match entry {
                Ok(entry) => FileLine::of(entry.place.clone(), entry.articles(options)),
                Err(Fault { place, error, .. }) => FileLine::of(place, Err(error)),
            });
        }
        match std::mem::replace(self, Self::Nothing) {
            Self::Whole(input) => Some(FileLine::of(input.to_string(), input.read(options))),
            Self::Broken(place, error) => Some(FileLine::of(place, Err(error))),
            Self::Entries(_) | Self::Nothing => None,
        }
    }
}

#[pymethods]
impl Files {
    #[new]
    #[pyo3(signature = (path, *, rows=64))]
    fn new(path: PathBuf, rows: usize) -> Self {
        let (options, input) = (Options::default(), Input::File(path));
        let left = match input.entries(0, &options) {
            Some(Ok(entries)) => Left::Entries(Box::new(entries)),
            Some(Err(error)) => Left::Broken(input.to_string(), error),
            None => Left::Whole(input),
        };
        Self { options, rows, left: Mutex::new(left) }
    }

    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    fn __next__<'py>(&self, py: Python<'py>) -> PyArrowResult<Option<Bound<'py, PyAny>>> {
        let lines: Vec<FileLine> = py.detach(|| {
            let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
            let mut lines = Vec::new();
            while lines.len() < self.rows
                && let Some(next) = left.next(&self.options)
            {
                lines.extend(next);
            }
            lines
        });
        if lines.is_empty() { Ok(None) } else { table(py, &lines).map(Some) }
    }
}
