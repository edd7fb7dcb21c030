//! Functions from Arrow batches to Arrow batches.

use std::num::NonZero;
use std::sync::Arc;
use std::thread;

use arrow_array::cast::AsArray;
use arrow_array::{Array, RecordBatch, StringArray};
use hearsay::contract::Record;
use hearsay::proposition::{Imprint, Keys, Statement};
use hearsay_export::table::{ClaimLine, Line, parquet::batch, schema};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3_arrow::PyRecordBatch;
use pyo3_arrow::error::PyArrowResult;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::models::{failed, gazetteer, models};
use crate::reading;

/// An article as it was read.
#[derive(Serialize, Deserialize)]
pub(crate) struct ReadingLine {
    /// The id of its publication.
    article: String,
    #[serde(rename = "ref")]
    reference: String,
    outlet: Option<String>,
    published: Option<String>,
    url: Option<String>,
    title: String,
    /// The version of hearsay that read it.
    program: String,
    /// How many claims it holds.
    claims: i64,
    /// The article with its claims as the contract has them, in JSON.
    record: String,
}

impl Line for ReadingLine {
    const TABLE: &'static str = "readings";
    const DAYS: &'static [&'static str] = &["published"];
}

/// A statement, with what it meets others under.
#[derive(Serialize, Deserialize)]
pub(crate) struct StatementLine {
    /// The statement's id.
    statement: String,
    /// Its article's.
    article: String,
    /// The statement, in JSON.
    record: String,
    /// Statements that share one of these hang together.
    bonds: Vec<i64>,
    /// Where it looks for one to go with, or is found by such.
    sides: Vec<i64>,
}

impl Line for StatementLine {
    const TABLE: &'static str = "statements";
}

/// What shows which articles are near-copies.
#[derive(Serialize, Deserialize)]
pub(crate) struct ImprintLine {
    article: String,
    /// Hashes, as signed numbers, since not all engines know others.
    imprint: Vec<i64>,
}

impl Line for ImprintLine {
    const TABLE: &'static str = "imprints";
}

/// Rows as a batch of pyarrow.
pub(crate) fn table<'py, L: Line>(py: Python<'py>, lines: &[L]) -> PyArrowResult<Bound<'py, PyAny>> {
    let schema = schema::<L>().map_err(failed)?;
    let made = batch(&schema, lines).map_err(failed)?;
    // An empty batch keeps its columns.
    let made = if lines.is_empty() { RecordBatch::new_empty(Arc::new(schema)) } else { made };
    Ok(PyRecordBatch::new(made).into_pyarrow(py)?)
}

/// A column of texts.
pub(crate) fn texts(batch: &RecordBatch, name: &str) -> PyResult<StringArray> {
    let column = batch.column_by_name(name);
    let column = column.ok_or_else(|| PyValueError::new_err(format!("the batch has no column `{name}`")))?;
    let column = arrow_cast::cast(column, &arrow_schema::DataType::Utf8).map_err(failed)?;
    Ok(column.as_string::<i32>().clone())
}

/// The JSON values of a column.
pub(crate) fn parsed<T: DeserializeOwned>(batch: &RecordBatch, name: &str) -> PyResult<Vec<T>> {
    let column = texts(batch, name)?;
    (0..batch.num_rows()).map(|row| value(&column, name, row)).collect()
}

/// The JSON value in a row of the column of a name.
pub(crate) fn value<T: DeserializeOwned>(column: &StringArray, name: &str, row: usize) -> PyResult<T> {
    let text = if column.is_valid(row) { column.value(row) } else { "" };
    serde_json::from_str(text).map_err(|e| PyValueError::new_err(format!("row {row} of `{name}`: {e}")))
}

fn threads(given: Option<usize>) -> usize {
    given.unwrap_or_else(|| thread::available_parallelism().map_or(1, NonZero::get))
}

