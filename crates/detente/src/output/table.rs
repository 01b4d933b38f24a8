//! Tables that fit the terminal.

use super::printable;
use comfy_table::{Cell, ColumnConstraint, ContentArrangement, Table, Width, presets};
use std::io::IsTerminal;

/// One column: its heading, and the most characters it may take.
pub(crate) struct Column {
    pub(crate) heading: &'static str,
    pub(crate) most: Option<u16>,
}

/// Blanks between two columns.
const GAP: u16 = 2;
/// Width of a table that goes to a file or a pipe.
const PIPED_WIDTH: u16 = 120;

/// The rows under their headings. Cells are made safe for the terminal here.
pub(crate) fn table(columns: &[Column], rows: &[Vec<String>]) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    if !std::io::stdout().is_terminal() {
        table.set_width(PIPED_WIDTH);
    }
    table.set_header(columns.iter().map(|column| Cell::new(super::bold(column.heading))));
    for row in rows {
        table.add_row(row.iter().map(|cell| printable(cell, true).into_owned()));
    }
    for (i, column) in columns.iter().enumerate() {
        if let (Some(most), Some(laid)) = (column.most, table.column_mut(i)) {
            laid.set_constraint(ColumnConstraint::UpperBoundary(Width::Fixed(most + GAP)));
        }
        if let Some(laid) = table.column_mut(i) {
            laid.set_padding((0, GAP));
        }
    }
    table.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}
