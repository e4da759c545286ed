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
                Err(self.wrong(CellProblem::TeksTerlaluPanjang { panjang, paling_banyak }))
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

    /// Codes with `;` between them, perhaps none.
    pub(super) fn codes(self) -> Reading<Vec<Kode>> {
        let Some(text) = self.optional(Field::line)? else {
            return Ok(Vec::new());
        };
        let parts = text.split(';').map(str::trim).filter(|part| !part.is_empty());
        let kode = |part| Kode::parse(part).map_err(|bad| CellProblem::KodeTidakSah { isi: bad.0 });
        parts.map(|part| kode(part).map_err(|problem| self.wrong(problem))).collect()
    }

    /// Something that may be left out.
    pub(super) fn optional<T>(self, read: impl Fn(Self) -> Reading<T>) -> Reading<Option<T>> {
        if self.is_empty() { Ok(None) } else { read(self).map(Some) }
    }

    /// Whether nothing stands there.
    pub(super) fn is_empty(self) -> bool {
        matches!((self.written, self.text), (Written::Text, ""))
    }

    /// `ya` or `tidak`, in small or capital letters.
    pub(super) fn yes_or_no(self) -> Reading<&'static str> {
        let text = self.filled()?.to_lowercase();
        let words = ["ya", "tidak"];
        words.into_iter().find(|word| *word == text).ok_or_else(|| {
            self.wrong(CellProblem::BukanPilihan {
                isi: self.quoted(),
                mungkin: nearest(&text, words.into_iter()),
                pilihan: words.join(", "),
            })
        })
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
            false => Err(self.wrong(CellProblem::NipTidakSah { panjang: text.chars().count() })),
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
            && text.bytes().all(|b| b.is_ascii_digit() || also.contains(&b))
    };
    numeric(digits, b".,") && numeric(exponent, b"")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::StatusPegawai;

    fn text(text: &str) -> Field<'_> {
        Field { column: "k", text, written: Written::Text }
    }

    fn number(text: &str) -> Field<'_> {
        Field { written: Written::Number, ..self::text(text) }
    }

    /// Good texts, then bad ones.
    fn check<T>(read: impl Fn(Field<'_>) -> Reading<T>, good: &[&str], bad: &[&str]) {
        good.iter().for_each(|cell| assert!(read(text(cell)).is_ok(), "{cell:?} is good"));
        bad.iter().for_each(|cell| assert!(read(text(cell)).is_err(), "{cell:?} is bad"));
    }

    #[test]
    fn each_reading_takes_its_own_form_and_no_other() {
        check(|f| f.kode(), &["A", "1.02", "kbk_1"], &["", "a b", "x:y", "-x", "é", "a.csv"]);
        check(
            |f| f.date(),
            &["2026-03-31", "2024-02-29"],
            &[
                "",
                "2026-3-31",
                "31/03/2026",
                "2026-02-29",
                "+026-01-01",
                "2026-03-31 00:00",
                "46112",
            ],
        );
        check(
            |f| f.whole(0..=100),
            &["0", "007", "100"],
            &["", "101", "1.0", "1,0", "-1", "+1", "١"],
        );
        check(|f| f.decimal(), &["0", "85.5", "85,50"], &["", "85.555", "-1", "1.000,5", "1e2"]);
        check(|f| f.word::<StatusPegawai>(), &["pns", "PNS", "Pppk"], &["", "p3k", "pns "]);
        check(
            |f| f.nip().map(|_| ()),
            &["198001012005019001"],
            &["", "1980", "19800101 2005019001"],
        );
        check(
            |f| f.person().map(|_| ()),
            &["TIM-1", "198001012005019001", "7"],
            &["", "Pak Budi", "123456789", "19800101200501900", "1,98001E+17", "a@b.id"],
        );
        check(|f| f.codes(), &["", "A", "A;B", "A ; B;"], &["A B", "A;é", "A,B"]);
        check(|f| f.line(), &["Dinas \"A\" & B"], &["", "a\nb", "a\u{0}"]);
        check(|f| f.document(), &["a\nb\tc"], &["", "\u{7}"]);
    }

    #[test]
    fn a_text_is_no_longer_than_its_column_takes() {
        let long = "é".repeat(LONGEST_LINE);
        assert_eq!(text(&long).line(), Ok(long.clone()));
        let longer = format!("{long}é");
        assert_eq!(
            text(&longer).line().unwrap_err().problem,
            CellProblem::TeksTerlaluPanjang {
                panjang: LONGEST_LINE + 1,
                paling_banyak: LONGEST_LINE
            }
        );
        assert_eq!(text(&longer).document(), Ok(longer.clone()));
        assert!(text(&"x".repeat(LONGEST_DOCUMENT + 1)).document().is_err());
    }

    #[test]
    fn a_number_is_a_text_only_while_it_has_all_its_digits() {
        assert_eq!(number("188").line(), Ok("188".to_owned()));
        for lost in ["1.1", "1234567890123456", "-5"] {
            assert!(number(lost).line().is_err(), "{lost}");
            assert!(number(lost).kode().is_err(), "{lost}");
        }
        assert_eq!(number("75").whole(0..=100), Ok(75));
        assert_eq!(number("85.5").decimal(), Ok(Hundredths(8550)));
        assert_eq!(
            number("198001012005019001").nip().unwrap_err().problem,
            CellProblem::NipSebagaiAngka
        );
        assert_eq!(
            number("198001012005019001").person().unwrap_err().problem,
            CellProblem::NipSebagaiAngka
        );
        assert_eq!(number("7").person(), Ok(Person::Sandi("7")));
    }

    #[test]
    fn optional_cells_are_empty_or_right() {
        assert_eq!(text("").optional(Field::kode), Ok(None));
        assert_eq!(text("A").optional(Field::kode), Ok(Some(Kode::parse("A").unwrap())));
        assert!(text("A B").optional(Field::kode).is_err());
        let broken = Field { written: Written::Unusable, ..text("") };
        assert!(broken.optional(Field::kode).is_err());
    }

    #[test]
    fn persons_are_never_quoted_back() {
        for cell in ["Budi Santoso", "19800101200501900", "1,98001E+17"] {
            for problem in [text(cell).nip().unwrap_err(), text(cell).person().unwrap_err()] {
                assert!(!format!("{problem:?}").contains(cell));
            }
        }
    }
}
