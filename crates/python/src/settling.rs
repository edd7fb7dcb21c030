//! Settling, as a cluster does it: statements that hang together come in one batch.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{Array, RecordBatch};
use hearsay::proposition::{Imprint, Proposition, Sketch, Statement, fits_best, settle as settled};
use hearsay_export::table::{Line, MemberLine, OriginLine, PropositionLine};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3_arrow::PyRecordBatch;
use pyo3_arrow::error::PyArrowResult;
use serde::{Deserialize, Serialize};

use crate::batch::{parsed, table, texts, value};
use crate::models::failed;

/// A statement without bonds, and the one that it goes with.
#[derive(Serialize, Deserialize)]
pub(crate) struct AttachmentLine {
    loose: String,
    anchor: String,
}

impl Line for AttachmentLine {
    const TABLE: &'static str = "attachments";
}

/// Which of the statements that are `near` (JSON) each of the `loose` ones goes with: a row for each pair that may be, with
/// the ids of both in `statement` and `other`. No row for one that goes with none.
#[pyfunction]
pub(crate) fn attach<'py>(py: Python<'py>, batch: PyRecordBatch) -> PyArrowResult<Bound<'py, PyAny>> {
    let lines = py.detach(|| {
        let batch: &RecordBatch = batch.as_ref();
        // Loose statements of one party look at the same others.
        let mut sketches: HashMap<String, Sketch> = HashMap::new();
        let mut pairs: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let (loose, near) = (texts(batch, "statement")?, texts(batch, "other")?);
        let records = [("loose", &loose), ("near", &near)].map(|(name, ids)| Ok((name, ids, texts(batch, name)?)));
        let records = records.into_iter().collect::<PyResult<Vec<_>>>()?;
        for row in 0..batch.num_rows() {
            for (name, ids, column) in &records {
                if !sketches.contains_key(ids.value(row)) {
                    let statement: Statement = value(column, name, row)?;
                    sketches.insert(ids.value(row).to_owned(), Sketch::of(&statement));
                }
            }
            pairs.entry(loose.value(row).to_owned()).or_default().insert(near.value(row).to_owned());
        }
        let line = |(loose, near): (&String, &BTreeSet<String>)| {
            let best = fits_best(sketches.get(loose)?, near.iter().filter_map(|id| sketches.get(id)))?;
            Some(AttachmentLine { loose: loose.clone(), anchor: best.id().to_owned() })
        };
        Ok::<_, PyErr>(pairs.iter().filter_map(line).collect::<Vec<_>>())
    })?;
    table(py, &lines)
}

/// Settles groups of statements that hang together, each of them whole: one row for each proposition, with the columns of
/// the table `propositions`. A row is a statement, with its JSON in `record`, or an `article` with its `imprint`; those
/// are needed of articles that share a group with others.
#[pyfunction]
pub(crate) fn settle<'py>(py: Python<'py>, batch: PyRecordBatch) -> PyArrowResult<Bound<'py, PyAny>> {
    let lines = py.detach(|| {
        let batch: &RecordBatch = batch.as_ref();
        let records = texts(batch, "record")?;
        let told = (0..batch.num_rows()).filter(|row| records.is_valid(*row));
        let statements: Vec<Statement> = told.map(|row| value(&records, "record", row)).collect::<PyResult<_>>()?;
        let propositions = settled(&statements, &imprints(batch)?, &[]);
        propositions.iter().map(|p| PropositionLine::of(p, None).map_err(failed)).collect::<PyResult<Vec<_>>>()
    })?;
    table(py, &lines)
}

fn imprints(batch: &RecordBatch) -> PyResult<Vec<Imprint>> {
    let articles = texts(batch, "article")?;
    let column = batch.column_by_name("imprint").and_then(|column| column.as_list_opt::<i32>());
    let column = column.ok_or_else(|| PyValueError::new_err("the batch has no column `imprint` of lists"))?;
    let imprint = |row: usize| {
        let hashes = column.value(row);
        let hashes = hashes.as_primitive_opt::<Int64Type>();
        let hashes = hashes.ok_or_else(|| PyValueError::new_err("`imprint` holds no whole numbers"))?;
        let shingles = hashes.values().iter().map(|hash| hash.cast_unsigned()).collect();
        Ok(Imprint { article: articles.value(row).to_owned(), shingles })
    };
    (0..batch.num_rows()).filter(|row| column.is_valid(*row)).map(imprint).collect()
}

/// One row for each origin of propositions, with the columns of the table `origins`.
#[pyfunction]
pub(crate) fn origins<'py>(py: Python<'py>, batch: PyRecordBatch) -> PyArrowResult<Bound<'py, PyAny>> {
    let propositions: Vec<Proposition> = parsed(batch.as_ref(), "record")?;
    table(py, &propositions.iter().flat_map(OriginLine::of).collect::<Vec<_>>())
}

/// One row for each claim on propositions, with the columns of the table `members`; `article` is left empty, `ref` names it.
#[pyfunction]
pub(crate) fn members<'py>(py: Python<'py>, batch: PyRecordBatch) -> PyArrowResult<Bound<'py, PyAny>> {
    let propositions: Vec<Proposition> = parsed(batch.as_ref(), "record")?;
    table(py, &propositions.iter().flat_map(|p| MemberLine::of(p, &[])).collect::<Vec<_>>())
}
