//! JSONL rows: one flat object a line, its `kind` among its keys.
//!
//! A file may mix kinds. It is read once for the kinds it holds and once for each of them, so that
//! rows come in the order in which kinds depend on each other.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom};

use super::super::kind::Kind;
use super::super::problem::{CellError, CellProblem, FileProblem};
use super::super::row::{Fields, Row};
use super::object::Object;
use super::{Each, Halt, not_utf8, unreadable};
use crate::rule_pack::RulePack;

/// Longest line, in bytes.
const LONGEST_LINE: usize = 1 << 20;

/// Where lines are read from.
pub(super) enum Input {
    /// A file.
    File(File),
    /// What somebody sent.
    Sent(Cursor<Vec<u8>>),
}

impl Read for Input {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::File(file) => file.read(into),
            Self::Sent(lines) => lines.read(into),
        }
    }
}

impl Seek for Input {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match self {
            Self::File(file) => file.seek(to),
            Self::Sent(lines) => lines.seek(to),
        }
    }
}

/// The objects of a JSONL file.
pub(super) struct Objects {
    input: BufReader<Input>,
    /// Every kind in the file, in the order in which they depend on each other.
    pub(super) kinds: Vec<Kind>,
    /// Lines that are of no kind.
    pub(super) strays: Vec<(usize, CellError)>,
    /// Name and columns of each of `kinds`.
    tables: Vec<(String, Vec<String>)>,
}

impl Objects {
    /// Reads the file once. Errors: it is empty, cut off, or not UTF-8.
    pub(super) fn open(mut input: BufReader<Input>, pack: &RulePack) -> Result<Self, FileProblem> {
        let (mut kinds, mut strays) = (BTreeSet::new(), Vec::new());
        let mut number = 0;
        let mut line = Vec::new();
        while let Some(text) = next_line(&mut input, &mut number, &mut line)? {
            match serde_json::from_str::<Object<'_>>(text.trim_end()) {
                Ok(object) => match object.kind(pack) {
                    Ok(kind) => _ = kinds.insert(kind),
                    Err(problem) => strays.push((number, CellError::at("kind", problem))),
                },
                Err(error) => {
                    let ended = line.ends_with(b"\n");
                    let problem = broken_line(&error, ended, number, input.fill_buf())?;
                    strays.push((number, CellError::of_row(problem)));
                }
            }
        }
        if kinds.is_empty() && strays.is_empty() {
            return Err(FileProblem::Empty);
        }
        for kind in &kinds {
            kind.within(pack)?;
        }
        let kinds: Vec<Kind> = kinds.into_iter().collect();
        let table = |kind: &Kind| (kind.name(pack).to_owned(), kind.columns(pack));
        let tables = kinds.iter().map(table).collect();
        Ok(Self { input, kinds, strays, tables })
    }

    /// Every row of one kind.
    pub(super) fn read(
        &mut self,
        kind: Kind,
        row: &mut Row,
        each: &mut Each<'_>,
    ) -> Result<(), Halt> {
        self.input.rewind().map_err(|error| unreadable(&error))?;
        let Some(place) = self.kinds.iter().position(|known| *known == kind) else {
            return Ok(());
        };
        let (name, columns) = &self.tables[place];
        let mut number = 0;
        let mut line = Vec::new();
        let mut places = Vec::new();
        while let Some(text) = next_line(&mut self.input, &mut number, &mut line)? {
            // A line that cannot be read was reported when the file was opened.
            let Ok(object) = serde_json::from_str::<Object<'_>>(text.trim_end()) else {
                continue;
            };
            if !object.is(name) {
                continue;
            }
            row.begin(number);
            object.write(name, columns, &mut places, row);
            row.arrange(&places, columns.len());
            each(Fields { row, columns })?;
        }
        Ok(())
    }
}

/// The next line that is not empty.
fn next_line<'l>(
    input: &mut BufReader<Input>,
    number: &mut usize,
    line: &'l mut Vec<u8>,
) -> Result<Option<&'l str>, FileProblem> {
    loop {
        line.clear();
        let mut bounded = input.by_ref().take(LONGEST_LINE as u64 + 1);
        let read = bounded.read_until(b'\n', line).map_err(|error| unreadable(&error))?;
        *number += 1;
        if read > LONGEST_LINE {
            let paling_banyak = LONGEST_LINE;
            return Err(FileProblem::LineTooLong { baris: *number, paling_banyak });
        }
        if read == 0 || !line.trim_ascii().is_empty() {
            break;
        }
    }
    let text = std::str::from_utf8(line).map_err(|_| not_utf8(*number))?;
    Ok((!text.is_empty()).then(|| text.trim_start_matches('\u{feff}')))
}

