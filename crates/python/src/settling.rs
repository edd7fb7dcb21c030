//! Settling, as a cluster does it: statements that hang together come in one batch.

use std::collections::BTreeMap;

use arrow_array::RecordBatch;
use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use hearsay::proposition::{Imprint, Proposition, Sketch, Statement, fits_best, settle as settled};
use hearsay_export::table::{Line, MemberLine, OriginLine, PropositionLine};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3_arrow::PyRecordBatch;
use pyo3_arrow::error::PyArrowResult;
use serde::{Deserialize, Serialize};

use crate::batch::{parsed, table};
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

/// Which of the statements in `near` (JSON) the statement in `loose` goes with; all rows have the same `loose`. No row where
/// it goes with none.
#[pyfunction]
pub(crate) fn attach<'py>(py: Python<'py>, batch: PyRecordBatch) -> PyArrowResult<Bound<'py, PyAny>> {
    let batch: &RecordBatch = batch.as_ref();
    let near: Vec<Statement> = parsed(batch, "near")?;
    let near: Vec<Sketch> = near.iter().map(Sketch::of).collect();
    let loose: Vec<Statement> = parsed(&batch.slice(0, batch.num_rows().min(1)), "loose")?;
    let line = |loose: &Statement| {
        let best = fits_best(&Sketch::of(loose), &near)?;
        Some(AttachmentLine { loose: loose.id.clone(), anchor: best.id().to_owned() })
    };
    table(py, &loose.iter().filter_map(line).collect::<Vec<_>>())
}

/// Settles statements that hang together: one row for each proposition, with the columns of the table `propositions`.
#[pyfunction]
pub(crate) fn settle<'py>(py: Python<'py>, batch: PyRecordBatch) -> PyArrowResult<Bound<'py, PyAny>> {
    let lines = py.detach(|| {
        let batch: &RecordBatch = batch.as_ref();
        let statements: Vec<Statement> = parsed(batch, "record")?;
        let imprints = imprints(batch, &statements)?;
        let propositions = settled(&statements, &imprints, &[]);
        propositions.iter().map(|p| PropositionLine::of(p, None).map_err(failed)).collect::<PyResult<Vec<_>>>()
    })?;
    table(py, &lines)
}

fn imprints(batch: &RecordBatch, statements: &[Statement]) -> PyResult<Vec<Imprint>> {
    let column = batch.column_by_name("imprint").and_then(|column| column.as_list_opt::<i32>());
    let column = column.ok_or_else(|| PyValueError::new_err("the batch has no column `imprint` of lists"))?;
    let mut found = BTreeMap::new();
    for (row, statement) in statements.iter().enumerate() {
        if !found.contains_key(&statement.article.id) {
            let hashes = column.value(row);
            let hashes = hashes.as_primitive_opt::<Int64Type>();
            let hashes = hashes.ok_or_else(|| PyValueError::new_err("`imprint` holds no whole numbers"))?;
            let shingles = hashes.values().iter().map(|hash| hash.cast_unsigned()).collect();
            let article = statement.article.id.clone();
            found.insert(article.clone(), Imprint { article, shingles });
        }
    }
    Ok(found.into_values().collect())
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
