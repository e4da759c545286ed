//! Typed access to a row's cells. Each reading says what would be right when it fails.

use std::ops::RangeInclusive;

use time::Date;

use super::problem::{CellError, CellProblem};
use super::row::Written;
use crate::event::Word;
use crate::identity::{Hundredths, Kode, parse_date};
use crate::register::nearest;

/// Longest text of one line, in characters.
pub(super) const LONGEST_LINE: usize = 500;
/// Longest document, in characters: what one cell of a spreadsheet can hold.
pub(super) const LONGEST_DOCUMENT: usize = 32_767;
/// Digits that a spreadsheet keeps of a number.
const DIGITS_KEPT: usize = 15;

/// One cell under the name of its column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field<'a> {
    pub(super) column: &'a str,
    pub(super) text: &'a str,
    pub(super) written: Written,
}

/// What a cell says, or why it says nothing.
pub(super) type Reading<T> = Result<T, CellError>;

/// Someone who assesses, judges or presides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Person<'a> {
    /// A civil servant, by NIP.
    Pegawai(&'a str),
    /// A code that names nobody.
    Sandi(&'a str),
}

impl<'a> Field<'a> {
    /// This problem, at this column.
    pub(super) fn wrong(self, problem: CellProblem) -> CellError {
        CellError::at(self.column, problem)
    }

    fn quoted(self) -> String {
        // A cell that was meant as something short may hold a page.
        self.text.chars().take(64).collect()
    }

    fn filled(self) -> Reading<&'a str> {
        match (self.written, self.text) {
            (Written::Unusable, _) => Err(self.wrong(CellProblem::SelRusak { isi: self.quoted() })),
            (_, "") => Err(self.wrong(CellProblem::Kosong)),
            (_, text) => Ok(text),
        }
    }

    /// As [`Field::filled`], of a cell that is text even where it looks like a number.
    fn as_text(self) -> Reading<&'a str> {
        let text = self.filled()?;
        let whole = text.len() <= DIGITS_KEPT && text.bytes().all(|b| b.is_ascii_digit());
        match self.written {
            Written::Number if !whole => {
                Err(self.wrong(CellProblem::TeksSebagaiAngka { isi: self.quoted() }))
            }
            _ => Ok(text),
        }
    }

    fn no_longer_than(self, text: &'a str, paling_banyak: usize) -> Reading<String> {
        match text.chars().count() {
            panjang if panjang > paling_banyak => {
                Err(self.wrong(CellProblem::TeksTerlaluPanjang {
                    panjang,
                    paling_banyak,
                }))
            }
            _ => Ok(text.to_owned()),
        }
    }

    /// A text of one line.
    pub(super) fn line(self) -> Reading<String> {
        let text = self.as_text()?;
        match text.chars().any(char::is_control) {
            true => Err(self.wrong(CellProblem::KarakterKendali)),
            false => self.no_longer_than(text, LONGEST_LINE),
        }
    }

    /// A text of any number of lines.
    pub(super) fn document(self) -> Reading<String> {
        let text = self.as_text()?;
        let plain = |c: char| !c.is_control() || matches!(c, '\n' | '\r' | '\t');
        match text.chars().all(plain) {
            true => self.no_longer_than(text, LONGEST_DOCUMENT),
            false => Err(self.wrong(CellProblem::KarakterKendali)),
        }
    }

    /// A code.
    pub(super) fn kode(self) -> Reading<Kode> {
        let text = self.as_text()?;
        Kode::parse(text).map_err(|_| self.wrong(CellProblem::KodeTidakSah { isi: self.quoted() }))
    }

    /// Something that may be left out.
    pub(super) fn optional<T>(self, read: impl Fn(Self) -> Reading<T>) -> Reading<Option<T>> {
        match (self.written, self.text) {
            (Written::Text, "") => Ok(None),
            _ => read(self).map(Some),
        }
    }

    /// A whole number in a range.
    pub(super) fn whole(self, range: RangeInclusive<u32>) -> Reading<u32> {
        let text = self.filled()?;
        if !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(self.wrong(CellProblem::BukanBilanganBulat { isi: self.quoted() }));
        }
        // Digits too many for 32 bits lie outside every range.
        match text.parse().ok().filter(|number| range.contains(number)) {
            Some(number) => Ok(number),
            None => Err(self.wrong(CellProblem::DiLuarRentang {
                isi: self.quoted(),
                paling_kecil: *range.start(),
                paling_besar: *range.end(),
            })),
        }
    }

    /// A number with at most two decimals, none below 0.
    pub(super) fn decimal(self) -> Reading<Hundredths> {
        let text = self.filled()?;
        Hundredths::parse(text)
            .ok_or_else(|| self.wrong(CellProblem::BukanDesimal { isi: self.quoted() }))
    }

    /// A date of the form `2026-03-31`.
    pub(super) fn date(self) -> Reading<Date> {
        let text = self.filled()?;
        let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        parse_date(text)
            .filter(|_| plain)
            .ok_or_else(|| self.wrong(CellProblem::BukanTanggal { isi: self.quoted() }))
    }

    /// A word of a vocabulary, in small or capital letters.
    pub(super) fn word<W: Word>(self) -> Reading<W> {
        let text = self.filled()?.to_lowercase();
        W::from_word(&text).ok_or_else(|| {
            let words = || W::WORDS.iter().map(|(word, _)| *word);
            self.wrong(CellProblem::BukanPilihan {
                isi: self.quoted(),
                mungkin: nearest(&text, words()),
                pilihan: words().collect::<Vec<_>>().join(", "),
            })
        })
    }

    /// A NIP: 18 digits, never quoted back.
    pub(super) fn nip(self) -> Reading<&'a str> {
        let text = self.filled()?;
        if self.written == Written::Number || is_scientific(text) {
            return Err(self.wrong(CellProblem::NipSebagaiAngka));
        }
        match text.len() == 18 && text.bytes().all(|b| b.is_ascii_digit()) {
            true => Ok(text),
            false => Err(self.wrong(CellProblem::NipTidakSah {
                panjang: text.chars().count(),
            })),
        }
    }

    /// A NIP, or a code that names nobody; never quoted back, because it may be a name.
    pub(super) fn person(self) -> Reading<Person<'a>> {
        let text = self.filled()?;
        let digits = text.bytes().all(|b| b.is_ascii_digit());
        // Nine digits and more are a NIP, old or new, or one mistyped; no code is so long.
        if (digits && text.len() >= 9) || is_scientific(text) {
            return self.nip().map(Person::Pegawai);
        }
        match self.kode() {
            Ok(_) => Ok(Person::Sandi(text)),
            Err(_) => Err(self.wrong(CellProblem::BukanNipAtauKode)),
        }
    }
}

