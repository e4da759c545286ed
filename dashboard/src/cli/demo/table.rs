//! Reading the tables of the sample, which are text files beside this code.

use ingest::identity::Kode;

use super::dice::Dice;

/// The lines of a table: cells between semicolons; a line that begins with `#` is a remark.
pub(super) fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// The first `N` cells of a line; the last holds the rest of it, whatever stands there.
pub(super) fn cells<const N: usize>(line: &'static str) -> [&'static str; N] {
    let mut parts = line.splitn(N, ';');
    std::array::from_fn(|_| parts.next().unwrap_or_default())
}

/// A whole number, or 0.
pub(super) fn number(cell: &str) -> i32 {
    cell.parse().unwrap_or_default()
}

/// A code.
pub(super) fn kode(text: &str) -> Kode {
    // Every code is written in a table of ours, or made of one; a test reads them all.
    Kode::parse(text).unwrap_or_else(|wrong| unreachable!("{wrong}"))
}

/// One of the sentences of this kind.
pub(super) fn sentence(kind: &str, dice: &mut Dice) -> &'static str {
    let all = lines(include_str!("kalimat.txt")).map(cells::<2>);
    let fitting: Vec<&str> = all.filter(|[word, _]| *word == kind).map(|[_, text]| text).collect();
    dice.pick::<&str>(&fitting)
}