/// A line that is no object: the row's problem, or the file's where the line is cut off or the file
/// is one big value.
fn broken_line(
    error: &serde_json::Error,
    ended: bool,
    baris: usize,
    rest: std::io::Result<&[u8]>,
) -> Result<CellProblem, FileProblem> {
    let last = rest.map_err(|error| unreadable(&error))?.is_empty();
    match (error.is_eof(), last, baris) {
        (true, true, _) => Err(FileProblem::Truncated { baris }),
        (_, true, _) if !ended => Err(FileProblem::Truncated { baris }),
        (true, false, 1) => Err(FileProblem::OtherFormat { format: "json".to_owned() }),
        _ => Ok(CellProblem::JsonTidakSah { kolom: error.column() }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{ANI, CONTOH, Office, lines};
    use super::*;

    #[test]
    fn a_file_may_mix_kinds_in_any_order() {
        let mut office = Office::under(CONTOH);
        let text = format!(
            "\u{feff}{}\n\n{}\r\n{}\n{}",
            r#"{"kind":"rapat","kode":"RP-1","opd":"DINAS-C","tanggal":"2026-02-02","pimpinan":"TIM-1","peserta":8,"notulen":null}"#,
            r#"{"kind":"kbk","kode":"KBK-C","opd":"DINAS-C","nama":"C","sk_nomor":7,"sk_tanggal":"2026-01-31"}"#,
            r#"{"induk":"DINAS-A","kind":"opd","nama":"Dinas \"C\"","kode":"DINAS-C","jenis":"unit"}"#,
            r#"{"kind":"pegawai","opd":"DINAS-C","nip":"198001012005019003","nama":"Cici","status":"pns","kelas_jabatan":"pelaksana"}"#,
        );
        let path = office.write("semua.jsonl", text);
        let summary = office.import_files(std::slice::from_ref(&path)).unwrap();
        assert_eq!(lines(&summary.errors), [""; 0]);
        assert_eq!(summary.accepted, 4);
        assert!(office.text().contains(r#""nama":"Dinas \"C\"","jenis":"unit","induk":"DINAS-A""#));
        assert_eq!(office.import_files(&[path]).unwrap().repeated, 4);
    }

    #[test]
    fn bad_lines() {
        let mut office = Office::under(CONTOH);
        let opd = r#"{"kind":"opd","kode":"DINAS-C","nama":"C","jenis":"unit""#;
        let names = Kind::names(&office.record.rules.pack);
        let unknown = format!(
            r#"1 kind {{"alasan":"kind-tidak-dikenal","isi":"opt","pilihan":"{names}","mungkin":"opd"}}"#
        );
        let without = format!(
            r#"1 kind {{"alasan":"kind-tidak-dikenal","isi":"","pilihan":"{names}","mungkin":null}}"#
        );
        let nip = format!(
            r#"{{"kind":"pegawai","opd":"DINAS-A","nip":{ANI},"nama":"A","status":"pns","kelas_jabatan":"pimpinan"}}"#
        );
        let table: &[(String, &[&str])] = &[
            (
                format!("{opd},\"indux\":\"DINAS-A\"}}"),
                &[
                    r#"1 - {"alasan":"kunci-tidak-dikenal","kunci":"indux","jenis":"opd","mungkin":"induk"}"#,
                ],
            ),
            (
                format!("{opd},\"kode\":\"X\"}}"),
                &[r#"1 - {"alasan":"kunci-ganda","kunci":"kode"}"#],
            ),
            (
                format!("{opd},\"induk\":[1]}}"),
                &[r#"1 induk {"alasan":"sel-rusak","isi":"[...]"}"#],
            ),
            (
                r#"{"kind":"opd","kode":"DINAS-C"}"#.into(),
                &[r#"1 nama {"alasan":"kosong"}"#, r#"1 jenis {"alasan":"kosong"}"#],
            ),
            (r#"{"kind":"opt","kode":"DINAS-C"}"#.into(), &[&unknown]),
            (r#"{"kode":"DINAS-C"}"#.into(), &[&without]),
            (nip, &[r#"1 nip {"alasan":"nip-sebagai-angka"}"#]),
            (
                format!("{opd}}}\n{{\"kind\":\"opd\" \"kode\"}}\n[1]\n{opd},\"induk\":7.5}}"),
                &[
                    r#"2 - {"alasan":"json-tidak-sah","kolom":15}"#,
                    r#"3 - {"alasan":"json-tidak-sah","kolom":0}"#,
                    r#"4 induk {"alasan":"teks-sebagai-angka","isi":"7.5"}"#,
                ],
            ),
        ];
        for (text, expected) in table {
            let path = office.write("berkas.jsonl", format!("{text}\n"));
            let before = office.frames();
            let summary = office.import_files(&[path]).unwrap();
            assert_eq!(lines(&summary.errors), *expected, "{text}");
            assert_eq!(office.frames(), before);
        }
    }

    #[test]
    fn bad_files() {
        let mut office = Office::under(CONTOH);
        let line = r#"{"kind":"opd","kode":"C","nama":"C","jenis":"unit"}"#;
        let table = [
            (format!("{line}\n{}", &line[..30]), FileProblem::Truncated { baris: 2 }),
            (format!("{line}\n{}\n", &line[..30]), FileProblem::Truncated { baris: 2 }),
            (
                "{\n  \"kind\": \"opd\"\n}\n".into(),
                FileProblem::OtherFormat { format: "json".into() },
            ),
            ("\n  \n".into(), FileProblem::Empty),
        ];
        for (text, expected) in table {
            let path = office.write("berkas.jsonl", &text);
            assert_eq!(office.file_problems(path), [expected], "{text}");
        }
        let latin = [line.as_bytes(), b"\n{\"kind\":\"opd\",\"nama\":\"\xe9\"}\n"].concat();
        let path = office.write("berkas.jsonl", latin);
        let expected = not_utf8(2);
        assert_eq!(office.file_problems(path), [expected]);
    }
}
