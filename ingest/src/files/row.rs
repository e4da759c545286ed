//! One row of a file, its cells in the order of the kind's columns, whatever the file's order was.

use super::fields::Field;
use super::problem::CellError;

/// How a cell was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Written {
    /// As text.
    #[default]
    Text,
    /// As a number: leading zeros and digits after the fifteenth are lost already.
    Number,
    /// As something no column holds.
    Unusable,
}

#[derive(Debug, Clone, Copy, Default)]
struct Span {
    start: usize,
    end: usize,
    written: Written,
}

/// One row. The same buffers serve every row of a file.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// Line of a text file, row of a sheet, counted from 1.
    pub(super) number: usize,
    /// What is wrong with the row as a whole.
    pub(super) flaw: Option<CellError>,
    text: String,
    /// Where the cell that is being written begins.
    start: usize,
    /// Cells in the order of the file.
    found: Vec<Span>,
    /// Cells in the order of the kind's columns.
    cells: Vec<Span>,
}

impl Row {
    /// Begins another row.
    pub(super) fn begin(&mut self, number: usize) {
        self.number = number;
        self.flaw = None;
        self.text.clear();
        self.start = 0;
        self.found.clear();
        self.cells.clear();
    }

    /// Continues the cell that is being written.
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Where the text of a cell is written.
    pub(super) fn text(&mut self) -> &mut String {
        &mut self.text
    }

    /// Ends a cell, trimmed at both ends.
    pub(super) fn end_cell(&mut self, written: Written) {
        let cell = &self.text[self.start..];
        let (whole, trimmed) = (cell.len(), cell.trim_start());
        let start = self.start + whole - trimmed.len();
        self.found.push(Span { start, end: start + trimmed.trim_end().len(), written });
        self.start = self.text.len();
    }

    /// Adds empty cells until the row has this many.
    pub(super) fn fill(&mut self, count: usize) {
        let empty = Span { start: self.start, end: self.start, written: Written::Text };
        self.found.resize(count.max(self.found.len()), empty);
    }

    /// How many cells the row has in the file.
    pub(super) fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether no cell is filled.
    pub(super) fn is_blank(&self) -> bool {
        self.found.iter().all(|span| span.start == span.end)
    }

    /// The cells in the order of the file.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.found.iter().map(|span| &self.text[span.start..span.end])
    }

    /// Puts the cells into the order of `columns` columns; `places` says where each belongs. Answers
    /// the first filled cell, counted from 1, that belongs nowhere.
    pub(super) fn arrange(&mut self, places: &[Option<usize>], columns: usize) -> Option<usize> {
        self.cells.resize(columns, Span::default());
        let mut stray = None;
        for (index, span) in self.found.iter().enumerate() {
            match places.get(index).copied().flatten() {
                Some(place) => self.cells[place] = *span,
                None if span.start == span.end => {}
                None => stray = stray.or(Some(index + 1)),
            }
        }
        stray
    }
}

/// A row under the names of its columns.
#[derive(Clone, Copy)]
pub(super) struct Fields<'a> {
    pub(super) row: &'a Row,
    pub(super) columns: &'a [String],
}

impl<'a> Fields<'a> {
    /// The first `N` cells, in the order of the kind's columns.
    pub(super) fn first<const N: usize>(self) -> [Field<'a>; N] {
        std::array::from_fn(|index| self.field(index))
    }

    /// The cells after the first `count`.
    pub(super) fn after(self, count: usize) -> impl Iterator<Item = Field<'a>> {
        (count..self.columns.len()).map(move |index| self.field(index))
    }

    fn field(self, index: usize) -> Field<'a> {
        let span = self.row.cells.get(index).copied().unwrap_or_default();
        let column = self.columns.get(index).map_or("", String::as_str);
        Field { column, text: &self.row.text[span.start..span.end], written: span.written }
    }
}
