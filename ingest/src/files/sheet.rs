//! Sheets that stand in a file as several rows, one a line, side by side or not.

use std::collections::HashMap;
use std::hash::Hash;

use super::plan::{Line, Place};
use super::problem::CellError;

/// The rows of one sheet.
pub(super) struct Sheet<K, L> {
    /// What makes it one sheet.
    pub(super) key: K,
    /// Its lines and where they stand.
    pub(super) lines: Vec<(Place, L)>,
    /// A line of it could not be read, so the sheet is not judged as a whole.
    spoiled: bool,
}

/// The sheets of an import, in the order of their first rows. A sheet lies within one file, so that
/// the same file given twice is the same sheet twice.
pub(super) struct Sheets<K, L> {
    sheets: Vec<Sheet<K, L>>,
    index: HashMap<(u32, K), usize>,
}

/// A line that knows its code.
pub(super) trait SheetLine {
    /// Code of the line.
    fn code(&self) -> &str;
}

impl<K: Hash + Eq + Clone, L: SheetLine> Sheets<K, L> {
    pub(super) fn new() -> Self {
        Self { sheets: Vec::new(), index: HashMap::new() }
    }

    /// Adds one row. Errors: everything that is wrong with it.
    pub(super) fn add(
        &mut self,
        place: Place,
        key: Result<K, Vec<CellError>>,
        line: Result<L, Vec<CellError>>,
    ) -> Result<(), Vec<CellError>> {
        let key = match key {
            Ok(key) => key,
            Err(mut wrong) => {
                wrong.extend(line.err().into_iter().flatten());
                return Err(wrong);
            }
        };
        let sheets = &mut self.sheets;
        let index = *self.index.entry((place.file, key.clone())).or_insert_with(|| {
            sheets.push(Sheet { key, lines: Vec::new(), spoiled: false });
            sheets.len() - 1
        });
        let sheet = &mut sheets[index];
        match line {
            Ok(line) => sheet.lines.push((place, line)),
            Err(wrong) => {
                sheet.spoiled = true;
                return Err(wrong);
            }
        }
        Ok(())
    }

    /// The sheets of which every line could be read.
    pub(super) fn take(&mut self) -> impl Iterator<Item = Sheet<K, L>> + use<K, L> {
        self.index.clear();
        std::mem::take(&mut self.sheets).into_iter().filter(|sheet| !sheet.spoiled)
    }
}

impl<K, L: SheetLine> Sheet<K, L> {
    /// Where each line stands.
    pub(super) fn places(&self) -> Vec<Line<'_>> {
        self.lines.iter().map(|(place, line)| Line { place: *place, code: line.code() }).collect()
    }
}
