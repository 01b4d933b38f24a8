//! Columns of a record batch, whatever string or number type they came in.

use crate::error::wrong;
use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{
    Array, ArrayRef, BinaryArray, BooleanArray, Int64Array, RecordBatch, StringArray,
};
use arrow_schema::{DataType, Field, Schema};
use pyo3::prelude::*;
use std::sync::Arc;

/// Columns by name. Spark gives strings as Utf8, Sail as Utf8View, pandas as LargeUtf8: all are
/// taken alike.
pub(crate) struct Columns<'a>(pub(crate) &'a RecordBatch);

impl Columns<'_> {
    pub(crate) fn rows(&self) -> usize {
        self.0.num_rows()
    }

    fn cast(&self, name: &str, to: &DataType) -> PyResult<Option<ArrayRef>> {
        let Some(column) = self.0.column_by_name(name) else { return Ok(None) };
        arrow_cast::cast(column, to).map(Some).map_err(|error| wrong(format!("{name}: {error}")))
    }

    fn named(name: &str) -> impl Fn() -> PyErr {
        move || wrong(format!("the table has no column {name:?}"))
    }

    /// A column of text; `None` where the table has none of that name.
    pub(crate) fn text(&self, name: &str) -> PyResult<Option<StringArray>> {
        Ok(self.cast(name, &DataType::Utf8)?.map(|column| column.as_string::<i32>().clone()))
    }

    /// A column of text that must be there.
    pub(crate) fn texts(&self, name: &str) -> PyResult<StringArray> {
        self.text(name)?.ok_or_else(Self::named(name))
    }

    /// A column of whole numbers that must be there.
    pub(crate) fn ints(&self, name: &str) -> PyResult<Int64Array> {
        let column = self.cast(name, &DataType::Int64)?.ok_or_else(Self::named(name))?;
        Ok(column.as_primitive::<Int64Type>().clone())
    }

    /// A column of yes and no that must be there.
    pub(crate) fn flags(&self, name: &str) -> PyResult<BooleanArray> {
        let column = self.cast(name, &DataType::Boolean)?.ok_or_else(Self::named(name))?;
        Ok(column.as_boolean().clone())
    }

    /// A column of bytes; text is taken as its UTF-8.
    pub(crate) fn bytes(&self, name: &str) -> PyResult<Option<BinaryArray>> {
        Ok(self.cast(name, &DataType::Binary)?.map(|column| column.as_binary::<i32>().clone()))
    }
}

/// The value of a row, `None` where it is null.
pub(crate) fn at(column: &StringArray, row: usize) -> Option<&str> {
    (!column.is_null(row)).then(|| column.value(row))
}

/// A column to be given out.
pub(crate) enum Out {
    Text(Vec<Option<String>>),
    Int(Vec<Option<i64>>),
    Bytes(Vec<Option<Vec<u8>>>),
    Flag(Vec<bool>),
}

/// A record batch of named columns.
pub(crate) fn batch(columns: Vec<(&str, Out)>) -> PyResult<RecordBatch> {
    let (mut fields, mut arrays) = (vec![], Vec::<ArrayRef>::new());
    for (name, column) in columns {
        let array: ArrayRef = match column {
            Out::Text(all) => Arc::new(StringArray::from(all)),
            Out::Int(all) => Arc::new(Int64Array::from(all)),
            Out::Bytes(all) => Arc::new(BinaryArray::from_iter(all)),
            Out::Flag(all) => Arc::new(BooleanArray::from(all)),
        };
        fields.push(Field::new(name, array.data_type().clone(), true));
        arrays.push(array);
    }
    RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).map_err(wrong)
}