/// Reads the articles of a batch and returns one row for each claim, with the columns of the table `claims`.
///
/// Of the batch's columns are read: `text` (title, a blank line, body; without the title where there is a column `title`),
/// `ref`, `outlet`, `published` and `url`.
#[pyfunction]
#[pyo3(signature = (batch, *, threads=None))]
pub(crate) fn read_batch<'py>(
    py: Python<'py>,
    batch: PyRecordBatch,
    threads: Option<usize>,
) -> PyArrowResult<Bound<'py, PyAny>> {
    let models = models()?;
    let records = py.detach(|| reading::records(batch.as_ref(), models, self::threads(threads)))?;
    table(py, &claim_lines(&records)?)
}

/// Reads the articles of a batch and returns one row for each, with its record in JSON: what the other functions go on
/// from.
#[pyfunction]
#[pyo3(signature = (batch, *, threads=None))]
pub(crate) fn readings<'py>(
    py: Python<'py>,
    batch: PyRecordBatch,
    threads: Option<usize>,
) -> PyArrowResult<Bound<'py, PyAny>> {
    let models = models()?;
    let lines = py.detach(|| {
        let records = reading::records(batch.as_ref(), models, self::threads(threads))?;
        records.iter().map(reading_line).collect::<PyResult<Vec<_>>>()
    })?;
    table(py, &lines)
}

fn reading_line(record: &Record) -> PyResult<ReadingLine> {
    let article = &record.article;
    Ok(ReadingLine {
        article: article.id.clone(),
        reference: article.reference.clone(),
        outlet: article.outlet.clone(),
        published: article.published.clone(),
        url: article.url.clone(),
        title: article.title.clone(),
        program: hearsay::version().to_owned(),
        claims: record.claims.len() as i64,
        record: serde_json::to_string(record).map_err(failed)?,
    })
}

fn claim_lines(records: &[Record]) -> PyResult<Vec<ClaimLine>> {
    let lines = records.iter().flat_map(|record| {
        record.claims.iter().map(|claim| ClaimLine::of(&record.article, claim, None).map_err(failed))
    });
    lines.collect()
}

/// One row for each claim of readings, with the columns of the table `claims`.
#[pyfunction]
pub(crate) fn claims<'py>(py: Python<'py>, batch: PyRecordBatch) -> PyArrowResult<Bound<'py, PyAny>> {
    let lines = py.detach(|| claim_lines(&parsed::<Record>(batch.as_ref(), "record")?))?;
    table(py, &lines)
}

/// One row for each statement of readings, with its keys.
#[pyfunction]
pub(crate) fn statements<'py>(py: Python<'py>, batch: PyRecordBatch) -> PyArrowResult<Bound<'py, PyAny>> {
    let gazetteer = gazetteer()?;
    let lines = py.detach(|| {
        let mut lines = Vec::new();
        for record in parsed::<Record>(batch.as_ref(), "record")? {
            for statement in Statement::of(&record, gazetteer) {
                lines.push(statement_line(&statement)?);
            }
        }
        Ok::<_, PyErr>(lines)
    })?;
    table(py, &lines)
}

/// One row for each of the readings' articles, with its imprint.
#[pyfunction]
pub(crate) fn imprints<'py>(py: Python<'py>, batch: PyRecordBatch) -> PyArrowResult<Bound<'py, PyAny>> {
    let lines = py.detach(|| {
        let records = parsed::<Record>(batch.as_ref(), "record")?;
        let line = |record: &Record| {
            let Imprint { article, shingles } = Imprint::of(record.article.id.clone(), &record.article.text);
            ImprintLine { article, imprint: shingles.iter().map(|hash| hash.cast_signed()).collect() }
        };
        Ok::<_, PyErr>(records.iter().map(line).collect::<Vec<_>>())
    })?;
    table(py, &lines)
}

fn statement_line(statement: &Statement) -> PyResult<StatementLine> {
    let Keys { bonds, sides } = statement.keys();
    let numbers = |keys: Vec<hearsay::proposition::Key>| keys.iter().map(hearsay::proposition::Key::number).collect();
    Ok(StatementLine {
        statement: statement.id.clone(),
        article: statement.article.id.clone(),
        record: serde_json::to_string(statement).map_err(failed)?,
        bonds: numbers(bonds),
        sides: numbers(sides),
    })
}
