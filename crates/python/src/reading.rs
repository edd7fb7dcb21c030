//! Articles of an Arrow batch, read by several threads.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use arrow_array::cast::AsArray;
use arrow_array::{Array, RecordBatch};
use arrow_cast::cast;
use arrow_schema::DataType;
use hearsay::contract::Record;
use hearsay::{Article, Models, extract};
use pyo3::PyResult;
use pyo3::exceptions::PyValueError;

use crate::models::failed;

/// The columns that are looked for. `text` must be there.
const COLUMNS: [&str; 6] = ["text", "ref", "title", "outlet", "published", "url"];

/// The articles of a batch, in its order: the record of each, by the id of its publication.
pub(crate) fn records(batch: &RecordBatch, models: &Models, threads: usize) -> PyResult<Vec<Record>> {
    let columns = COLUMNS.map(|name| {
        let column = batch.column_by_name(name)?;
        // Days are cast to the words for them, as ISO 8601 has them.
        cast(column, &DataType::Utf8).map(|column| (name, column)).ok()
    });
    let [text, reference, title, outlet, published, url] = columns.map(|column| column.map(|(_, column)| column));
    let text = text.ok_or_else(|| PyValueError::new_err("the batch has no column `text` of strings"))?;
    let value = |column: &Option<arrow_array::ArrayRef>, row: usize| {
        let column = column.as_ref()?.as_string::<i32>();
        column.is_valid(row).then(|| column.value(row).to_owned())
    };
    let text = Some(text);
    let record = |row: usize| {
        let reference = value(&reference, row).or_else(|| value(&url, row)).unwrap_or_default();
        let text = value(&text, row).unwrap_or_default();
        // A title that is given and empty says that there is none.
        let mut article = match value(&title, row) {
            Some(title) => Article::new(reference, &title, &text),
            None => Article::from_text(reference, text),
        };
        article.outlet = value(&outlet, row);
        article.url = value(&url, row);
        // A time of publication begins with its day.
        article.published = value(&published, row).and_then(|day| day.get(..10).and_then(|day| day.parse().ok()));
        Record::new(&article, &extract(&article, models)).into_published()
    };
    let (next, done) = (AtomicUsize::new(0), Mutex::new(Vec::with_capacity(batch.num_rows())));
    thread::scope(|scope| {
        for _ in 0..threads.clamp(1, batch.num_rows().max(1)) {
            scope.spawn(|| {
                loop {
                    let row = next.fetch_add(1, Ordering::Relaxed);
                    if row >= batch.num_rows() {
                        break;
                    }
                    let record = record(row);
                    done.lock().unwrap_or_else(PoisonError::into_inner).push((row, record));
                }
            });
        }
    });
    let mut done = done.into_inner().map_err(failed)?;
    done.sort_unstable_by_key(|(row, _)| *row);
    Ok(done.into_iter().map(|(_, record)| record).collect())
}