/// `1,98109E+17`: what a spreadsheet makes of a long number.
fn is_scientific(text: &str) -> bool {
    let Some((digits, exponent)) = text.split_once(['e', 'E']) else {
        return false;
    };
    let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
    let numeric = |text: &str, also: &[u8]| {
        text.bytes().any(|b| b.is_ascii_digit())
            && text
                .bytes()
                .all(|b| b.is_ascii_digit() || also.contains(&b))
    };
    numeric(digits, b".,") && numeric(exponent, b"")
}

/// Several cells of one row: all of them, or everything that is wrong with them.
pub(super) fn all<C: Cells>(cells: C) -> Result<C::Values, Vec<CellError>> {
    cells.all()
}

/// Readings that stand or fall together.
pub(super) trait Cells {
    /// What they say.
    type Values;
    /// See [`all`].
    fn all(self) -> Result<Self::Values, Vec<CellError>>;
}

macro_rules! cells {
    ($($name:ident)*) => {
        #[allow(non_snake_case)]
        impl<$($name),*> Cells for ($(Reading<$name>,)*) {
            type Values = ($($name,)*);

            fn all(self) -> Result<Self::Values, Vec<CellError>> {
                let ($($name,)*) = self;
                let mut wrong = Vec::new();
                $(let $name = $name.map_err(|error| wrong.push(error)).ok();)*
                match ($($name,)*) {
                    ($(Some($name),)*) => Ok(($($name,)*)),
                    _ => Err(wrong),
                }
            }
        }
    };
}

cells!(A B);
cells!(A B C);
cells!(A B C D);
cells!(A B C D E);
cells!(A B C D E F);
cells!(A B C D E F G H I J);
